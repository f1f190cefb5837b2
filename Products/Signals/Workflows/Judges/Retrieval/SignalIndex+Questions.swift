package import SignalsContracts
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
        _ queries: [Query], excluding excluded: SignalID? = nil,
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

extension SignalIndex {
    /// The question to the match judge: the lists and the reports they lead to, with their likeness.
    ///
    /// The last query is the signal's own text with its own vector.
    package func matchQuestion(for signal: JudgedSignal, queries: [Query]) -> MatchStep.Question {
        matchQuestion(
            for: signal, queries: queries, searches: searches(queries, excluding: signal.id))
    }

    /// The same question over lists that were found before, one a query.
    package func matchQuestion(
        for signal: JudgedSignal, queries: [Query], searches: [MatchStep.Search]
    ) -> MatchStep.Question {
        var found: [ReportID] = []
        var foundBy: [ReportID: Int] = [:]
        for search in searches {
            var seen: Set<ReportID> = []
            for candidate in search.candidates where seen.insert(candidate.report).inserted {
                if foundBy[candidate.report] == nil { found.append(candidate.report) }
                foundBy[candidate.report, default: 0] += 1
            }
        }
        return MatchStep.Question(
            signal: signal,
            reports: found.map { report in
                .init(
                    id: report, title: reports[report]?.title ?? "",
                    size: members(of: report).count, foundBy: foundBy[report] ?? 0)
            },
            searches: searches,
            likeness: likeness(
                of: signal.text, vector: queries.last?.vector ?? [], excluding: signal.id,
                searches: searches))
    }

    /// The question to the specificity gate about a signal and a report that it may join.
    package func specificityQuestion(
        for signal: JudgedSignal, vector: [Float], joining report: ReportID
    ) -> SpecificityStep.Question {
        let members = members(of: report)
        let read = members.prefix(JudgeLimits.gateMembersMax)
        return SpecificityStep.Question(
            reportTitle: reports[report]?.title ?? "",
            members: read.compactMap { signals[$0]?.text },
            otherMembers: members.count - read.count, signal: signal.text,
            likeness: gateLikeness(
                of: signal.text, vector: vector, with: Array(read), excluding: signal.id))
    }
}
