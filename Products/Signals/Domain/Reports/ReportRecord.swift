package import Events
package import SignalsContracts

/// A report with the times of its events: what a read model keeps of it.
package struct ReportRecord: Codable, Hashable, Sendable {
    /// What its events amount to.
    package private(set) var standing = ReportStanding()
    private var createdAt: Timestamp?
    private var updatedAt: Timestamp?
    private var promotedAt: Timestamp?
    private var lastRunAt: Timestamp?
    private var firstVisibleAt: Timestamp?
    private var lastSignalAt: Timestamp?
    private var position = Position.start

    package init() {}

    package mutating func apply(_ fact: ReportFact, at moment: Timestamp, _ position: Position) {
        standing.apply(fact)
        updatedAt = moment
        self.position = position
        switch fact {
        case .opened: createdAt = moment
        case .signalAdded: lastSignalAt = moment
        case .promoted, .retried: promotedAt = moment
        case .researchStarted: lastRunAt = moment
        case .ready: firstVisibleAt = firstVisibleAt ?? moment
        case .reset, .suppressed: promotedAt = nil
        default: break
        }
    }

    /// The report as a reader with this login sees it; nil before it was opened.
    package func report(for login: String?) -> Report? {
        guard let opened = standing.opened, let id = standing.id, let createdAt, let updatedAt
        else { return nil }
        return Report(
            id: id, teamID: opened.team, epoch: opened.epoch, status: standing.status,
            title: standing.title, summary: standing.summary, error: standing.error,
            failureKind: standing.failureKind, waiting: waiting,
            signalCount: standing.signalCount, totalWeight: standing.totalWeight,
            signalsAtRun: standing.signalsAtRun, runCount: standing.runCount,
            createdAt: createdAt, updatedAt: updatedAt, promotedAt: promotedAt,
            lastRunAt: lastRunAt, firstVisibleAt: firstVisibleAt, lastSignalAt: lastSignalAt,
            statusBeforeSuppression: standing.statusBeforeSuppression,
            dismissal: standing.dismissal, recurring: standing.isRecurring,
            relatedTo: standing.relatedTo, mergedInto: standing.mergedInto,
            artefactCount: standing.artefactCount, repository: standing.repository,
            priority: standing.priority, actionability: standing.actionability,
            alreadyAddressed: standing.alreadyAddressed,
            suggestedReviewers: standing.reviewers,
            isSuggestedReviewer: standing.suggests(login), position: position)
    }

    /// Why a candidate is not being researched yet.
    private var waiting: String? {
        guard standing.status == .candidate, let returned = standing.returned else { return nil }
        return returned.error.map { "\(returned.reason.rawValue): \($0)" }
            ?? returned.reason.rawValue
    }
}

extension ReportStanding {
    /// Whether the report is suggested to somebody, which a failed or empty one never is.
    package func suggests(_ login: String?) -> Bool {
        guard let login, status != .failed, actionability != .notActionable else { return false }
        return reviewers.contains(login)
    }

    /// Where the report stands in the usual order of a list.
    package var rank: Int {
        switch status {
        case .ready: actionability == .immediatelyActionable ? 0 : 1
        case .pendingInput: 2
        case .inProgress: 3
        case .candidate: 4
        case .potential: 5
        case .resolved: 6
        case .failed: 7
        case .suppressed: 8
        case .deleted: 9
        }
    }
}
