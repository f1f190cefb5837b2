/// Where a report is on its way; the stored words never change.
public enum ReportStatus: String, Codable, CaseIterable, Hashable, Sendable {
    /// Too light to be researched.
    case potential
    /// Waits for research.
    case candidate
    /// Is being researched.
    case inProgress = "in_progress"
    /// Waits for a person.
    case pendingInput = "pending_input"
    /// Can be acted on.
    case ready
    /// Was acted on.
    case resolved
    /// Research ended without a result.
    case failed
    /// Was dismissed.
    case suppressed
    /// Is gone, and hidden everywhere but in its history.
    case deleted
}

extension ReportStatus: CustomStringConvertible {
    /// The stored word.
    public var description: String { rawValue }
}
