extension TextIndex {
    /// A live text with its lexical similarity.
    struct LexicalMatch: Sendable {
        let position: Int
        let similarity: Double
    }

    /// Rarity of a term among the live texts; next to nothing for one that nearly all of them have.
    func rarity(of term: Int32) -> Double {
        rarity(frequency: Int(vocabulary.frequencies[Int(term)]))
    }

    func rarity(frequency: Int) -> Double { rarities.rarity(frequency: frequency) }

    /// Rarity of a term that no text has.
    var rarityMax: Double { rarity(frequency: 0) }

    func length(of terms: [WeightedTerm]) -> Double {
        var sum = 0.0
        for entry in terms {
            let value = Double(entry.weight) * rarity(of: entry.term)
            sum += value * value
        }
        return sum.squareRoot()
    }

    /// The texts most alike by cosine of rarity-weighted terms; ties go to the older text.
    func lexicalMatches(for query: TextTerms, limit: Int) -> [LexicalMatch] {
        let weighted = known(query)
        let norm = queryLength(query)
        guard norm > 0, !weighted.isEmpty else { return [] }
        let rough = roughMatches(for: weighted, limit: limit + Self.reserve)
        let byTerm = Dictionary(uniqueKeysWithValues: weighted.map { ($0.term, $0.value) })
        let exact = rough.map { position in
            LexicalMatch(
                position: position,
                similarity: cosine(of: byTerm, length: norm, with: documents[position]))
        }
        let ranked = exact.sorted {
            $0.similarity != $1.similarity
                ? $0.similarity > $1.similarity : $0.position < $1.position
        }
        return Array(ranked.prefix(limit))
    }

    /// Candidates ranked roughly are taken beyond the limit, so that exact scores decide.
    private static var reserve: Int { 20 }

    /// Terms of a query that the index knows, with weight and rarity multiplied.
    private func known(_ query: TextTerms) -> [(term: Int32, value: Double)] {
        query.entries.compactMap { entry in
            vocabulary.find(entry.term).map {
                (Int32($0), Double(entry.weight) * rarity(of: Int32($0)))
            }
        }
    }

    /// Unknown terms count as the rarest: a text that says more than it shares is less alike.
    private func queryLength(_ query: TextTerms) -> Double {
        let unknown = rarityMax
        var sum = 0.0
        for entry in query.entries {
            let rare = vocabulary.find(entry.term).map { rarity(of: Int32($0)) } ?? unknown
            let value = Double(entry.weight) * rare
            sum += value * value
        }
        return sum.squareRoot()
    }

    private func roughMatches(
        for query: [(term: Int32, value: Double)], limit: Int
    ) -> [Int] {
        var scores = [Float](repeating: 0, count: documents.count)
        for (term, value) in query {
            let factor = Float(value * rarity(of: term))
            for posting in postings[Int(term)] {
                scores[Int(posting.document)] += posting.weight * factor
            }
        }
        var best = BestMatches(limit: limit)
        for position in scores.indices where scores[position] > 0 && marks[position].isLive {
            best.offer(position, score: Double(scores[position]) / marks[position].norm)
        }
        return best.matches.map(\.position)
    }

    private func cosine(
        of query: [Int32: Double], length: Double, with document: Document
    ) -> Double {
        var product = 0.0
        var sum = 0.0
        for entry in document.terms {
            let value = Double(entry.weight) * rarity(of: entry.term)
            sum += value * value
            if let weight = query[entry.term] { product += weight * value }
        }
        guard sum > 0 else { return 0 }
        return rounded(product / (length * sum.squareRoot()), decimals: 6)
    }
}

/// How rare a term is taken to be.
enum Rarity {
    /// Texts without the term that are assumed beside the live ones: the first texts of a team are
    /// judged as if it had some already.
    static let assumedTexts = 21
    static let min = 0.05
}

/// Rarities among a number of texts; those of rare terms, which are nearly all, are kept ready.
struct RarityTable: Sendable {
    private let count: Int
    private let ready: [Double]

    init(count: Int) {
        self.count = count
        ready = (0..<min(Self.readyMax, count + 2)).map {
            Self.rarity(frequency: $0, among: count)
        }
    }

    func rarity(frequency: Int) -> Double {
        frequency < ready.count
            ? ready[frequency] : Self.rarity(frequency: frequency, among: count)
    }

    private static func rarity(frequency: Int, among count: Int) -> Double {
        max(
            Rarity.min,
            Logarithm.natural(Double(count + Rarity.assumedTexts) / Double(frequency + 1)))
    }

    private static let readyMax = 256
}

/// The best few of many scored positions, best first, ties to the lower position.
struct BestMatches {
    private let limit: Int
    private(set) var matches: [(position: Int, score: Double)] = []

    init(limit: Int) {
        self.limit = limit
        matches.reserveCapacity(limit + 1)
    }

    /// Offers arrive in ascending position, so an equal score never displaces an older one.
    mutating func offer(_ position: Int, score: Double) {
        if matches.count == limit {
            guard let worst = matches.last, score > worst.score else { return }
            matches.removeLast()
        }
        var place = matches.count
        while place > 0, matches[place - 1].score < score { place -= 1 }
        matches.insert((position, score), at: place)
    }
}

/// Rounds half away from zero, so that scores compare alike on every platform.
func rounded(_ value: Double, decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return (value * scale).rounded() / scale
}
