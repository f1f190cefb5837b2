/// How much something weighs; an information never raises a score.
package enum Level: Int, Comparable, Hashable, Sendable, CaseIterable {
    case info, safe, review, blocked

    /// The level of a score.
    init(score: Int) {
        self =
            score >= Limits.blockedMin ? .blocked : score >= Limits.reviewMin ? .review : .safe
    }

    /// The word for programs.
    package var word: String { "\(self)" }

    /// By weight.
    package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
}
