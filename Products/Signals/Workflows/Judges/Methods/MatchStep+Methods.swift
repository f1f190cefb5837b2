package import SignalsDomain

extension MatchStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> Answer {
        MatchJudge.judge(question)
    }
}

extension SpecificityStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> Answer {
        SpecificityJudge.judge(question)
    }
}
