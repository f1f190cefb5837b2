/// A step that needs judgement: what is asked, what may be answered, and the one check that every
/// implementation's answer must pass.
package protocol JudgeStep: Sendable {
    associatedtype Question: Codable & Sendable
    associatedtype Answer: Codable & Sendable

    /// Stable name; part of every recording's hash, so it never changes.
    static var name: StepName { get }
    /// Raised when the question or the meaning of an answer changes: old recordings no longer apply.
    static var contractVersion: Int { get }

    /// Refuses an answer that the question does not allow.
    static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer)

    /// What it means when a model says nothing at all; nil where that is an error.
    static func answerOfSilence(to question: Question) -> Answer?
}

extension JudgeStep {
    package static var contractVersion: Int { 1 }

    package static func answerOfSilence(to question: Question) -> Answer? { nil }
}

/// Names of the steps, as settings and recordings spell them.
package enum StepName: String, CaseIterable, Sendable, Codable {
    case embedding
    case queries
    case match
    case specificity
    case safetyFilter = "safety_filter"
    case actionabilityFilter = "actionability_filter"
    case recordSummary = "record_summary"
    case reportSafety = "report_safety"
    case repository
    case research
    case actionability
    case priority
    case summary
    case reviewers
}

/// Why an answer was refused; the sentence is shown to whoever is asked again.
package struct InvalidAnswer: Error, Equatable, CustomStringConvertible {
    package let step: StepName
    package let reason: String

    package init(_ step: StepName, _ reason: String) {
        (self.step, self.reason) = (step, reason)
    }

    package var description: String { "\(step.rawValue): \(reason)" }
}

/// An answer with the implementation that gave it.
package struct Judgement<Answer: Codable & Sendable>: Codable, Sendable {
    package let answer: Answer
    /// Name and version of the implementation, for example `offline/1`.
    package let judge: String

    package init(_ answer: Answer, by judge: String) {
        (self.answer, self.judge) = (answer, judge)
    }
}

/// Checks that several validators share.
enum AnswerCheck {
    static func isBlank(_ text: String) -> Bool {
        !text.unicodeScalars.contains { !$0.properties.isWhitespace }
    }

    /// Compares code units: a quotation may begin inside what counts as one character.
    static func occurs(_ fragment: String, in text: String) -> Bool {
        let (fragment, text) = (Array(fragment.utf8), Array(text.utf8))
        guard let first = fragment.first, fragment.count <= text.count else { return false }
        for start in 0...(text.count - fragment.count)
        where text[start] == first && text[start...].starts(with: fragment) {
            return true
        }
        return false
    }

    static func title(_ title: String, of step: StepName) throws(InvalidAnswer) {
        if isBlank(title) { throw InvalidAnswer(step, "the title is blank; give one") }
        guard title.count <= JudgeLimits.titleCharactersMax else {
            throw InvalidAnswer(
                step,
                "the title has \(title.count) characters; at most "
                    + "\(JudgeLimits.titleCharactersMax) are allowed")
        }
    }
}
