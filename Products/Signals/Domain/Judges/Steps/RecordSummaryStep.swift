/// A long record becomes a short one.
package enum RecordSummaryStep: JudgeStep {
    package struct Question: Codable, Sendable {
        package let text: String

        package init(text: String) { self.text = text }
    }

    package struct Answer: Codable, Sendable, Equatable {
        package let summary: String

        package init(summary: String) { self.summary = summary }
    }

    package static let name = StepName.recordSummary

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        if AnswerCheck.isBlank(answer.summary) {
            throw InvalidAnswer(name, "the summary is blank")
        }
        let limit = min(question.text.count, JudgeLimits.recordSummaryCharactersMax)
        guard answer.summary.count <= limit else {
            throw InvalidAnswer(
                name, "the summary has \(answer.summary.count) characters; at most \(limit)")
        }
    }
}
