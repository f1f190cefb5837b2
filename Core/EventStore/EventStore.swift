public import Events

/// An append-only log of events; a position, once read, never changes its meaning.
///
/// Every implementation passes one conformance suite: appends are atomic over streams, positions
/// are the commit order without gaps, and a repeated append gets its first answer.
public protocol EventStore: EventLog {
    /// Reads the log behind `after`, up to and including `through`; backward, from `through` down to above `after`.
    func read(
        after: Position, through: Position?, _ filter: EventFilter, _ direction: Direction,
        limit: Int
    ) async throws(ReadError) -> Page

    /// The event with this id; nil where there is none.
    func event(_ id: EventID) async throws(ReadError) -> RecordedEvent?

    /// The newest event of a stream, of the given types where they are given.
    func last(
        in stream: StreamName, of types: Set<EventType>?
    ) async throws(ReadError)
        -> RecordedEvent?

    /// The end of the log.
    func head() async throws(ReadError) -> LogHead

    /// Waits until the log reaches beyond `position` and returns its head; the read is the truth, this is the hint.
    func changed(after position: Position) async throws(ReadError) -> Position
}

extension EventStore {
    /// Follows the log from behind `after` for ever: first its history, then what is appended.
    public func subscribe(after: Position, _ filter: EventFilter = .all) -> Subscription {
        Subscription(store: self, after: after, filter: filter)
    }
}

/// Which events of the log are meant; every set that is given must contain the event's value.
public struct EventFilter: Hashable, Sendable {
    /// Categories to keep; nil keeps all but the reserved ones.
    public var categories: Set<Category>?
    /// Types to keep; nil keeps all.
    public var types: Set<EventType>?
    /// Streams to keep; nil keeps all.
    public var streams: Set<StreamName>?
    /// Whether reserved categories count as named when `categories` is nil.
    package var includesReserved = false

    /// Keeps what every given set contains.
    public init(
        categories: Set<Category>? = nil, types: Set<EventType>? = nil,
        streams: Set<StreamName>? = nil
    ) {
        (self.categories, self.types, self.streams) = (categories, types, streams)
    }

    /// Every event of the products.
    public static let all = EventFilter()

    /// Every event, Core's own included.
    public static var everything: EventFilter {
        var filter = EventFilter()
        filter.includesReserved = true
        return filter
    }

    /// Whether the filter keeps an event of this stream and type.
    public func keeps(_ stream: StreamName, _ type: EventType) -> Bool {
        if let streams, !streams.contains(stream) { return false }
        if let types, !types.contains(type) { return false }
        if let categories { return categories.contains(stream.category) }
        return includesReserved || streams != nil || !stream.category.isReserved
    }
}

/// The end of the log.
public struct LogHead: Hashable, Sendable {
    /// The id of the log.
    public let log: UniqueID
    /// How often its history may have been replaced.
    public let generation: Int
    /// How often a writer has opened it.
    public let epoch: Int
    /// The position of the last event.
    public let position: Position
    /// The hash chain up to and including the last event.
    public let hash: SHA256Digest

    package init(
        log: UniqueID, generation: Int, epoch: Int, position: Position, hash: SHA256Digest
    ) {
        (self.log, self.generation, self.epoch) = (log, generation, epoch)
        (self.position, self.hash) = (position, hash)
    }

    /// The token that asks a reader for this head.
    public var token: ConsistencyToken {
        ConsistencyToken(log: log, generation: generation, position: position)
    }
}
