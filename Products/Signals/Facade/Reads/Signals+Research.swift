import Events
package import SignalsContracts
import SignalsDomain
import Projections

extension Signals {
    /// Every report that is researched or is to be, of teams that are not being cleaned up.
    package func reportsInResearch() async throws(SignalsError) -> [(ReportID, TeamID)] {
        var found: [(ReportID, TeamID)] = []
        var teams: [TeamID: TeamState] = [:]
        var after = ""
        while true {
            let page = try await inResearch(after: after)
            for row in page {
                if teams[row.team] == nil {
                    teams[row.team] = try await decisions.team(row.team).state
                }
                guard let team = teams[row.team], !team.isFenced, team.epoch == row.epoch else {
                    continue
                }
                found.append((row.report, row.team))
            }
            guard page.count == SignalsLimits.pageReportsMax, let last = page.last else {
                return found
            }
            after = "\(last.report)"
        }
    }

    private func inResearch(
        after id: String
    ) async throws(SignalsError) -> [(report: ReportID, team: TeamID, epoch: Int)] {
        try await inbox(nil) { view in
            try view.rows(
                """
                SELECT id, team, epoch FROM {reports}
                WHERE status IN ('candidate', 'in_progress') AND id > ? ORDER BY id LIMIT ?
                """, [.text(id), ViewValue(SignalsLimits.pageReportsMax)]
            ).compactMap { row in
                guard let team = TeamID(try row.integer("team")) else { return nil }
                return (try row.id("id"), team, try row.integer("epoch"))
            }
        }
    }
}
