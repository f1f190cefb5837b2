import Events
import SignalsContracts
import Synchronization

/// Which reports of a team took one of the day's places and are not yet seen in the log.
///
/// Research of many reports may begin at the same moment; without this each of them would read a
/// log that none of the others has written to.
final class ResearchQuota: Sendable {
    private struct Day {
        var start: Timestamp
        var reports: Set<ReportID> = []
    }

    private let days = Mutex<[TeamID: Day]>([:])

    /// Takes a place of the day for a report; false when others have all of them.
    func take(
        _ report: ReportID, of team: TeamID, on start: Timestamp, limit: Int,
        begun: Set<ReportID>
    ) -> Bool {
        days.withLock { days in
            var day = days[team] ?? Day(start: start)
            if day.start != start { day = Day(start: start) }
            guard day.reports.union(begun).subtracting([report]).count < limit else {
                return false
            }
            day.reports.insert(report)
            days[team] = day
            return true
        }
    }

    /// Gives the place of a report back whose research did not begin.
    func giveBack(_ report: ReportID, of team: TeamID) {
        _ = days.withLock { $0[team]?.reports.remove(report) }
    }
}
