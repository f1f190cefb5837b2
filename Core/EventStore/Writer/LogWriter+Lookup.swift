internal import Events
internal import SQLite

extension LogWriter: AppendLookup {
    func key(_ text: String) throws -> KnownKey? {
        let found = try connection.first(
            "SELECT request, first, last FROM append_keys WHERE key = ?", [.text(text)]
        ) { row in
            (SHA256Digest(bytes: row.bytes(0)), row.integer(1), row.integer(2))
        }
        guard let (request, first, last) = found else { return nil }
        guard let request, first > 0, last >= first else {
            throw ReadError.corrupt(end.position, "the idempotency key cannot be read")
        }
        return KnownKey(request: request, first: Position(first), last: Position(last))
    }

    func recorded(_ id: EventID) throws -> RecordedEvent? {
        let statement = try connection.statement("SELECT position FROM events WHERE id = ?")
        try statement.bind(0, id.value.bytes)
        guard try statement.step() else {
            statement.reset()
            return nil
        }
        let position = statement.integer(0)
        statement.reset()
        return try reader.event(where: "e.position = ?", [.integer(position)])
    }

    func placed(from first: Position, through last: Position) throws -> [Placed] {
        var placed: [Placed] = []
        try reader.events(
            where: "e.position >= ? AND e.position <= ? ORDER BY e.position",
            [.integer(first.value), .integer(last.value)]
        ) { event in
            placed.append(event.placed)
            return true
        }
        return placed
    }

    func head(of stream: StreamName) throws -> StreamHead {
        try entry(of: stream)?.head ?? .none
    }

    /// The number and the head of a stream that is known.
    func entry(of stream: StreamName) throws -> StreamCache.Entry? {
        if let known = streams[stream] { return known }
        let row = try connection.first(
            "SELECT id, category FROM streams WHERE name = ?", [.text(stream.text)]
        ) { ($0.integer(0), $0.integer(1)) }
        guard let (id, category) = row else { return nil }
        let head = try reader.head(of: stream)
        let entry = StreamCache.Entry(id: id, category: category, head: head)
        streams[stream] = entry
        return entry
    }
}
