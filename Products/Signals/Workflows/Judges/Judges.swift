package import SignalsDomain

/// Whoever answers the steps that need judgement: offline methods, or recorded answers.
///
/// An answer that is returned has passed the step's validator.
package protocol Judges: Sendable {
    /// Answers a question of a step.
    ///
    /// - Throws: `JudgeError`; what a checkout or a disk reports is inside it.
    func answer<Step: JudgedStep>(
        _ question: Step.Question, as step: Step.Type
    ) async throws(JudgeError) -> Judgement<Step.Answer>
}

/// A step with its offline method; every step has one, so that nothing needs a network.
package protocol JudgedStep: JudgeStep {
    /// Answers without a network: the same question gives the same answer.
    static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> Answer

    /// Checks an answer; steps that speak about a checkout look into it.
    static func check(
        _ answer: Answer, for question: Question, with tools: OfflineTools
    ) async throws(JudgeError)
}

extension JudgedStep {
    package static func check(
        _ answer: Answer, for question: Question, with tools: OfflineTools
    ) async throws(JudgeError) {
        do { try validate(answer, for: question) } catch { throw .invalidAnswer(error) }
    }
}

/// What offline methods may look into beside the question.
package struct OfflineTools: Sendable {
    package let checkouts: any CodeCheckouts

    package init(checkouts: any CodeCheckouts) { self.checkouts = checkouts }
}

/// Why a question got no answer.
package enum JudgeError: Error, Equatable, CustomStringConvertible {
    case invalidAnswer(InvalidAnswer)
    /// No recording of this question; the hash is the file's name.
    case noRecording(step: StepName, hash: String, directory: String)
    case unreadableRecording(path: String, reason: String)
    case checkoutUnavailable(repository: String, reason: String)
    /// A setting names an implementation that does not exist.
    case unknownJudge(String)

    package var description: String {
        switch self {
        case .invalidAnswer(let invalid): "no valid answer: \(invalid)"
        case .noRecording(let step, let hash, let directory):
            "no recorded answer for \(step.rawValue), hash \(hash), in \(directory); "
                + "record one as \(step.rawValue)-\(hash).json"
        case .unreadableRecording(let path, let reason):
            "recording \(path) cannot be read: \(reason)"
        case .checkoutUnavailable(let repository, let reason):
            "no checkout of \(repository): \(reason)"
        case .unknownJudge(let name):
            "unknown judge `\(name)`; use `offline` or `recorded:DIR` "
                + "(remote judges are not available yet)"
        }
    }
}
