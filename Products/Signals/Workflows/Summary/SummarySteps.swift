import Events
import SignalsContracts
import Workflows

/// What the research of a report asks to be done, by the names that histories show.
enum SummarySteps {
    static let fetch = ActivityReference<ReportInput, FetchedSignals>(
        "fetch_signals_for_report_activity", startToClose: .seconds(300), retry: three)
    static let markInProgress = LocalActivityReference<ResearchRun, ResearchStart>(
        "mark_report_in_progress_activity")
    static let judgeSafety = ActivityReference<ResearchInput, SafetyJudgment>(
        "report_safety_judge_activity", startToClose: .seconds(300), retry: three)
    static let selectRepository = ActivityReference<ResearchInput, RepositorySelection>(
        "select_repository_activity", startToClose: .seconds(2_700), heartbeat: .seconds(300),
        retry: RetryPolicy(attempts: 2), queue: SignalFlows.researchQueue)
    static let research = ActivityReference<ResearchInput, ResearchResult>(
        "run_report_research_activity", startToClose: .seconds(14_400), heartbeat: .seconds(300),
        retry: RetryPolicy(attempts: 2), queue: SignalFlows.researchQueue)
    static let markReady = LocalActivityReference<ResearchEnd, ReportReception>(
        "mark_report_ready_activity")
    static let markPendingInput = LocalActivityReference<ResearchEnd, ReportReception>(
        "mark_report_pending_input_activity")
    static let reset = LocalActivityReference<ResearchEnd, ReportReception>(
        "reset_report_to_potential_activity")
    static let stop = LocalActivityReference<ReportInput, NoValue>("stop_research_activity")
    static let giveBack = LocalActivityReference<ResearchSetback, ReportReception>(
        "return_report_activity")
    static let markFailed = LocalActivityReference<ResearchSetback, ReportReception>(
        "mark_report_failed_activity")
    static let publish = ActivityReference<ReportInput, NoValue>(
        "publish_report_completed_activity", startToClose: .seconds(60), retry: three)

    private static let three = RetryPolicy(attempts: 3)
}

/// The live signals of a report, oldest first.
struct FetchedSignals: Codable, Hashable, Sendable {
    var signals: [SignalID]
}

/// The run that begins to research a report.
struct ResearchRun: Codable, Hashable, Sendable {
    var team: TeamID
    var report: ReportID
    var run: String

    private enum CodingKeys: String, CodingKey {
        case run
        case team = "team_id"
        case report = "report_id"
    }
}

/// Whether research may begin.
enum ResearchStart: Codable, Hashable, Sendable {
    case started
    /// The team has used up its reports for the day.
    case overQuota(until: Timestamp)
    /// The report is no candidate any more.
    case superseded
}

/// What a step of research looks at.
struct ResearchInput: Codable, Hashable, Sendable {
    var team: TeamID
    var report: ReportID
    var signals: [SignalID]
    /// Nil until one was chosen.
    var repository: String?

    private enum CodingKeys: String, CodingKey {
        case signals, repository
        case team = "team_id"
        case report = "report_id"
    }
}

/// What research found, and the artefacts that say so.
struct ResearchResult: Codable, Hashable, Sendable {
    var actionability: Actionability
    var explanation: String
    var title: String
    var summary: String
    var artefacts: [Artefact]
}

/// The result of a run as it is written to its report.
struct ResearchEnd: Codable, Hashable, Sendable {
    var team: TeamID
    var report: ReportID
    /// Signals that the run has looked at; nil where those that came since wait for the next run.
    var seen: Int?
    var title: String
    var summary: String
    var reason: String
    var artefacts: [Artefact]

    private enum CodingKeys: String, CodingKey {
        case seen, title, summary, reason, artefacts
        case team = "team_id"
        case report = "report_id"
    }
}

/// An error of a run, or its verdict that there is nothing to research.
struct ResearchSetback: Codable, Hashable, Sendable {
    var team: TeamID
    var report: ReportID
    var kind: FailureKind
    var error: String
    var artefacts: [Artefact]

    private enum CodingKeys: String, CodingKey {
        case kind, error, artefacts
        case team = "team_id"
        case report = "report_id"
    }
}

/// How a report took what a run wrote to it.
enum ReportReception: String, Codable, Sendable {
    case written
    /// Signals came meanwhile: the report is a candidate again.
    case lateSignals = "late_signals"
    /// Somebody dismissed, merged or deleted it meanwhile.
    case superseded
}
