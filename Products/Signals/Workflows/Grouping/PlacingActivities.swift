import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Workflows

/// Finds the report that a signal belongs to, or says that it opens one.
struct MatchSignal: Activity {
    let desk: SignalsDesk

    func run(_ input: MatchInput, _ context: ActivityContext) async throws -> MatchDecision {
        let standings = try await desk.decisions.standings(
            of: [input.signal.signal], team: input.team)
        guard let standing = standings.first, let signal = desk.judged(standing) else {
            throw ApplicationFailure(
                "signal \(input.signal.signal) was never accepted", type: "SignalUnknown")
        }
        let question = try await desk.question(about: signal, input)
        let judgement = try await desk.judges.answer(question, as: MatchStep.self)
        return decision(judgement.answer, question)
    }

    private func decision(
        _ answer: MatchStep.Answer, _ question: MatchStep.Question
    ) -> MatchDecision {
        let candidates = question.searches.flatMap(\.candidates)
        let shown = candidates.map(\.signalID).firstOfEach
        switch answer {
        case .existing(let parent, let queryIndex, let reason):
            guard let candidate = candidates.first(where: { $0.signalID == parent }) else {
                return .new(
                    title: "", summary: "",
                    NewMatch(reason: reason, rejectedSignalIDs: shown))
            }
            return .existing(
                candidate.report,
                ExistingMatch(
                    parentSignalID: parent, matchQuery: question.searches[queryIndex].query,
                    reason: reason, candidateSignalIDs: shown))
        case .new(let title, let summary, let reason):
            return .new(
                title: title, summary: summary,
                NewMatch(reason: reason, rejectedSignalIDs: shown))
        }
    }
}

/// Asks whether one change would settle a report with the signal in it.
struct CheckSpecificity: Activity {
    let desk: SignalsDesk

    func run(_ input: SpecificityInput, _ context: ActivityContext) async throws -> Specificity {
        let standings = try await desk.decisions.standings(
            of: [input.signal.signal], team: input.team)
        guard let signal = standings.first.flatMap(desk.judged) else {
            throw ApplicationFailure(
                "signal \(input.signal.signal) was never accepted", type: "SignalUnknown")
        }
        let vector = try await desk.vectors.vector(of: signal.text)
        let index = try await desk.index(of: input.team, after: input.earlier, input.position)
        let question = index.signals.specificityQuestion(
            for: signal, vector: vector, joining: input.report)
        var answer = try await desk.judges.answer(question, as: SpecificityStep.self).answer
        if !answer.specificEnough { answer.prTitle = question.reportTitle }
        return answer
    }
}

/// Assigns a signal: signal, report, promotion and the start of research in one commit.
struct AssignSignal: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: AssignInput, _ log: LogSession) async throws -> AssignOutcome {
        let placement: Placement =
            switch input.target {
            case .report(let report, let title, let match):
                .existing(report, title: title, match)
            case .new(let title, let summary, let match):
                .new(title: title, summary: summary, match)
            }
        return try await desk.unlessFenced(.settled) {
            let outcome = try await desk.decisions.over(log).assign(
                input.signal.signal, of: input.team, to: placement)
            return switch outcome {
            case .assigned(let report, let isNew, let promoted):
                .assigned(report, isNew: isNew, promoted: promoted)
            case .reportGone(let report): .reportGone(report)
            case .settled: .settled
            }
        }
    }
}

extension SignalsDesk {
    /// The index with what the round has placed before, which is in the log by then.
    func index(
        of team: TeamID, after earlier: [PlacedSignal], _ position: Position
    ) async throws -> TeamIndex {
        let wanted = earlier.isEmpty ? position : try await store.head().position
        return try await indexes.index(of: team, at: wanted)
    }

    /// The lists of the round's searches, with the signals that it placed since.
    fileprivate func question(
        about signal: JudgedSignal, _ input: MatchInput
    ) async throws -> MatchStep.Question {
        let index = try await index(of: input.team, after: input.earlier, input.position)
        var queries: [SignalIndex.Query] = []
        for text in input.queries + [signal.text] {
            queries.append(.init(text: text, vector: try await vectors.vector(of: text)))
        }
        return index.signals.matchQuestion(
            for: signal, queries: queries,
            found: input.searches, earlier: input.earlier.map(\.signal),
            excluding: Set(input.excluded))
    }
}
