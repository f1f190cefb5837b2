package import SignalsContracts

/// Asks whether one change would settle the report with the new signal in it.
package enum SpecificityStep: JudgeStep {
    package struct Question: Codable, Sendable {
        package let reportTitle: String
        /// The report's first signals, each cut.
        package let members: [String]
        /// How many signals the report has beside `members`.
        package let otherMembers: Int
        package let signal: String
        /// Measured likeness of the signal and the report, for judges that compute.
        package let likeness: GateLikeness

        package init(
            reportTitle: String, members: [String], otherMembers: Int, signal: String,
            likeness: GateLikeness
        ) {
            self.reportTitle = reportTitle
            self.members = members.prefix(JudgeLimits.gateMembersMax).map {
                String($0.prefix(JudgeLimits.gateMemberCharactersMax))
            }
            (self.otherMembers, self.signal) = (otherMembers, signal)
            self.likeness = likeness
        }
    }

    package typealias Answer = Specificity

    package static let name = StepName.specificity

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        guard answer.specificEnough else { return }
        try AnswerCheck.title(answer.prTitle, of: name)
    }
}
