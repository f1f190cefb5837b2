import SignalsContracts
import SignalsDomain
import Synchronization

@testable import SignalsWorkflows

/// The offline judges, some of whose answers fail.
final class FailingJudges: Judges {
    private let calls = Mutex(0)
    private let failsMax: Int
    private let fails: @Sendable (StepName, String) -> Bool

    init(atMost failsMax: Int = .max, _ fails: @escaping @Sendable (StepName, String) -> Bool) {
        (self.failsMax, self.fails) = (failsMax, fails)
    }

    private var isNext: Bool {
        calls.withLock { calls in
            calls += 1
            return calls <= failsMax
        }
    }

    func answer<Step: JudgedStep>(
        _ question: Step.Question, as step: Step.Type
    ) async throws(JudgeError) -> Judgement<Step.Answer> {
        if fails(Step.name, "\(question)"), isNext { throw .unknownJudge("failing") }
        return try await Pipeline.offline.answer(question, as: step)
    }
}

/// The offline judges, of which matcher and gate say what a test has them say.
struct ScriptedJudges: Judges {
    /// What the matcher answers; nil leaves it to the offline one.
    var match: @Sendable (MatchStep.Question) -> MatchStep.Answer? = { _ in nil }
    /// What the gate answers; nil leaves it to the offline one.
    var gate: @Sendable (SpecificityStep.Question) -> Specificity? = { _ in nil }

    func answer<Step: JudgedStep>(
        _ question: Step.Question, as step: Step.Type
    ) async throws(JudgeError) -> Judgement<Step.Answer> {
        var scripted: Any?
        if let question = question as? MatchStep.Question { scripted = match(question) }
        if let question = question as? SpecificityStep.Question { scripted = gate(question) }
        if let answer = scripted as? Step.Answer { return Judgement(answer, by: "script/1") }
        return try await Pipeline.offline.answer(question, as: step)
    }

    /// A matcher that joins whatever it finds first.
    static let eager: @Sendable (MatchStep.Question) -> MatchStep.Answer? = { question in
        for (index, search) in question.searches.enumerated() {
            guard let first = search.candidates.first else { continue }
            return .existing(signalID: first.signalID, queryIndex: index, reason: "the first")
        }
        return nil
    }
}

/// The offline judges, and a note of every question that they were asked.
final class NotingJudges: Judges {
    private let asked = Mutex<[StepName: [String]]>([:])

    /// The questions of a step in the order in which they were asked.
    func questions(of step: StepName) -> [String] { asked.withLock { $0[step] ?? [] } }

    func answer<Step: JudgedStep>(
        _ question: Step.Question, as step: Step.Type
    ) async throws(JudgeError) -> Judgement<Step.Answer> {
        asked.withLock { $0[Step.name, default: []].append("\(question)") }
        return try await Pipeline.offline.answer(question, as: step)
    }
}
