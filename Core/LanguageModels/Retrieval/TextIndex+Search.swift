extension TextIndex {
    /// The best texts for a query: the lexical and the vector list fused by reciprocal rank.
    ///
    /// Ties go to the older text. A text without letters and digits finds nothing.
    public func search(_ query: Query, limit: Int = TextLimits.candidates) -> [Hit] {
        let depth = max(limit, Fusion.depth)
        let lexical = lexicalMatches(for: query.terms, limit: depth)
        let products = vectors.products(with: query.vector)
        let similar = vectorMatches(products, limit: depth)

        var scores: [Int: Double] = [:]
        for (rank, match) in lexical.enumerated() {
            scores[match.position, default: 0] += Fusion.score(atRank: rank)
        }
        for (rank, match) in similar.enumerated() {
            scores[match.position, default: 0] += Fusion.score(atRank: rank)
        }
        let words = Dictionary(uniqueKeysWithValues: lexical.map { ($0.position, $0.similarity) })
        let ranked = scores.sorted {
            $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
        }
        return ranked.prefix(limit).map { position, _ in
            Hit(
                key: documents[position].key,
                distance: rounded(1 - Double(products[position]), decimals: 4),
                lexical: words[position] ?? 0)
        }
    }

    private func vectorMatches(
        _ products: [Float], limit: Int
    ) -> [(position: Int, score: Double)] {
        var best = BestMatches(limit: limit)
        for position in products.indices where marks[position].isLive {
            let score = rounded(Double(products[position]), decimals: 6)
            if score > 0 { best.offer(position, score: score) }
        }
        return best.matches
    }
}

/// Reciprocal rank fusion.
private enum Fusion {
    static let constant = 60.0
    static let depth = 40

    static func score(atRank rank: Int) -> Double {
        rounded(1 / (constant + Double(rank + 1)), decimals: 9)
    }
}
