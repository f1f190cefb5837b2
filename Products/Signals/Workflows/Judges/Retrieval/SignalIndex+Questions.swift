package import Events
import LanguageModels
package import SignalsDomain

extension SignalIndex {
    /// A text to search with, and its vector.
    package struct Query: Sendable {
        package let text: String
        package let vector: [Float]

        package init(text: String, vector: [Float]) { (self.text, self.vector) = (text, vector) }
    }

    /// One list of candidates for each query, best first; `excluded` is never among them.
    package func searches(
        _ queries: [Query], excluding excluded: UniqueID? = nil,
        limit: Int = JudgeLimits.candidatesMax
    ) -> [MatchStep.Search] {
        queries.map { query in
            let hits = texts.search(
                .init(terms: TextTerms(query.text), vector: query.vector), limit: limit + 1)
            let candidates = hits.filter { $0.key != excluded }.prefix(limit)
            return MatchStep.Search(
                query: query.text,
                candidates: candidates.compactMap { hit in
                    signals[hit.key].map {
                        .init(
                            signalID: hit.key, distance: hit.distance, source: $0.source,
                            report: $0.report, text: $0.text)
                    }
                })
        }
    }
}
