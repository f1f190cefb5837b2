package import SignalsContracts

/// Asks whether somebody can act on the report now.
package enum ActionabilityStep: JudgeStep {
    package struct Question: Codable, Sendable {
        package let signals: [JudgedSignal]
        package let findings: [Finding]
        /// How many repositories fit the report equally well; more than one needs a person.
        package let repositoriesThatFit: Int

        package init(signals: [JudgedSignal], findings: [Finding], repositoriesThatFit: Int = 1) {
            (self.signals, self.findings) = (signals, findings)
            self.repositoriesThatFit = repositoriesThatFit
        }
    }

    package typealias Answer = ActionabilityJudgment

    package static let name = StepName.actionability

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        if AnswerCheck.isBlank(answer.explanation) {
            throw InvalidAnswer(name, "the explanation is blank")
        }
    }
}

/// Asks how urgent a report is; only for one that is actionable.
package enum PriorityStep: JudgeStep {
    package struct Question: Codable, Sendable {
        package let signals: [JudgedSignal]
        package let findings: [Finding]

        package init(signals: [JudgedSignal], findings: [Finding]) {
            (self.signals, self.findings) = (signals, findings)
        }
    }

    package typealias Answer = PriorityJudgment

    package static let name = StepName.priority

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        if AnswerCheck.isBlank(answer.explanation) {
            throw InvalidAnswer(name, "the explanation is blank")
        }
    }
}

/// The report's title and summary.
package enum SummaryStep: JudgeStep {
    package struct Question: Codable, Sendable {
        package let signals: [JudgedSignal]
        package let findings: [Finding]

        package init(signals: [JudgedSignal], findings: [Finding]) {
            (self.signals, self.findings) = (signals, findings)
        }
    }

    package struct Answer: Codable, Sendable, Equatable {
        /// `type(scope): change`.
        package let title: String
        /// Four paragraphs, each begun by its label.
        package let summary: String

        package init(title: String, summary: String) {
            (self.title, self.summary) = (title, summary)
        }
    }

    /// Labels of the summary's paragraphs, in order.
    package static let labels = ["Impact", "Symptoms", "Likely cause", "Suggested change"]

    package static let name = StepName.summary

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        try AnswerCheck.title(answer.title, of: name)
        if AnswerCheck.isBlank(answer.summary) { throw InvalidAnswer(name, "the summary is blank") }
        var rest = answer.summary[...]
        for label in labels {
            guard let place = rest.firstRange(of: "\(label): ") else {
                throw InvalidAnswer(
                    name, "the paragraph `\(label): ` is missing or not in its place")
            }
            rest = rest[place.upperBound...]
        }
    }
}
