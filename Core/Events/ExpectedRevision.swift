/// What an append expects of a stream at the moment of its commit.
public enum ExpectedRevision: Hashable, Sendable {
    /// Anything but a closed stream.
    case any
    /// No event was ever written.
    case noStream
    /// At least one event, and not closed.
    case streamExists
    /// The last event has exactly this revision, and the stream is not closed.
    case exact(Revision)
    /// The stream is closed; writing to it opens it again.
    case closed
}

/// The last event of a stream.
public enum StreamHead: Hashable, Sendable {
    /// Nothing was ever written.
    case none
    /// The stream takes events.
    case live(Revision, Position)
    /// The last event closed the stream.
    case closed(Revision, Position)

    /// The revision of the last event; nil where there is none.
    public var revision: Revision? {
        switch self {
        case .none: nil
        case .live(let revision, _), .closed(let revision, _): revision
        }
    }

    /// The expectation that holds as long as nothing else is written.
    public var expectation: ExpectedRevision {
        switch self {
        case .none: .noStream
        case .live(let revision, _): .exact(revision)
        case .closed: .closed
        }
    }
}

extension ExpectedRevision {
    /// Whether the expectation meets the head; the table of every case is a test.
    public func meets(_ head: StreamHead) -> Bool {
        switch (self, head) {
        case (.any, .none), (.any, .live), (.noStream, .none), (.streamExists, .live),
            (.closed, .closed):
            true
        case (.exact(let expected), .live(let actual, _)): expected == actual
        default: false
        }
    }
}
