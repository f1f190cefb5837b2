public import EventStore
public import Events
internal import Synchronization

extension MemoryStore {
    /// Reads a stream from memory.
    public func read(
        _ stream: StreamName, from: Revision?, _ direction: Direction, limit: Int
    ) async throws(ReadError) -> Page {
        let page = try PageBuilder(limit: limit)
        return try open { $0.page(page, of: stream, from: from, direction) }
    }

    /// Reads the log from memory.
    public func read(
        after: Position, through: Position?, _ filter: EventFilter, _ direction: Direction,
        limit: Int
    ) async throws(ReadError) -> Page {
        let page = try PageBuilder(limit: limit)
        return try open { $0.page(page, after: after, through: through, filter, direction) }
    }

    /// Finds an event by id.
    public func event(_ id: EventID) async throws(ReadError) -> RecordedEvent? {
        try open { $0.recorded(id) }
    }

    /// Finds the newest event of a stream.
    public func last(
        in stream: StreamName, of types: Set<EventType>?
    ) async throws(ReadError) -> RecordedEvent? {
        try open { log in
            let index = log.stream(stream).last { index in
                types?.contains(log.events[index].type) ?? true
            }
            return index.map { log.events[$0] }
        }
    }

    /// The end of the log.
    public func head() async throws(ReadError) -> LogHead { try open(\.head) }

    /// The end of a stream.
    public func head(of stream: StreamName) async throws(ReadError) -> StreamHead {
        try open { $0.head(of: stream) }
    }

    /// Waits for the next commit of this store.
    public func changed(after position: Position) async throws(ReadError) -> Position {
        try await signal.wait(after: position)
    }

    private func open<Value>(_ read: (MemoryLog) -> Value) throws(ReadError) -> Value {
        let value = contents.withLock { $0.isClosed ? nil : read($0) }
        guard let value else { throw .closed }
        return value
    }
}
