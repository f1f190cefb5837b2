import Events
import SignalsContracts
import Workflows

/// Groups the signals of a team into reports, round by round; the only writer of membership.
///
/// A round prepares its signals side by side and places them one after another, in the order in
/// which they arrived. Its batches are acknowledged when every signal of them has its outcome.
final class TeamSignalGroupingWorkflow: Workflow {
    static let reference = SignalFlows.grouping
    static let handlers: [Handler<TeamSignalGroupingWorkflow>] = [
        .signal(SignalFlows.setPausedUntil, TeamSignalGroupingWorkflow.pause),
        .signal(SignalFlows.clearPaused, TeamSignalGroupingWorkflow.resume),
        .query(SignalFlows.pausedState) { PausedState(until: $0.pausedUntil) },
    ]

    private let input: GroupingInput
    private var pausedUntil: Timestamp?

    init(_ input: GroupingInput) {
        self.input = input
        pausedUntil = input.pausedUntil
    }

    func pause(_ state: PausedState) { pausedUntil = state.until }

    func resume(_ nothing: NoValue) { pausedUntil = nil }

    func run(_ context: WorkflowContext) async throws -> NoValue {
        let mail = context.mail(SignalFlows.submitBatch)
        var pacing: Pacing
        repeat {
            try await context.wait { mail.count > 0 }
            try await waitWhilePaused(context)
            pacing = try await context.local(BufferSteps.pacing, TeamInput(team: input.team))
            let claims = try await collect(mail, pacing, context)
            let batches = claims.flatMap(\.letters).map(\.payload)
            var round = GroupingRound(team: input.team, context)
            try await round.group(batches)
            for claim in claims { claim.acknowledge() }
        } while !context.isDue(for: pacing.renewal)
        try context.continueAsNew(
            GroupingInput(team: input.team, pausedUntil: pausedUntil))
    }

    /// Waits for the moment or for the word to go on; a timer that fires is a value, not an error.
    private func waitWhilePaused(_ context: WorkflowContext) async throws {
        while let until = pausedUntil {
            let ended = try await context.wait(upTo: until - context.now, "paused") {
                self.pausedUntil != until
            }
            if !ended, pausedUntil == until { pausedUntil = nil }
        }
    }

    /// Claims batches until the round is full, its window is over, or nothing is queued behind it.
    ///
    /// The count is looked at before each batch is taken, so that a round holds at most 39 signals.
    private func collect(
        _ mail: Mail<SubmittedBatch>, _ pacing: Pacing, _ context: WorkflowContext
    ) async throws -> [Claim<SubmittedBatch>] {
        var claims: [Claim<SubmittedBatch>] = []
        var count = 0
        let deadline = context.now + .seconds(pacing.groupingCollectWindowSeconds)
        while count < pacing.groupingCollectMax {
            if mail.count > 0 {
                let claim = try mail.claimNow(upTo: 1)
                claims.append(claim)
                count += claim.letters.reduce(0) { $0 + $1.payload.signalCount }
                continue
            }
            let nothingQueued = claims.last?.letters.last?.payload.pendingBehind == 0
            if pacing.windowClosesWhenIdle, nothingQueued { break }
            guard context.now < deadline else { break }
            let came = try await context.wait(
                upTo: deadline - context.now, "\(SignalFlows.submitBatch.name).fill"
            ) { mail.count > 0 }
            if !came { break }
        }
        try await waitWhilePaused(context)
        return claims
    }
}
