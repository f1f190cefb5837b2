import SignalsContracts
import SignalsDomain

extension SignalIndex {
    /// The text of a live signal.
    func text(of signal: SignalID) -> String? { signals[signal]?.text }

    /// The live signal of a source that was placed last.
    func newest(of source: String) -> SignalID? {
        signals.filter { $0.value.source == source }.max { $0.value.order < $1.value.order }?.key
    }

    /// The question to the match judge out of lists that a round found before, in order of arrival.
    ///
    /// Signals that the round has placed since enter a list that is short, or whose worst they beat.
    func matchQuestion(
        for signal: JudgedSignal, queries: [Query], found: [SearchHits], earlier: [SignalID],
        excluding gone: Set<ReportID>
    ) -> MatchStep.Question {
        let searches = zip(queries, found).map { query, list in
            let known = Set(list.hits.map(\.signal))
            let late = earlier.filter { !known.contains($0) && $0 != signal.id }
            let others = late.compactMap { id -> SearchHits.Hit? in
                distance(of: id, to: query.vector).map { .init(signal: id, distance: $0) }
            }
            return MatchStep.Search(
                query: query.text,
                candidates: merged(list.hits, others).compactMap(candidate)
                    .filter { !gone.contains($0.report) })
        }
        return matchQuestion(for: signal, queries: queries, searches: searches)
    }

    private func merged(
        _ hits: [SearchHits.Hit], _ others: [SearchHits.Hit]
    ) -> [SearchHits.Hit] {
        var list = hits
        for other in others.sorted(by: { $0.distance < $1.distance }) {
            guard list.count >= JudgeLimits.candidatesMax else {
                list.append(other)
                continue
            }
            guard let worst = list.indices.max(by: { list[$0].distance < list[$1].distance }),
                other.distance < list[worst].distance
            else { break }
            list[worst] = other
        }
        return list
    }

    private func candidate(_ hit: SearchHits.Hit) -> MatchStep.Candidate? {
        signals[hit.signal].map {
            .init(
                signalID: hit.signal, distance: hit.distance, source: $0.source,
                report: $0.report, text: $0.text)
        }
    }

    /// One minus the cosine, to four decimals; nil for a signal that is not live.
    private func distance(of signal: SignalID, to vector: [Float]) -> Double? {
        guard let other = signals[signal]?.vector, other.count == vector.count else { return nil }
        var product: Float = 0
        for place in vector.indices { product += vector[place] * other[place] }
        return ((1 - Double(product)) * 1e4).rounded() / 1e4
    }
}
