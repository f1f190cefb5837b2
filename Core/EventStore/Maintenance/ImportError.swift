public import Events

/// Why an import stopped.
public enum ImportError: Error, Sendable {
    /// A verbatim import needs a log without events.
    case notEmpty(path: String, events: Position)
    /// A line is not what an export contains.
    case malformed(line: Int, reason: String)
    /// A line does not follow from those before it: the export was changed.
    case damaged(line: Int, Position, reason: String)
    /// The source of the lines failed.
    case source(String)
    /// The log could not be opened.
    case open(OpenError)
    /// The log could not be read.
    case read(ReadError)
    /// The log refused an append.
    case append(line: Int, AppendError)
    /// The database refused; nothing of a verbatim import was kept.
    case failed(String)
}

extension ImportError: CustomStringConvertible {
    /// What is wrong, where, and what to do next.
    public var description: String {
        switch self {
        case .notEmpty(let path, let events):
            "\(path) holds \(events) events: import verbatim into a new data directory, or append"
        case .malformed(let line, let reason):
            "line \(line) of the export is malformed (\(reason)): nothing from it was imported"
        case .damaged(let line, let position, let reason):
            "line \(line) of the export, position \(position), is damaged (\(reason)): "
                + "export again from a sound log"
        case .source(let reason): "the export cannot be read: \(reason)"
        case .open(let error): error.description
        case .read(let error): error.description
        case .append(let line, let error): "line \(line) of the export: \(error)"
        case .failed(let reason): "the import failed and nothing was kept: \(reason)"
        }
    }
}

/// What was imported.
public struct ImportSummary: Hashable, Sendable {
    /// How many events were written.
    public let events: Int
    /// How many were in the log already.
    public let known: Int
    /// How many idempotency keys were written.
    public let keys: Int
    /// The position of the last event of the log.
    public let head: Position
}
