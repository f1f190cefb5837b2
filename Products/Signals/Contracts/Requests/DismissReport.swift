public import Events

/// A report is to be dismissed.
public struct DismissReport: Hashable, Sendable {
    /// The reason, which decides about new signals.
    public var reason: DismissalReason
    /// What is said about it, up to 4,000 characters.
    public var note: String
    /// Who dismisses it.
    public var origin: DismissalOrigin
    /// The report that is about the same, needed for duplicates.
    public var duplicateOf: ReportID?

    /// Puts the value together.
    public init(
        reason: DismissalReason, note: String = "", origin: DismissalOrigin = .user,
        duplicateOf: ReportID? = nil
    ) {
        (self.reason, self.note, self.origin) = (reason, note, origin)
        self.duplicateOf = duplicateOf
    }
}

/// What became of a report that was researched elsewhere.
public struct IngestedReport: Hashable, Sendable {
    /// The report that holds it here.
    public var reportID: ReportID
    /// Where it is now.
    public var status: ReportStatus
    /// How urgent it is, P4 where nothing was said.
    public var priority: Priority
    /// The last event appended.
    public var position: Position

    /// Puts the value together.
    public init(reportID: ReportID, status: ReportStatus, priority: Priority, position: Position) {
        (self.reportID, self.status, self.priority) = (reportID, status, priority)
        self.position = position
    }
}
