internal import Events
internal import SQLite

extension LogWriter {
    /// Inserts a decided append; the caller holds the transaction.
    func insert(_ append: Append) throws -> [Placed] {
        let first = end.position
        // The clock may go back; what is recorded does not.
        let recorded = max(time.now(), end.recorded)
        var placed: [Placed] = []
        for part in append.streams {
            var entry = try entry(of: part.stream) ?? insert(part.stream)
            for event in part.events {
                placed.append(try insert(event, part.stream, &entry, recorded))
            }
            streams[part.stream] = entry
        }
        if let key = append.key { try insert(key, after: first, recorded) }
        return placed
    }

    private func insert(
        _ event: Event, _ stream: StreamName, _ entry: inout StreamCache.Entry,
        _ recorded: Timestamp
    ) throws -> Placed {
        let revision = entry.head.revision.map { Revision($0.value + 1) } ?? .first
        let position = Position(end.position.value + 1)
        var chain = end.chain
        let placed = chain.record(event, in: stream, at: revision, position, recorded)
        try insert(placed, &entry)
        return placed.placed
    }

    /// Inserts an event whose place was decided before.
    func insert(_ event: RecordedEvent) throws {
        var entry = try entry(of: event.stream) ?? insert(event.stream)
        try insert(event, &entry)
        streams[event.stream] = entry
    }

    private func insert(_ event: RecordedEvent, _ entry: inout StreamCache.Entry) throws {
        try writeRow(of: event, entry)
        end = LogEnd(
            position: event.position, recorded: event.recorded, chain: HashChain(from: event.hash))
        entry.head = StreamHead(
            event.revision.value, event.position.value, isClosed: event.type == .streamClosed)
    }

    /// Writes the row of an event.
    private func writeRow(of event: RecordedEvent, _ stream: StreamCache.Entry) throws {
        let type = try name(event.type.text)
        let row = try connection.statement(
            """
            INSERT INTO events(position, stream, revision, category, type, schema, encoding,
              recorded, id, data, metadata, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        try row.bind(0, event.position.value)
        try row.bind(1, stream.id)
        try row.bind(2, event.revision.value)
        try row.bind(3, stream.category)
        try row.bind(4, type)
        try row.bind(5, Int64(event.event.schema))
        try row.bind(6, Int64(event.event.encoding.rawValue))
        try row.bind(7, event.recorded.microseconds)
        try row.bind(8, event.id.value.bytes)
        try row.bind(9, event.data)
        try row.bind(10, event.metadata.encoded)
        try row.bind(11, event.hash.bytes)
        try row.run()
    }

    private func insert(_ stream: StreamName) throws(SQLiteError) -> StreamCache.Entry {
        let category = try name(stream.category.text)
        try connection.run(
            "INSERT INTO streams(category, name) VALUES (?, ?)",
            [.integer(category), .text(stream.text)])
        return StreamCache.Entry(id: connection.lastInsertedRow, category: category, head: .none)
    }

    private func insert(
        _ key: IdempotencyKey, after first: Position, _ recorded: Timestamp
    ) throws(SQLiteError) {
        let known = KnownKey(
            request: key.request, first: Position(first.value + 1), last: end.position)
        try insert(key.text, known, recorded)
    }

    /// Stores an idempotency key.
    func insert(_ key: String, _ known: KnownKey, _ recorded: Timestamp) throws(SQLiteError) {
        try connection.run(
            "INSERT INTO append_keys(key, request, first, last, recorded) VALUES (?, ?, ?, ?, ?)",
            [
                .text(key), .bytes(known.request.bytes), .integer(known.first.value),
                .integer(known.last.value), .integer(recorded.microseconds),
            ])
    }

    /// The number of a category or a type, given where it is new.
    private func name(_ text: String) throws(SQLiteError) -> Int64 {
        if let known = names[text] { return known }
        let stored = try connection.first("SELECT id FROM names WHERE text = ?", [.text(text)]) {
            $0.integer(0)
        }
        if let stored {
            names[text] = stored
            return stored
        }
        try connection.run("INSERT INTO names(text) VALUES (?)", [.text(text)])
        names[text] = connection.lastInsertedRow
        return connection.lastInsertedRow
    }
}
