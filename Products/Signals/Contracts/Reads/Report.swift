public import Events

/// A group of signals that one change should settle, as a reader sees it.
public struct Report: Codable, Hashable, Sendable {
    /// The id.
    public var id: ReportID
    /// The team.
    public var teamID: TeamID
    /// The epoch of the team in which it was opened.
    public var epoch: Int
    /// Where it is on its way.
    public var status: ReportStatus
    /// What it is about, in one line.
    public var title: String
    /// What is known.
    public var summary: String
    /// Why it failed, waits or was put back.
    public var error: String?
    /// What kind of failure.
    public var failureKind: FailureKind?
    /// Why a candidate is not being researched yet.
    public var waiting: String?
    /// Signals that it holds.
    public var signalCount: Int
    /// What they weigh since the last reset.
    public var totalWeight: Weight
    /// Signals from which it may be promoted.
    public var signalsAtRun: Int
    /// How often it was researched.
    public var runCount: Int
    /// When it was opened.
    public var createdAt: Timestamp
    /// When it last changed.
    public var updatedAt: Timestamp
    /// When it last became a candidate.
    public var promotedAt: Timestamp?
    /// When research last began.
    public var lastRunAt: Timestamp?
    /// When it first became ready.
    public var firstVisibleAt: Timestamp?
    /// When its last signal joined.
    public var lastSignalAt: Timestamp?
    /// Where a dismissed report came from.
    public var statusBeforeSuppression: ReportStatus?
    /// Why it was dismissed.
    public var dismissal: Dismissal?
    /// Whether enough signals have come since for a second look.
    public var recurring: Bool
    /// Reports that it continues or that continue it.
    public var relatedTo: [ReportID]
    /// The report that took over its signals.
    public var mergedInto: ReportID?
    /// Artefacts recorded so far.
    public var artefactCount: Int
    /// The repository that it is about.
    public var repository: String?
    /// How urgent it is.
    public var priority: Priority?
    /// Whether somebody can act on it.
    public var actionability: Actionability?
    /// Whether a later commit seems to have settled it.
    public var alreadyAddressed: Bool
    /// Logins of those who know the code.
    public var suggestedReviewers: [String]
    /// Whether the reader is one of them.
    public var isSuggestedReviewer: Bool
    /// The event that changed it last.
    public var position: Position

    /// Puts the value together.
    public init(
        id: ReportID, teamID: TeamID, epoch: Int, status: ReportStatus, title: String,
        summary: String, error: String? = nil, failureKind: FailureKind? = nil,
        waiting: String? = nil, signalCount: Int, totalWeight: Weight, signalsAtRun: Int,
        runCount: Int, createdAt: Timestamp, updatedAt: Timestamp, promotedAt: Timestamp? = nil,
        lastRunAt: Timestamp? = nil, firstVisibleAt: Timestamp? = nil,
        lastSignalAt: Timestamp? = nil, statusBeforeSuppression: ReportStatus? = nil,
        dismissal: Dismissal? = nil, recurring: Bool = false, relatedTo: [ReportID] = [],
        mergedInto: ReportID? = nil, artefactCount: Int = 0, repository: String? = nil,
        priority: Priority? = nil, actionability: Actionability? = nil,
        alreadyAddressed: Bool = false, suggestedReviewers: [String] = [],
        isSuggestedReviewer: Bool = false, position: Position
    ) {
        (self.id, self.teamID, self.epoch, self.status) = (id, teamID, epoch, status)
        (self.title, self.summary, self.error) = (title, summary, error)
        (self.failureKind, self.waiting, self.signalCount) = (failureKind, waiting, signalCount)
        (self.totalWeight, self.signalsAtRun, self.runCount) = (totalWeight, signalsAtRun, runCount)
        (self.createdAt, self.updatedAt, self.promotedAt) = (createdAt, updatedAt, promotedAt)
        (self.lastRunAt, self.firstVisibleAt) = (lastRunAt, firstVisibleAt)
        (self.lastSignalAt, self.statusBeforeSuppression) = (lastSignalAt, statusBeforeSuppression)
        (self.dismissal, self.recurring, self.relatedTo) = (dismissal, recurring, relatedTo)
        (self.mergedInto, self.artefactCount) = (mergedInto, artefactCount)
        (self.repository, self.priority, self.actionability) = (repository, priority, actionability)
        (self.alreadyAddressed, self.suggestedReviewers) = (alreadyAddressed, suggestedReviewers)
        (self.isSuggestedReviewer, self.position) = (isSuggestedReviewer, position)
    }

    private enum CodingKeys: String, CodingKey {
        case id, epoch, status, title, summary, error, waiting, dismissal, recurring, repository,
            priority, actionability, position
        case teamID = "team_id"
        case failureKind = "failure_kind"
        case signalCount = "signal_count"
        case totalWeight = "total_weight"
        case signalsAtRun = "signals_at_run"
        case runCount = "run_count"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case promotedAt = "promoted_at"
        case lastRunAt = "last_run_at"
        case firstVisibleAt = "first_visible_at"
        case lastSignalAt = "last_signal_at"
        case statusBeforeSuppression = "status_before_suppression"
        case relatedTo = "related_to"
        case mergedInto = "merged_into"
        case artefactCount = "artefact_count"
        case alreadyAddressed = "already_addressed"
        case suggestedReviewers = "suggested_reviewers"
        case isSuggestedReviewer = "is_suggested_reviewer"
    }
}
