extension TextIndex {
    /// A live text and how alike it is, in three ways; 6 decimals each.
    public struct Neighbour: Sendable, Equatable {
        /// Key under which the text was added.
        public let key: Key
        /// Cosine of all terms, weighted by rarity.
        public let lexical: Double
        /// The same of the terms of the first lines alone.
        public let title: Double
        /// Cosine of the vectors.
        public let cosine: Double
        /// The three in one number, by which neighbours are ranked.
        public let likeness: Double
    }

    /// The texts that are most alike, best first, ties to the older one, and how alike all are.
    ///
    /// Cheap scores choose more than are asked for, exact ones rank them.
    public func neighbourhood(
        of query: Query, limit: Int = TextLimits.neighbours
    ) -> Neighbourhood {
        let products = vectors.products(with: query.vector)
        return Neighbourhood(
            nearest: neighbours(of: query, products, limit: limit),
            spread: spread(of: products))
    }

    /// The most alike, and what is usual among all live texts.
    public struct Neighbourhood: Sendable, Equatable {
        /// Best first, ties to the older one.
        public let nearest: [Neighbour]
        /// Cosines of the vectors of all live texts.
        public let spread: Spread
    }

    private func spread(of products: [Float]) -> Spread {
        var (sum, squares) = (0.0, 0.0)
        for position in products.indices where marks[position].isLive {
            let product = Double(products[position])
            sum += product
            squares += product * product
        }
        return Spread(sum: sum, squares: squares, count: count)
    }

    private func neighbours(
        of query: Query, _ products: [Float], limit: Int
    ) -> [Neighbour] {
        let reader = QueryReader(query, in: self)
        let rough = roughNeighbours(reader, products, limit: limit + Blend.reserve)
        let exact = rough.map { position in
            (position, neighbour(at: position, reader, Double(products[position])))
        }
        return exact.sorted {
            $0.1.likeness != $1.1.likeness ? $0.1.likeness > $1.1.likeness : $0.0 < $1.0
        }
        .prefix(limit).map(\.1)
    }

    private func roughNeighbours(
        _ query: QueryReader, _ products: [Float], limit: Int
    ) -> [Int] {
        var whole = [Float](repeating: 0, count: documents.count)
        var titles = [Float](repeating: 0, count: documents.count)
        for term in query.known {
            let factor = Float(term.value * rarity(of: term.number))
            for posting in postings[Int(term.number)] {
                let value = posting.weight * factor
                whole[Int(posting.document)] += value
                if term.isInTitle, posting.isInTitle { titles[Int(posting.document)] += value }
            }
        }
        var best = BestMatches(limit: limit)
        for position in marks.indices where marks[position].isLive {
            let mark = marks[position]
            let lexical = Double(whole[position]) / max(query.norm * mark.norm, Blend.tiny)
            let title =
                Double(titles[position]) / max(query.titleNorm * mark.titleNorm, Blend.tiny)
            best.offer(
                position, score: Blend.likeness(lexical, title, Double(products[position])))
        }
        return best.matches.map(\.position)
    }

    private func neighbour(
        at position: Int, _ query: QueryReader, _ product: Double
    ) -> Neighbour {
        var (whole, title) = (0.0, 0.0)
        var (wholeSquares, titleSquares) = (0.0, 0.0)
        for entry in documents[position].terms {
            let value = Double(entry.weight) * rarity(of: entry.term)
            wholeSquares += value * value
            if entry.isInTitle { titleSquares += value * value }
            guard let asked = query.byNumber[entry.term] else { continue }
            whole += asked.value * value
            if asked.isInTitle, entry.isInTitle { title += asked.value * value }
        }
        let lexical = whole / max(query.norm * wholeSquares.squareRoot(), Blend.tiny)
        let titles = title / max(query.titleNorm * titleSquares.squareRoot(), Blend.tiny)
        return Neighbour(
            key: documents[position].key, lexical: rounded(lexical, decimals: 6),
            title: rounded(titles, decimals: 6), cosine: rounded(product, decimals: 6),
            likeness: rounded(Blend.likeness(lexical, titles, product), decimals: 6))
    }
}

/// Mean and deviation of the cosines between one text and all others, 6 decimals each.
///
/// Some texts of a usual kind are assumed beside the live ones, so that the first texts of a team
/// are measured against something.
public struct Spread: Sendable, Equatable {
    /// What is usual.
    public let mean: Double
    /// How far from the mean is usual; never zero.
    public let deviation: Double

    init(sum: Double, squares: Double, count: Int) {
        let texts = Double(count) + Assumed.texts
        let mean = (sum + Assumed.texts * Assumed.mean) / texts
        let assumed = Assumed.mean * Assumed.mean + Assumed.deviation * Assumed.deviation
        let variance = (squares + Assumed.texts * assumed) / texts - mean * mean
        self.mean = rounded(mean, decimals: 6)
        deviation = max(rounded(max(variance, 0).squareRoot(), decimals: 6), 1e-6)
    }

    private enum Assumed {
        static let texts = 20.0
        static let mean = 0.08
        static let deviation = 0.09
    }
}

/// A query's terms with their rarity in one index.
struct QueryReader {
    struct Asked {
        let number: Int32
        let value: Double
        let isInTitle: Bool
    }

    let known: [Asked]
    let byNumber: [Int32: Asked]
    let norm: Double
    let titleNorm: Double

    init<Key>(_ query: TextIndex<Key>.Query, in index: TextIndex<Key>) {
        let title = Set(query.terms.title)
        var known: [Asked] = []
        var (squares, titleSquares) = (0.0, 0.0)
        for entry in query.terms.entries {
            let number = index.vocabulary.find(entry.term)
            let rarity = number.map { index.rarity(of: Int32($0)) } ?? index.rarityMax
            let value = Double(entry.weight) * rarity
            let isInTitle = title.contains(entry.term)
            squares += value * value
            if isInTitle { titleSquares += value * value }
            if let number {
                known.append(Asked(number: Int32(number), value: value, isInTitle: isInTitle))
            }
        }
        self.known = known
        byNumber = Dictionary(uniqueKeysWithValues: known.map { ($0.number, $0) })
        (norm, titleNorm) = (squares.squareRoot(), titleSquares.squareRoot())
    }
}

/// How the three likenesses make one.
private enum Blend {
    static let reserve = 60
    static let tiny = 1e-9

    static func likeness(_ lexical: Double, _ title: Double, _ cosine: Double) -> Double {
        0.4 * lexical + 0.3 * title + 0.3 * cosine
    }
}
