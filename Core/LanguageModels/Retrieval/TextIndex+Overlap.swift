/// Which terms of a text a group of texts has as well; rarities from 0 to 1, 6 decimals.
public struct TermOverlap: Sendable, Equatable {
    /// A term of the text that at least half of the group has.
    public struct HeldTerm: Sendable, Equatable {
        /// Stem, or concept after an `@`.
        public let term: String
        /// One for a term that no live text has.
        public let rarity: Double
        /// How many of the group have it.
        public let members: Int
    }

    /// Rarest first.
    public let shared: [HeldTerm]
    /// Rarity of the rarest term that is in the first lines of both sides; 0 without any.
    public let rarestInTitle: Double
}

extension TextIndex {
    /// Logarithm of the number of texts that rarities are measured against, 6 decimals.
    public var scale: Double { rounded(rarityMax, decimals: 6) }

    /// Compares a text with a group of live ones; keys that are not there count as without terms.
    public func overlap(of terms: TextTerms, with keys: [Key]) -> TermOverlap {
        let (counts, titleCounts) = termCounts(of: keys)
        let title = Set(terms.title)
        var sums = OverlapSums(scale: rarityMax, groupSize: keys.count)
        for entry in terms.entries {
            let number = vocabulary.find(entry.term).map { Int32($0) }
            sums.add(
                entry.term, rarity: number.map { plainRarity(of: $0) } ?? rarityMax,
                isInTitle: title.contains(entry.term),
                members: number.flatMap { counts[$0] } ?? 0,
                titles: number.flatMap { titleCounts[$0] } ?? 0)
        }
        return sums.overlap
    }

    /// Unlike the rarity that weighs terms, this one is zero for what nearly all texts have.
    private func plainRarity(of term: Int32) -> Double {
        let rarity = rarity(of: term)
        return rarity > Rarity.min ? rarity : 0
    }

    private func termCounts(of keys: [Key]) -> (all: [Int32: Int], titles: [Int32: Int]) {
        var (all, titles): ([Int32: Int], [Int32: Int]) = ([:], [:])
        for key in keys {
            guard let position = positions[key] else { continue }
            for entry in documents[position].terms {
                all[entry.term, default: 0] += 1
                if entry.isInTitle { titles[entry.term, default: 0] += 1 }
            }
        }
        return (all, titles)
    }
}

private struct OverlapSums {
    let scale: Double
    let groupSize: Int
    private var shared: [TermOverlap.HeldTerm] = []
    private var rarestInTitle = 0.0

    init(scale: Double, groupSize: Int) { (self.scale, self.groupSize) = (scale, groupSize) }

    mutating func add(
        _ term: String, rarity: Double, isInTitle: Bool, members: Int, titles: Int
    ) {
        guard groupSize > 0, members * 2 >= groupSize else { return }
        let relative = rounded(rarity / max(scale, 1e-9), decimals: 6)
        shared.append(.init(term: term, rarity: relative, members: members))
        if isInTitle, titles * 2 >= groupSize { rarestInTitle = max(rarestInTitle, relative) }
    }

    var overlap: TermOverlap {
        let ranked = shared.enumerated().sorted {
            $0.element.rarity != $1.element.rarity
                ? $0.element.rarity > $1.element.rarity : $0.offset < $1.offset
        }
        return TermOverlap(shared: ranked.map(\.element), rarestInTitle: rarestInTitle)
    }
}
