package import SignalsDomain

extension SafetyFilterStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> Answer {
        SafetyFilter.judge(question.text)
    }
}

extension ActionabilityFilterStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> Answer {
        ActionabilityFilter.judge(question)
    }
}

extension ReportSafetyStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> Answer {
        ReportSafety.judge(question)
    }
}
