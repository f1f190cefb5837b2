import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Workflows

/// Summarises a long description; the event commits with the completion.
struct SummarizeDescription: Activity {
    let desk: SignalsDesk

    func run(_ input: SignalStep, _ context: ActivityContext) async throws -> NoValue {
        guard let standing = try await desk.waiting(input) else { return NoValue() }
        let judgement = try await desk.judges.answer(
            .init(text: standing.state.text), as: RecordSummaryStep.self)
        let decisions = desk.decisions.over(context.log)
        return try await desk.unlessFenced(NoValue()) {
            try await decisions.step(
                input.signal.signal, of: input.team,
                .summarize(judgement.answer.summary, judge: judgement.judge))
            return NoValue()
        }
    }
}

/// Cuts a long description that could not be summarised; the original stays in its acceptance.
struct CutDescription: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: SignalStep, _ log: LogSession) async throws -> NoValue {
        guard let standing = try await desk.waiting(input) else { return NoValue() }
        let text = RecordSummaryStep.fallback(for: standing.state.text)
        return try await desk.unlessFenced(NoValue()) {
            try await desk.decisions.over(log).step(
                input.signal.signal, of: input.team, .summarize(text, judge: nil))
            return NoValue()
        }
    }
}

/// Asks whether a record wants anything changed; where it does not, it is filtered at once.
struct CheckActionability: Activity {
    let desk: SignalsDesk

    func run(
        _ input: SignalStep, _ context: ActivityContext
    ) async throws -> ActionabilityVerdict {
        guard let standing = try await desk.waiting(input), let signal = desk.judged(standing),
            let source = standing.state.accepted?.source
        else { return .filtered }
        let team = try await desk.decisions.team(input.team).state
        let config = team.setting(of: source)?.config
        let question = ActionabilityFilterStep.Question(
            source: signal.source, text: signal.text, steering: config?.steering,
            defaultNotActionable: config?.defaultNotActionable ?? false)
        let judgement = try await desk.judges.answer(question, as: ActionabilityFilterStep.self)
        guard !judgement.answer.actionable else { return .actionable }
        let decisions = desk.decisions.over(context.log)
        return try await desk.unlessFenced(.filtered) {
            try await decisions.step(
                signal.id, of: input.team,
                .filter(
                    .notActionable, explanation: judgement.answer.reason,
                    judge: judgement.judge))
            return .filtered
        }
    }
}

/// Mails a record that is a signal now to the buffer, and marks its delivery.
struct SubmitSignal: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: SignalStep, _ log: LogSession) async throws -> NoValue {
        try await desk.unlessFenced(NoValue()) {
            try await desk.decisions.over(log).submit(input.signal.signal, of: input.team)
            return NoValue()
        }
    }
}
