package import SignalsContracts

/// Asks which connected repository the change would be made in.
package enum RepositoryStep: JudgeStep {
    package struct Question: Codable, Sendable {
        package let signals: [JudgedSignal]
        /// Connected repositories that are not archived, `owner/repo` in lower case.
        package let repositories: [String]

        package init(signals: [JudgedSignal], repositories: [String]) {
            self.signals = signals
            self.repositories = repositories.map { $0.lowercased() }
        }
    }

    package typealias Answer = RepositorySelection

    package static let name = StepName.repository

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        let named = [answer.repository].compactMap(\.self) + answer.candidates.map(\.repository)
        for repository in named where !question.repositories.contains(repository) {
            throw InvalidAnswer(
                name,
                "\(repository) is not connected; choose one of the list, in lower case, or null")
        }
        if AnswerCheck.isBlank(answer.reason) { throw InvalidAnswer(name, "the reason is blank") }
    }
}
