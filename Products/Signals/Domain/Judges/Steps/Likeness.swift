package import SignalsContracts

/// How alike a signal and a report are, in numbers that text methods measured; 6 decimals each.
package struct ReportLikeness: Codable, Sendable, Equatable {
    package let report: ReportID
    /// The candidate of the report that is most like the signal.
    package let nearest: SignalID
    /// The first search that found that candidate.
    package let queryIndex: Int
    package let measures: LikenessMeasures
    /// Rare terms that the signal shares with the report's members, rarest first.
    package let sharedTerms: [String]

    package init(
        report: ReportID, nearest: SignalID, queryIndex: Int, measures: LikenessMeasures,
        sharedTerms: [String]
    ) {
        (self.report, self.nearest, self.queryIndex) = (report, nearest, queryIndex)
        (self.measures, self.sharedTerms) = (measures, sharedTerms)
    }
}

/// The numbers behind a decision; a *mean* is shrunk: a report of few signals has to be more alike.
package struct LikenessMeasures: Codable, Sendable, Equatable {
    /// Mean cosine of terms, of the members nearest to the signal.
    package var lexical = 0.0
    /// Mean cosine of the vectors.
    package var cosine = 0.0
    /// Mean cosine of vectors with the signals of ranks 11 to 60, whatever they are about.
    package var backgroundCosine = 0.0
    /// Logarithm of the nearest member's cosine of terms over the background's.
    package var lexicalLift = 0.0
    /// Logarithm of the nearest member's cosine of vectors over the background's.
    package var cosineLift = 0.0
    /// How many deviations the members' mean cosine is above the mean over all live signals.
    package var deviations = 0.0
    /// Logarithm of the number of the report's signals.
    package var size = 0.0
    /// Logarithm of the number of live signals.
    package var scale = 0.0
    /// Rarity of the rarest term that the first lines of half of the nearest members share with its.
    package var rarestInTitle = 0.0
    /// Share of the members whose first lines name other hosts, files or symbols.
    package var conflict = 0.0

    package init() {}
}

/// What the specificity gate weighs, in numbers that text methods measured.
package struct GateLikeness: Codable, Sendable, Equatable {
    /// A term that the signal shares with the report.
    package struct SharedTerm: Codable, Sendable, Equatable {
        package let term: String
        /// From 0, all signals have it, to 1, no other has.
        package let rarity: Double
        /// How many of the members that the gate reads have it.
        package let members: Int

        package init(term: String, rarity: Double, members: Int) {
            (self.term, self.rarity, self.members) = (term, rarity, members)
        }
    }

    /// Rarest first.
    package let shared: [SharedTerm]
    /// Mean likeness of the signal to the members that the gate reads.
    package let mean: Double
    /// The lowest mean likeness that one of them has to the others; nil for a single one.
    package let floor: Double?

    package init(shared: [SharedTerm], mean: Double, floor: Double?) {
        (self.shared, self.mean, self.floor) = (shared, mean, floor)
    }
}
