/// Asks whether a record of an outside source wants a change of the product at all.
package enum ActionabilityFilterStep: JudgeStep {
    package struct Question: Codable, Sendable {
        package let source: String
        package let text: String
        /// The team's own guidance for this source.
        package let steering: String?
        /// In doubt, not actionable: the source's `default_not_actionable`.
        package let defaultNotActionable: Bool

        package init(
            source: String, text: String, steering: String? = nil,
            defaultNotActionable: Bool = false
        ) {
            (self.source, self.text, self.steering) = (source, text, steering)
            self.defaultNotActionable = defaultNotActionable
        }
    }

    package struct Answer: Codable, Sendable, Equatable {
        package let actionable: Bool
        package let reason: String

        package init(actionable: Bool, reason: String) {
            (self.actionable, self.reason) = (actionable, reason)
        }
    }

    package static let name = StepName.actionabilityFilter

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        if !answer.actionable, AnswerCheck.isBlank(answer.reason) {
            throw InvalidAnswer(name, "a record that is not actionable needs a reason")
        }
    }
}
