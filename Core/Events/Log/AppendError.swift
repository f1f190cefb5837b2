/// Why an append was not acknowledged; only `unknownOutcome` leaves open whether it was written.
public enum AppendError: Error, Hashable, Sendable {
    /// An expectation or a check did not hold.
    case conflict(StreamName, expected: ExpectedRevision, actual: StreamHead)
    /// An event id is known with other content.
    case idReused(EventID, at: Position)
    /// A key is known with another request.
    case keyReused(String)
    /// Some ids are known with equal content and some are not; nothing was written.
    case partlyKnown([Placed])
    /// The append breaks a rule or a limit.
    case invalid(String)
    /// The queue is full, or the deadline passed before the commit began.
    case busy(retryAfter: Duration)
    /// No space is left, and nothing was written.
    case diskFull
    /// This process is not the log's writer and cannot reach it.
    case notWriter(owner: String)
    /// The commit's outcome could not be cleared up: repeat with the same ids.
    case unknownOutcome([EventID])
    /// The store was shut down.
    case closed
}

extension AppendError: CustomStringConvertible {
    /// What is wrong, which one, and what to do next.
    public var description: String {
        switch self {
        case .conflict(let stream, let expected, let actual):
            "stream \(stream) was expected to be \(expected.words) but is \(actual.words): "
                + "read it again and decide again"
        case .idReused(let id, let position):
            "event id \(id) is at position \(position) with other content: new content has a new id"
        case .keyReused(let key):
            "idempotency key '\(key.prefix(80))' belongs to another request: use a new key"
        case .partlyKnown(let known):
            "\(known.count) events of the append are known already, first at position "
                + "\(known.first?.position.description ?? "?"), and the others are not: "
                + "append what is new alone"
        case .invalid(let reason): reason
        case .busy(let retryAfter): "the log is busy: try again in \(retryAfter)"
        case .diskFull: "no space is left for the log: free some space and try again"
        case .notWriter(let owner):
            "the log is written by another process (\(owner)) that does not answer: stop it or wait"
        case .unknownOutcome(let ids):
            "the outcome of an append of \(ids.count) events is unknown: repeat it with these ids"
        case .closed: "the log was closed; nothing was written"
        }
    }
}

extension ExpectedRevision {
    fileprivate var words: String {
        switch self {
        case .any: "open"
        case .noStream: "missing"
        case .streamExists: "there"
        case .exact(let revision): "at revision \(revision)"
        case .closed: "closed"
        }
    }
}

extension StreamHead {
    fileprivate var words: String {
        switch self {
        case .none: "missing"
        case .live(let revision, _): "at revision \(revision)"
        case .closed(let revision, _): "closed at revision \(revision)"
        }
    }
}
