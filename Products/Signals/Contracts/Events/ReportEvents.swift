public import Events

/// A signal founded a report.
package struct ReportOpened: EventPayload {
    package static let type = EventType(literal: "signals.report-opened")

    package var team: TeamID
    package var epoch: Int
    package var founder: SignalID
    package var generation: Int
    package var title: String
    package var summary: String

    package init(
        team: TeamID, epoch: Int, founder: SignalID, generation: Int, title: String, summary: String
    ) {
        (self.team, self.epoch, self.founder, self.generation) = (team, epoch, founder, generation)
        (self.title, self.summary) = (title, summary)
    }
}

/// A signal joined a report.
package struct ReportSignalAdded: EventPayload {
    package static let type = EventType(literal: "signals.report-signal-added")

    package var signalID: SignalID
    package var weight: Weight
    package var source: SourcePair

    package init(signalID: SignalID, weight: Weight, source: SourcePair) {
        (self.signalID, self.weight, self.source) = (signalID, weight, source)
    }

    private enum CodingKeys: String, CodingKey {
        case weight, source
        case signalID = "signal_id"
    }
}

/// A report got a title and a summary.
package struct ReportTitled: EventPayload {
    package static let type = EventType(literal: "signals.report-titled")

    package var title: String
    package var summary: String

    package init(title: String, summary: String) {
        (self.title, self.summary) = (title, summary)
    }
}

/// A report waits for research.
package struct ReportPromoted: EventPayload {
    package static let type = EventType(literal: "signals.report-promoted")

    package var signalCount: Int
    package var totalWeight: Weight

    package init(signalCount: Int, totalWeight: Weight) {
        (self.signalCount, self.totalWeight) = (signalCount, totalWeight)
    }

    private enum CodingKeys: String, CodingKey {
        case signalCount = "signal_count"
        case totalWeight = "total_weight"
    }
}

/// Research of a report began.
package struct ReportResearchStarted: EventPayload {
    package static let type = EventType(literal: "signals.report-research-started")

    package var run: String

    package init(run: String) {
        self.run = run
    }
}

/// A report got an artefact; the newest of a type is current.
package struct ReportArtefactRecorded: EventPayload {
    package static let type = EventType(literal: "signals.report-artefact-recorded")

    package var artefact: Artefact

    package init(artefact: Artefact) {
        self.artefact = artefact
    }
}

/// A report can be acted on.
public struct ReportReady: EventPayload {
    /// The stored name.
    public static let type = EventType(literal: "signals.report-ready")

    /// The report.
    public let reportID: ReportID
    /// The team that it belongs to.
    public let team: TeamID
    /// What to change, in one line.
    public let title: String
    /// Impact, symptoms, cause and suggested change.
    public let summary: String

    /// Puts the value together.
    public init(reportID: ReportID, team: TeamID, title: String, summary: String) {
        (self.reportID, self.team, self.title, self.summary) = (reportID, team, title, summary)
    }

    private enum CodingKeys: String, CodingKey {
        case team, title, summary
        case reportID = "report_id"
    }
}

/// A report waits for a person.
public struct ReportInputRequested: EventPayload {
    /// The stored name.
    public static let type = EventType(literal: "signals.report-input-requested")

    /// The report.
    public let reportID: ReportID
    /// The team that it belongs to.
    public let team: TeamID
    /// What it is about, in one line.
    public let title: String
    /// What is known so far.
    public let summary: String
    /// What is asked for, and why.
    public let reason: String

    /// Puts the value together.
    public init(reportID: ReportID, team: TeamID, title: String, summary: String, reason: String) {
        (self.reportID, self.team, self.title, self.summary) = (reportID, team, title, summary)
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case team, title, summary, reason
        case reportID = "report_id"
    }
}

/// Research found nothing to act on; weight counts from here again.
package struct ReportReset: EventPayload {
    package static let type = EventType(literal: "signals.report-reset")

    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }
}

/// A run gave its report back to the candidates.
package struct ReportReturned: EventPayload {
    package static let type = EventType(literal: "signals.report-returned")

    package var reason: ReturnReason
    package var error: String?
    /// The run that was closed from outside; only where that is the reason.
    package var run: String?

    package init(reason: ReturnReason, error: String? = nil, run: String? = nil) {
        (self.reason, self.error, self.run) = (reason, error, run)
    }
}

/// Research of a report ended without a result.
public struct ReportFailed: EventPayload {
    /// The stored name.
    public static let type = EventType(literal: "signals.report-failed")

    /// The report.
    public let reportID: ReportID
    /// The team that it belongs to.
    public let team: TeamID
    /// Whether the report was judged, or the machinery failed.
    public let kind: FailureKind
    /// The cause, never a wrapper.
    public let reason: String

    /// Puts the value together.
    public init(reportID: ReportID, team: TeamID, kind: FailureKind, reason: String) {
        (self.reportID, self.team, self.kind, self.reason) = (reportID, team, kind, reason)
    }

    private enum CodingKeys: String, CodingKey {
        case team, kind, reason
        case reportID = "report_id"
    }
}
