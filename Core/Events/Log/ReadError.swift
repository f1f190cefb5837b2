/// Why a read was not answered.
public enum ReadError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The request breaks a rule or a limit.
    case invalid(String)
    /// What is stored at or behind this position cannot be read.
    case corrupt(Position, String)
    /// Every reader is in use, or the log is being replaced.
    case busy
    /// The store was shut down.
    case closed

    /// What is wrong, which one, and what to do next.
    public var description: String {
        switch self {
        case .invalid(let reason): reason
        case .corrupt(let position, let reason):
            "the log is damaged at position \(position) (\(reason)): nothing was changed; run "
                + "`signalbox events verify`, then restore a backup"
        case .busy: "the log is busy: try again"
        case .closed: "the log was closed"
        }
    }
}
