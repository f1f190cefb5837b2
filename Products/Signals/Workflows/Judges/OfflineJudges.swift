package import SignalsDomain

/// Judges that need no network and no model: every step by its offline method.
package struct OfflineJudges: Judges {
    /// Raised when an offline method answers differently.
    package static let version = 2

    private let tools: OfflineTools

    /// Judges that look into these checkouts.
    package init(tools: OfflineTools) { self.tools = tools }

    package func answer<Step: JudgedStep>(
        _ question: Step.Question, as step: Step.Type
    ) async throws(JudgeError) -> Judgement<Step.Answer> {
        let answer = try await Step.offline(question, with: tools)
        try await Step.check(answer, for: question, with: tools)
        return Judgement(answer, by: "offline/\(Self.version)")
    }
}
