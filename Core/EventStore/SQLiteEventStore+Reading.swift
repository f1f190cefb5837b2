public import Events
internal import Synchronization

extension SQLiteEventStore {
    /// Reads a stream in one short transaction.
    public func read(
        _ stream: StreamName, from: Revision?, _ direction: Direction, limit: Int
    ) async throws(ReadError) -> Page {
        try readers.read { try $0.page(of: stream, from: from, direction, limit: limit) }
    }

    /// Reads the log in one short transaction.
    public func read(
        after: Position, through: Position?, _ filter: EventFilter, _ direction: Direction,
        limit: Int
    ) async throws(ReadError) -> Page {
        try readers.read(near: after) { reader in
            try reader.page(after: after, through: through, filter, direction, limit: limit)
        }
    }

    /// Finds an event by id.
    public func event(_ id: EventID) async throws(ReadError) -> RecordedEvent? {
        try readers.read { try $0.event(id) }
    }

    /// Finds the newest event of a stream.
    public func last(
        in stream: StreamName, of types: Set<EventType>?
    ) async throws(ReadError) -> RecordedEvent? {
        try readers.read { try $0.last(in: stream, of: types) }
    }

    /// The end of the log.
    public func head() async throws(ReadError) -> LogHead { try readers.read { try $0.head() } }

    /// The end of a stream.
    public func head(of stream: StreamName) async throws(ReadError) -> StreamHead {
        try readers.read { try $0.head(of: stream) }
    }

    /// Waits for the next commit of whoever writes the log.
    public func changed(after position: Position) async throws(ReadError) -> Position {
        while true {
            let backend = backend.withLock { $0 }
            switch backend {
            case .writer(let writer): return try await writer.log.signal.wait(after: position)
            case .client(let client):
                do {
                    return try await client.signal.wait(after: position)
                } catch .closed where !Task.isCancelled {
                    // The writer has ended: until there is another one, the log is looked at.
                    if let head = try await look(after: position, insteadOf: backend) {
                        return head
                    }
                }
            case .reader: return try await poll(after: position)
            case .closed: throw .closed
            }
        }
    }

    /// One look at the log and one attempt to find the next writer.
    private func look(
        after position: Position, insteadOf lost: Backend
    ) async throws(ReadError) -> Position? {
        let head = try readers.read { try $0.lastPosition() }
        guard head <= position else { return head }
        do {
            if try replace(lost) { return nil }
            try await settings.time.wait(until: settings.time.now() + Limits.pollLongest)
        } catch is CancellationError {
            throw .closed
        } catch {
            throw .invalid(String(describing: error))
        }
        return nil
    }

    /// Looks often at first and less often the longer nothing comes.
    private func poll(after position: Position) async throws(ReadError) -> Position {
        var pause = Limits.pollShortest
        while true {
            let head = try readers.read { try $0.lastPosition() }
            guard head <= position else { return head }
            do {
                try await settings.time.wait(until: settings.time.now() + pause)
            } catch {
                throw .closed
            }
            pause = min(pause * 2, Limits.pollLongest)
        }
    }
}
