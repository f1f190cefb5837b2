import BlobStore
import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Workflows

/// Reads how long the signals of a team wait for each other.
struct ReadPacing: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: TeamInput, _ log: LogSession) async throws -> Pacing {
        try await desk.decisions.over(log).team(input.team).state.pacing(over: desk.pacing)
    }
}

/// Lets a signal pass or stops it; the event commits with the verdict.
struct FilterForSafety: Activity {
    let desk: SignalsDesk

    func run(_ input: SignalStep, _ context: ActivityContext) async throws -> SafetyVerdict {
        guard let standing = try await desk.waiting(input), let signal = desk.judged(standing)
        else { return .settled }
        if standing.state.isCleared { return .cleared }
        let judgement = try await desk.judges.answer(
            .init(source: signal.source, text: signal.text), as: SafetyFilterStep.self)
        let decisions = desk.decisions.over(context.log)
        let command: SignalCommand =
            switch judgement.answer {
            case .safe: .clear(judge: judgement.judge)
            case .unsafe(let threat):
                .block(
                    threatType: threat.type.rawValue, fragment: threat.fragment,
                    explanation: threat.explanation, judge: judgement.judge)
            }
        return try await desk.unlessFenced(.settled) {
            let place = try await decisions.step(signal.id, of: input.team, command)
            return place.isInFlight ? .cleared : .blocked
        }
    }
}

/// Writes a batch as an object named by its content.
struct FlushSignals: Activity {
    let desk: SignalsDesk

    func run(_ input: FlushInput, _ context: ActivityContext) async throws -> SubmittedBatch {
        let bytes = try JSONCoding.encode(input.signals)
        let reference = try await desk.blobs.put(bytes)
        return SubmittedBatch(
            objectKey: "\(BatchObjects.prefix)\(reference.digest)",
            signalCount: input.signals.count, pendingBehind: input.pendingBehind,
            signals: input.signals)
    }
}

/// The names under which batches are kept.
enum BatchObjects {
    static let prefix = "signals/signal_batches/"
}

/// Mails a batch to the grouping, in the commit that takes its signals out of the buffer.
struct SubmitBatch: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: BatchStep, _ log: LogSession) async throws -> NoValue {
        try await desk.unlessFenced(NoValue()) {
            let team = try await desk.decisions.over(log).openTeam(input.team).state
            let intent = try Intent.signalWithStart(
                SignalFlows.grouping, id: SignalFlows.groupingID(input.team),
                GroupingInput(team: input.team, pausedUntil: team.pausedUntil),
                SignalFlows.submitBatch, input.batch)
            _ = try await log.append([], with: [intent])
            return NoValue()
        }
    }
}

/// Settles signals that could not be brought further.
struct DropSignals: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: DropInput, _ log: LogSession) async throws -> NoValue {
        let command = SignalCommand.drop(
            input.reason, attempts: input.attempts, error: input.error)
        return try await desk.unlessFenced(NoValue()) {
            try await desk.decisions.over(log).steps(
                input.signals.map(\.signal), of: input.team, command)
            return NoValue()
        }
    }
}
