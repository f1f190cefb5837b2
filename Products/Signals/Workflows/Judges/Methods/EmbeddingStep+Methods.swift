import LanguageModels
package import SignalsDomain

extension EmbeddingStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> Answer {
        Answer(
            model: HashedEmbedding.modelName,
            vector: HashedEmbedding().vector(of: question.text))
    }
}

extension QueriesStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> Answer {
        Answer(
            queries: QueryViews.queries(for: question.description) {
                question.frequencies[$0] ?? 0
            })
    }
}

extension RecordSummaryStep: JudgedStep {
    package static func offline(
        _ question: Question, with tools: OfflineTools
    ) async throws(JudgeError) -> Answer {
        Answer(
            summary: ExtractiveSummary.summary(
                of: question.text, charactersMax: JudgeLimits.recordSummaryCharactersMax))
    }
}

extension RecordSummaryStep {
    /// What stands in when no summary can be had: the text's beginning, cut at a sentence's end.
    package static func fallback(for text: String) -> String {
        ExtractiveSummary.cut(text, charactersMax: JudgeLimits.recordSummaryCharactersMax)
    }
}
