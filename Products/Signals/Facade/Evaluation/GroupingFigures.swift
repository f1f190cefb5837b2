import SignalsDomain

/// How well reports agree with known groups, and what each decision was worth when it was taken.
public struct GroupingFigures: Hashable, Sendable {
    /// Signals that were placed.
    public let signals: Int
    /// Reports that hold them.
    public let reports: Int
    /// The adjusted Rand index.
    public let ari: Double
    /// How far a report holds one group only.
    public let homogeneity: Double
    /// How far a group lies in one report only.
    public let completeness: Double
    /// B-cubed precision.
    public let bcubedPrecision: Double
    /// B-cubed recall.
    public let bcubedRecall: Double
    /// The harmonic mean of the two.
    public let bcubedF1: Double
    /// The share of pairs in one report that are of one group.
    public let pairwisePrecision: Double
    /// The share of pairs of one group that are in one report.
    public let pairwiseRecall: Double
    /// Decisions that were right.
    public let correct: Int
    /// Signals that joined where they do not belong.
    public let over: Int
    /// Signals that opened a report although theirs was there.
    public let under: Int
    /// The share of right decisions.
    public let correctShare: Double

    /// Scores signals in the order in which they were placed, each with its group and its report.
    public init(_ placed: [(group: String, report: String)]) {
        self.init(GroupingScores(placed))
    }

    /// The trivial answer in which every signal has a report of its own.
    public static func alone(_ groups: [String]) -> GroupingFigures {
        GroupingFigures(GroupingScores.alone(groups))
    }

    /// The trivial answer in which all signals share one report.
    public static func one(_ groups: [String]) -> GroupingFigures {
        GroupingFigures(GroupingScores.one(groups))
    }

    private init(_ scores: GroupingScores) {
        (signals, reports, ari) = (scores.signals, scores.reports, scores.ari)
        (homogeneity, completeness) = (scores.homogeneity, scores.completeness)
        (bcubedPrecision, bcubedRecall) = (scores.bcubedPrecision, scores.bcubedRecall)
        bcubedF1 = scores.bcubedF1
        (pairwisePrecision, pairwiseRecall) = (scores.pairwisePrecision, scores.pairwiseRecall)
        let decisions = scores.decisions
        (correct, over, under) = (decisions.correct, decisions.over, decisions.under)
        correctShare = decisions.correctShare
    }
}
