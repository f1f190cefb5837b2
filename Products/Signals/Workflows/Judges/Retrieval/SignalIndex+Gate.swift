import LanguageModels
import SignalsContracts
import SignalsDomain

extension SignalIndex {
    /// Measures a signal against a report's first members, and those among themselves.
    func gateLikeness(
        of text: String, vector: [Float], with members: [SignalID], excluding excluded: SignalID
    ) -> GateLikeness {
        let members = members.filter { $0 != excluded }
        let overlap = texts.overlap(of: TextTerms(text), with: members)
        let known = members.compactMap { signals[$0]?.vector }
        let shared = overlap.shared.map {
            GateLikeness.SharedTerm(term: $0.term, rarity: $0.rarity, members: $0.members)
        }
        return GateLikeness(
            shared: shared, mean: mean(vector, known), floor: floor(of: known))
    }

    /// The lowest mean that one member has to the others.
    private func floor(of vectors: [[Float]]) -> Double? {
        guard vectors.count > 1 else { return nil }
        return vectors.indices.map { index in
            var others = vectors
            others.remove(at: index)
            return mean(vectors[index], others)
        }
        .min()
    }

    private func mean(_ vector: [Float], _ others: [[Float]]) -> Double {
        guard !others.isEmpty else { return 0 }
        let sum = others.reduce(0.0) { $0 + Vectors.cosine(vector, $1) }
        return (sum / Double(others.count) * 1e6).rounded() / 1e6
    }
}
