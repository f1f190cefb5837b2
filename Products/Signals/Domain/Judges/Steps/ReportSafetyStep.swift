package import SignalsContracts

/// Asks whether a report is safe to be researched, all its signals read together.
package enum ReportSafetyStep: JudgeStep {
    package struct Question: Codable, Sendable {
        /// Oldest first.
        package let signals: [JudgedSignal]

        package init(signals: [JudgedSignal]) { self.signals = signals }
    }

    package typealias Answer = SafetyJudgment

    package static let name = StepName.reportSafety

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        if !answer.choice, AnswerCheck.isBlank(answer.explanation) {
            throw InvalidAnswer(name, "an unsafe report needs an explanation")
        }
    }
}
