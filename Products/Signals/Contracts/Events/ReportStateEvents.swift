package import Events

/// A failed or waiting report is a candidate again.
package struct ReportRetried: EventPayload {
    package static let type = EventType(literal: "signals.report-retried")

    package var by: RetryOrigin
    package var repository: String?
    package var answer: String?

    package init(by: RetryOrigin, repository: String? = nil, answer: String? = nil) {
        (self.by, self.repository, self.answer) = (by, repository, answer)
    }
}

/// A report sleeps until so many more signals have come.
package struct ReportSnoozed: EventPayload {
    package static let type = EventType(literal: "signals.report-snoozed")

    package var signals: Int

    package init(signals: Int) {
        self.signals = signals
    }
}

/// A report was dismissed; the reason decides what a matching signal does.
package struct ReportSuppressed: EventPayload {
    package static let type = EventType(literal: "signals.report-suppressed")

    package var reason: DismissalReason
    package var origin: DismissalOrigin
    package var note: String
    package var duplicateOf: ReportID?

    package init(
        reason: DismissalReason, origin: DismissalOrigin, note: String, duplicateOf: ReportID? = nil
    ) {
        (self.reason, self.origin, self.note) = (reason, origin, note)
        self.duplicateOf = duplicateOf
    }

    private enum CodingKeys: String, CodingKey {
        case reason, origin, note
        case duplicateOf = "duplicate_of"
    }
}

/// A dismissal was taken back.
package struct ReportRestored: EventPayload {
    package static let type = EventType(literal: "signals.report-restored")

    package var note: String?

    package init(note: String? = nil) {
        self.note = note
    }
}

/// What a report asks for was done.
package struct ReportResolved: EventPayload {
    package static let type = EventType(literal: "signals.report-resolved")

    package var origin: DismissalOrigin
    package var note: String?

    package init(origin: DismissalOrigin, note: String? = nil) {
        (self.origin, self.note) = (origin, note)
    }
}

/// All signals of one report count in another; written to the streams of both.
package struct ReportMerged: EventPayload {
    package static let type = EventType(literal: "signals.report-merged")

    package var from: ReportID
    package var into: ReportID
    package var signalCount: Int
    package var totalWeight: Weight

    package init(from: ReportID, into: ReportID, signalCount: Int, totalWeight: Weight) {
        (self.from, self.into, self.signalCount) = (from, into, signalCount)
        self.totalWeight = totalWeight
    }

    private enum CodingKeys: String, CodingKey {
        case from, into
        case signalCount = "signal_count"
        case totalWeight = "total_weight"
    }
}

/// Some signals of a report count in another from now on.
package struct ReportSplit: EventPayload {
    package static let type = EventType(literal: "signals.report-split")

    package var signals: [SignalID]
    package var into: ReportID
    /// What the signals counted for in the report that they leave.
    package var weight: Weight

    package init(signals: [SignalID], into: ReportID, weight: Weight) {
        (self.signals, self.into, self.weight) = (signals, into, weight)
    }
}

/// A report was dissolved and all its signals are in flight again.
package struct ReportReleased: EventPayload {
    package static let type = EventType(literal: "signals.report-released")

    package var why: ReleaseReason

    package init(why: ReleaseReason) {
        self.why = why
    }
}

/// A report was deleted and its signals are dropped.
package struct ReportDeleted: EventPayload {
    package static let type = EventType(literal: "signals.report-deleted")

    package var why: String

    package init(why: String) {
        self.why = why
    }
}
