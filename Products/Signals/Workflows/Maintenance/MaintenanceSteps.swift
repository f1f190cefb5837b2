import SignalsContracts
import Workflows

/// What the maintenance of reports and teams asks to be done, by the names that histories show.
enum MaintenanceSteps {
    static let releaseReport = LocalActivityReference<ReportInput, [SignalID]>(
        "release_report_activity")
    static let regroup = LocalActivityReference<RegroupInput, Int>("regroup_signals_activity")
    static let deleteReport = LocalActivityReference<ReportInput, NoValue>(
        "delete_report_activity")
    static let pauseGrouping = LocalActivityReference<TeamInput, NoValue>(
        "pause_grouping_activity")
    static let restorePause = LocalActivityReference<TeamInput, NoValue>(
        "restore_pause_activity")
    static let liveReports = ActivityReference<TeamInput, [ReportID]>(
        "list_live_reports_activity", startToClose: .seconds(300))
    static let beginClearing = LocalActivityReference<TeamInput, NoValue>(
        "begin_clearing_activity")
    static let terminateRuns = ActivityReference<TeamInput, Int>(
        "terminate_runs_activity", startToClose: .seconds(300))
    static let finishClearing = LocalActivityReference<TeamInput, NoValue>(
        "finish_clearing_activity")
}

/// Signals that are on their way again, and are mailed to the grouping.
struct RegroupInput: Codable, Hashable, Sendable {
    var team: TeamID
    var signals: [SignalID]

    private enum CodingKeys: String, CodingKey {
        case signals
        case team = "team_id"
    }
}
