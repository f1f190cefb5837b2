/// How well reports agree with known groups: every figure of an evaluation but retrieval and speed.
package struct GroupingScores: Sendable, Equatable {
    package let signals: Int
    package let reports: Int
    package let ari: Double
    package let homogeneity: Double
    package let completeness: Double
    package let bcubedPrecision: Double
    package let bcubedRecall: Double
    package let pairwisePrecision: Double
    package let pairwiseRecall: Double
    package let decisions: AssignmentCounts

    package var bcubedF1: Double { Self.harmonicMean(bcubedPrecision, bcubedRecall) }

    /// Scores signals in the order in which they were placed, each with its group and its report.
    package init<Group: Hashable, Report: Hashable>(_ placed: [(group: Group, report: Report)]) {
        let table = Contingency(placed)
        signals = table.total
        reports = table.reports.count
        ari = table.adjustedRandIndex
        homogeneity = table.homogeneity
        completeness = table.completeness
        (bcubedPrecision, bcubedRecall) = table.bcubed
        (pairwisePrecision, pairwiseRecall) = table.pairwise
        decisions = AssignmentCounts(placed)
    }

    /// The trivial baseline in which every signal has a report of its own.
    package static func alone<Group: Hashable>(_ groups: [Group]) -> GroupingScores {
        GroupingScores(groups.enumerated().map { (group: $0.element, report: $0.offset) })
    }

    /// The trivial baseline in which all signals share one report.
    package static func one<Group: Hashable>(_ groups: [Group]) -> GroupingScores {
        GroupingScores(groups.map { (group: $0, report: 0) })
    }

    package static func harmonicMean(_ first: Double, _ second: Double) -> Double {
        first + second > 0 ? 2 * first * second / (first + second) : 0
    }
}

/// What each decision was worth at the moment it was taken.
package struct AssignmentCounts: Sendable, Equatable {
    package private(set) var correct = 0
    package private(set) var over = 0
    package private(set) var under = 0

    /// Share of correct decisions; 0 where nothing was placed.
    package var correctShare: Double {
        let all = correct + over + under
        return all > 0 ? Double(correct) / Double(all) : 0
    }

    /// Counts decisions in the order in which they were taken.
    package init<Group: Hashable, Report: Hashable>(_ placed: [(group: Group, report: Report)]) {
        var known: Set<Group> = []
        var members: [Report: [Group: Int]] = [:]
        for (group, report) in placed {
            let isKnown = known.contains(group)
            if let inside = members[report] {
                let most = inside.values.max() ?? 0
                if isKnown, inside[group] == most { correct += 1 } else { over += 1 }
            } else if isKnown {
                under += 1
            } else {
                correct += 1
            }
            members[report, default: [:]][group, default: 0] += 1
            known.insert(group)
        }
    }
}
