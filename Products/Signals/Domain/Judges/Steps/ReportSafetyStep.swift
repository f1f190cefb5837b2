/// Is a whole report safe to be researched, its signals read together?
package enum ReportSafetyStep: JudgeStep {
    package struct Question: Codable, Sendable {
        /// Oldest first.
        package let signals: [JudgedSignal]

        package init(signals: [JudgedSignal]) { self.signals = signals }
    }

    package struct Answer: Codable, Sendable, Equatable {
        /// True is safe.
        package let choice: Bool
        package let explanation: String

        package init(choice: Bool, explanation: String) {
            (self.choice, self.explanation) = (choice, explanation)
        }
    }

    package static let name = StepName.reportSafety

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        if !answer.choice, AnswerCheck.isBlank(answer.explanation) {
            throw InvalidAnswer(name, "an unsafe report needs an explanation")
        }
    }
}
