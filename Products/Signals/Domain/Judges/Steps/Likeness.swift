package import SignalsContracts

/// How alike a signal and a report are, in numbers that text methods measured; 6 decimals each.
package struct ReportLikeness: Codable, Sendable, Equatable {
    package let report: ReportID
    /// The member that is most like the signal.
    package let nearest: SignalID
    /// The search that found that member.
    package let queryIndex: Int
    /// Score that decides; 0 is nothing in common.
    package let score: Double
    /// Rare terms that the signal shares with the report's members, rarest first.
    package let sharedTerms: [String]

    package init(
        report: ReportID, nearest: SignalID, queryIndex: Int, score: Double,
        sharedTerms: [String]
    ) {
        (self.report, self.nearest, self.queryIndex) = (report, nearest, queryIndex)
        (self.score, self.sharedTerms) = (score, sharedTerms)
    }
}

/// What the specificity gate weighs, in numbers that text methods measured.
package struct GateLikeness: Codable, Sendable, Equatable {
    /// A rare term that the signal shares with the report, and how many of its first members have it.
    package struct SharedTerm: Codable, Sendable, Equatable {
        package let term: String
        package let members: Int

        package init(term: String, members: Int) {
            (self.term, self.members) = (term, members)
        }
    }

    package let shared: [SharedTerm]
    /// Mean likeness of the signal to the first members.
    package let mean: Double
    /// Mean likeness that the members have among themselves; `nil` for a report of one signal.
    package let floor: Double?

    package init(shared: [SharedTerm], mean: Double, floor: Double?) {
        (self.shared, self.mean, self.floor) = (shared, mean, floor)
    }
}
