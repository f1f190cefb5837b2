/// What is to be appended in one commit: all of it or nothing.
public struct Append: Hashable, Sendable {
    /// The streams that get events, each at most once.
    public var streams: [StreamAppend]
    /// Expectations of streams that get none.
    public var checks: [StreamCheck]
    /// Protects a caller who decides anew when repeating a request.
    public var key: IdempotencyKey?

    /// Puts an append together.
    public init(
        _ streams: [StreamAppend], checks: [StreamCheck] = [], key: IdempotencyKey? = nil
    ) {
        (self.streams, self.checks, self.key) = (streams, checks, key)
    }
}

/// Events for one stream, and what the caller knows of it.
public struct StreamAppend: Hashable, Sendable {
    /// The stream that grows.
    public var stream: StreamName
    /// What must hold at the commit.
    public var expected: ExpectedRevision
    /// What is written, in this order.
    public var events: [Event]

    /// Puts a stream's part of an append together.
    public init(_ stream: StreamName, expected: ExpectedRevision = .any, _ events: [Event]) {
        (self.stream, self.expected, self.events) = (stream, expected, events)
    }
}

/// An expectation of a stream to which nothing is written; `any` is refused here.
public struct StreamCheck: Hashable, Sendable {
    /// The stream that is looked at.
    public var stream: StreamName
    /// What must hold at the commit.
    public var expected: ExpectedRevision

    /// Puts a check together.
    public init(_ stream: StreamName, expected: ExpectedRevision) {
        (self.stream, self.expected) = (stream, expected)
    }
}

/// A caller's name for one request, kept for the life of the log.
public struct IdempotencyKey: Hashable, Sendable {
    /// The caller's key, 1 to 255 bytes.
    public var text: String
    /// A fingerprint of the request, made by the caller: the same key with another one is refused.
    public var request: SHA256Digest

    /// Names a request.
    public init(_ text: String, request: SHA256Digest) {
        (self.text, self.request) = (text, request)
    }
}

/// Where an append ended up.
public struct AppendResult: Hashable, Sendable {
    /// One place an event, in the order of the append.
    public let events: [Placed]
    /// Asks a reader for everything up to this append.
    public let token: ConsistencyToken
    /// Whether the append was known and nothing was written.
    public let wasDuplicate: Bool

    package init(events: [Placed], token: ConsistencyToken, wasDuplicate: Bool) {
        (self.events, self.token, self.wasDuplicate) = (events, token, wasDuplicate)
    }

    /// The position of the append's last event.
    public var position: Position { token.position }
}

/// The place of one appended event.
public struct Placed: Hashable, Sendable {
    /// The event.
    public let id: EventID
    /// Its place in the log.
    public let position: Position
    /// Its place in its stream.
    public let revision: Revision

    package init(id: EventID, position: Position, revision: Revision) {
        (self.id, self.position, self.revision) = (id, position, revision)
    }
}
