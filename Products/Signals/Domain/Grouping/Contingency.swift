import func Foundation.log

/// How many signals each pair of group and report shares; sums run in order of first appearance.
struct Contingency {
    let total: Int
    private(set) var cells: [(group: Int, report: Int, count: Int)] = []
    private(set) var groups: [Int] = []
    private(set) var reports: [Int] = []

    init<Group: Hashable, Report: Hashable>(_ placed: [(group: Group, report: Report)]) {
        total = placed.count
        var groupNumbers: [Group: Int] = [:]
        var reportNumbers: [Report: Int] = [:]
        var places: [Pair: Int] = [:]
        for (group, report) in placed {
            let row = groupNumbers[group] ?? groups.count
            if row == groups.count { groups.append(0) }
            groupNumbers[group] = row
            let column = reportNumbers[report] ?? reports.count
            if column == reports.count { reports.append(0) }
            reportNumbers[report] = column

            groups[row] += 1
            reports[column] += 1
            let pair = Pair(group: row, report: column)
            let place = places[pair] ?? cells.count
            if place == cells.count { cells.append((row, column, 0)) }
            places[pair] = place
            cells[place].count += 1
        }
    }

    private struct Pair: Hashable {
        let group: Int
        let report: Int
    }
}

extension Contingency {
    /// Pair counting, corrected for chance; 1 when expected and maximum agree.
    var adjustedRandIndex: Double {
        let together = pairs(cells.map(\.count))
        let (inGroups, inReports) = (pairs(groups), pairs(reports))
        let all = pairs([total])
        let expected = all > 0 ? inGroups * inReports / all : 0
        let most = (inGroups + inReports) / 2
        return most == expected ? 1 : (together - expected) / (most - expected)
    }

    var homogeneity: Double {
        share(entropy(groups), conditional { reports[$0.report] })
    }

    var completeness: Double {
        share(entropy(reports), conditional { groups[$0.group] })
    }

    var bcubed: (precision: Double, recall: Double) {
        guard total > 0 else { return (1, 1) }
        var (precision, recall) = (0.0, 0.0)
        for cell in cells {
            let square = Double(cell.count) * Double(cell.count)
            precision += square / Double(reports[cell.report])
            recall += square / Double(groups[cell.group])
        }
        return (precision / Double(total), recall / Double(total))
    }

    /// Shares of pairs; 1 where there is no pair to get wrong.
    var pairwise: (precision: Double, recall: Double) {
        let together = pairs(cells.map(\.count))
        let (inReports, inGroups) = (pairs(reports), pairs(groups))
        return (
            inReports > 0 ? together / inReports : 1,
            inGroups > 0 ? together / inGroups : 1
        )
    }

    private func pairs(_ counts: [Int]) -> Double {
        counts.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 }
    }

    private func share(_ whole: Double, _ left: Double) -> Double {
        whole > 0 ? 1 - left / whole : 1
    }

    private func entropy(_ counts: [Int]) -> Double {
        counts.reduce(0) { sum, count in
            let share = Double(count) / Double(total)
            return sum - share * log(share)
        }
    }

    private func conditional(
        on margin: ((group: Int, report: Int, count: Int)) -> Int
    ) -> Double {
        cells.reduce(0) { sum, cell in
            sum - Double(cell.count) / Double(total)
                * log(Double(cell.count) / Double(margin(cell)))
        }
    }
}
