import Events
import Foundation
package import SignalsDomain

/// Judges that read their answers from files, one a question, named by the question's hash.
///
/// A file `STEP-HASH.json` holds `{"answers": [...]}`. The answers are given in order, each when the
/// one before it was refused by the validator, at most three: as a model is asked again.
package struct RecordedJudges: Judges {
    private let directory: String
    private let tools: OfflineTools

    /// Reads recordings from a directory.
    package init(directory: String, tools: OfflineTools) {
        (self.directory, self.tools) = (directory, tools)
    }

    package func answer<Step: JudgedStep>(
        _ question: Step.Question, as step: Step.Type
    ) async throws(JudgeError) -> Judgement<Step.Answer> {
        var refusal: JudgeError?
        for recorded in try recordings(of: step, question) {
            do {
                let answer = try Self.decode(recorded, as: step, for: question)
                try await Step.check(answer, for: question, with: tools)
                return Judgement(answer, by: "recorded/\(Step.contractVersion)")
            } catch .invalidAnswer(let invalid) {
                refusal = .invalidAnswer(invalid)
            }
        }
        throw refusal ?? .invalidAnswer(InvalidAnswer(Step.name, "the recording has no answer"))
    }

    /// Hash of a question: of the step, the version of its contract and the question itself.
    package static func hash<Step: JudgeStep>(
        of question: Step.Question, as step: Step.Type
    ) throws -> String {
        let text = try JSONValue(encoding: question).text()
        return SHA256.hash("\(Step.name.rawValue)\u{1F}\(Step.contractVersion)\u{1F}\(text)")
            .description
    }

    private func recordings<Step: JudgeStep>(
        of step: Step.Type, _ question: Step.Question
    ) throws(JudgeError) -> ArraySlice<JSONValue> {
        let hash: String
        do { hash = try Self.hash(of: question, as: step) } catch {
            throw .invalidAnswer(
                InvalidAnswer(Step.name, "the question cannot be written: \(error)"))
        }
        let path = "\(directory)/\(Step.name.rawValue)-\(hash).json"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .noRecording(step: Step.name, hash: hash, directory: directory)
        }
        do {
            let file = try JSONValue(
                parsing: Array(data), bytesMax: JudgeFileLimits.recordingBytesMax)
            guard let answers = file["answers"]?.array else {
                throw JudgeError.unreadableRecording(path: path, reason: "no list `answers`")
            }
            return answers.prefix(JudgeLimits.attemptsMax)
        } catch let error as JudgeError {
            throw error
        } catch {
            throw .unreadableRecording(path: path, reason: "\(error)")
        }
    }

    private static func decode<Step: JudgeStep>(
        _ recorded: JSONValue, as step: Step.Type, for question: Step.Question
    ) throws(JudgeError) -> Step.Answer {
        if recorded.isNull || recorded.string == "" {
            if let answer = Step.answerOfSilence(to: question) { return answer }
            throw .invalidAnswer(InvalidAnswer(Step.name, "the answer is empty"))
        }
        do { return try recorded.decode(as: Step.Answer.self) } catch {
            throw .invalidAnswer(
                InvalidAnswer(Step.name, "the answer has another shape: \(error)"))
        }
    }
}
