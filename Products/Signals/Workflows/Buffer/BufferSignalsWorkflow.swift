import Events
import SignalsContracts
import Workflows

/// Collects the accepted signals of a team, filters them and hands them on in batches.
///
/// What waits is mail: a round claims letters, and acknowledges them in the commit that hands the
/// batch on, so that a crash anywhere repeats the round from its claim.
final class BufferSignalsWorkflow: Workflow {
    static let reference = SignalFlows.buffer
    static let handlers: [Handler<BufferSignalsWorkflow>] = [
        .query(SignalFlows.bufferSize) { $0.mail?.count ?? 0 }
    ]

    private let input: TeamInput
    private var mail: Mail<SubmittedSignal>?

    init(_ input: TeamInput) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> NoValue {
        let mail = context.mail(SignalFlows.submitSignal)
        self.mail = mail
        var pacing: Pacing
        repeat {
            try await context.wait { mail.count > 0 }
            pacing = try await context.local(BufferSteps.pacing, input)
            try await hold(mail, pacing, context)
            let claim = try mail.claimNow(upTo: pacing.bufferMaxSize)
            let cleared = try await filter(claim.letters.map(\.payload), context)
            if !cleared.isEmpty {
                try await handOn(cleared, behind: mail.count, context)
            }
            claim.acknowledge()
        } while !context.isDue(for: pacing.renewal)
        try context.continueAsNew(input)
    }

    /// Waits until the batch is full, its oldest signal has waited long enough, or no more come.
    private func hold(
        _ mail: Mail<SubmittedSignal>, _ pacing: Pacing, _ context: WorkflowContext
    ) async throws {
        let name = "\(SignalFlows.submitSignal.name).fill"
        let deadline = (mail.oldest ?? context.now) + .seconds(pacing.bufferFlushTimeoutSeconds)
        while mail.count < pacing.bufferMaxSize, context.now < deadline {
            let seen = mail.count
            let quiet = pacing.bufferQuietSeconds.map { Duration.seconds($0) }
            let pause = min(deadline - context.now, quiet ?? .seconds(86_400))
            guard pause > .zero else { return }
            let isFull = try await context.wait(upTo: pause, name) {
                mail.count >= pacing.bufferMaxSize
            }
            if isFull || (quiet != nil && mail.count == seen) { return }
        }
    }

    /// The signals that may go on; one whose filter fails for good is dropped, the others go on.
    private func filter(
        _ signals: [SubmittedSignal], _ context: WorkflowContext
    ) async throws -> [SubmittedSignal] {
        let team = input.team
        let verdicts = try await context.map(signals, atMost: FlowLimits.filteredAtOnce) {
            signal -> SafetyVerdict in
            let step = SignalStep(team: team, signal: signal)
            do {
                return try await context.activity(BufferSteps.safetyFilter, step)
            } catch let failure as ActivityFailure {
                let drop = DropInput(
                    team: team, signals: [signal], reason: .safetyUnavailable, attempts: 3,
                    error: failure.cause.message)
                _ = try await context.local(BufferSteps.drop, drop)
                return .settled
            }
        }
        return zip(signals, verdicts).filter { $1 == .cleared }.map(\.0)
    }

    private func handOn(
        _ signals: [SubmittedSignal], behind count: Int, _ context: WorkflowContext
    ) async throws {
        let flush = FlushInput(team: input.team, signals: signals, pendingBehind: count)
        let batch: SubmittedBatch
        do {
            batch = try await context.activity(BufferSteps.flush, flush)
        } catch let failure as ActivityFailure {
            let drop = DropInput(
                team: input.team, signals: signals, reason: .batchUnreadable, attempts: 3,
                error: failure.cause.message)
            _ = try await context.local(BufferSteps.drop, drop)
            return
        }
        let step = BatchStep(team: input.team, batch: batch)
        _ = try await context.local(BufferSteps.submitBatch, step)
    }
}
