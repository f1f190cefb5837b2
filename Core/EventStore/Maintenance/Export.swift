public import Events
internal import SQLite

/// What was exported.
public struct ExportSummary: Hashable, Sendable {
    /// How many events were written.
    public let events: Int
    /// How many idempotency keys were written.
    public let keys: Int
    /// The last position that is in the export.
    public let through: Position
    /// The hash of the chain at that position.
    public let hash: SHA256Digest
}

/// Why a log was not exported.
public enum ExportError: Error, Sendable {
    /// The log could not be read.
    case read(ReadError)
    /// The lines could not be written.
    case write(any Error)
}

extension ExportError: CustomStringConvertible {
    /// What is wrong.
    public var description: String {
        switch self {
        case .read(let error): error.description
        case .write(let error): "the export could not be written: \(error)"
        }
    }
}

extension SQLiteEventStore {
    /// Writes events with all their fields, then keys, as one JSON object a line.
    ///
    /// The last line has the number of events, the hash of the chain and the SHA-256 of everything
    /// before it: a cut export is told from a whole one.
    ///
    /// It begins behind `after` and ends with `through`, nil for the end of the log. `write` takes
    /// the bytes, a page at a time; `progress` is told the position reached and the last to reach.
    public func export(
        after: Position = .start, through: Position? = nil,
        progress: @Sendable (Position, Position) -> Void = { _, _ in },
        to write: @Sendable ([UInt8]) async throws -> Void
    ) async throws(ExportError) -> ExportSummary {
        let head = try await reading { store throws(ReadError) in try await store.head() }
        let last = min(through ?? head.position, head.position)
        let first = min(after, last)
        var sum = SHA256()
        func put(_ bytes: [UInt8]) async throws(ExportError) {
            sum.update(bytes)
            do { try await write(bytes) } catch { throw .write(error) }
        }

        var hash = try hash(at: first, in: head.log)
        let header = ExportHeader(
            log: head.log, generation: head.generation, after: first, through: last,
            hashBefore: hash)
        try await put(ExportLine.header(header).bytes)
        var next: Position? = first < last ? first : nil
        while let position = next {
            let page = try await reading { store throws(ReadError) in
                try await store.read(
                    after: position, through: last, .everything, .forward,
                    limit: Limits.pageEventsMax)
            }
            try await put(page.events.flatMap { ExportLine.event($0).bytes })
            hash = page.events.last?.hash ?? hash
            next = page.next
            progress(page.next ?? last, last)
        }
        let keys = try await exportKeys(after: first, through: last, put)
        let events = Int(last.value - first.value)
        let footer = ExportFooter(count: events, hash: hash, content: sum.finish())
        do { try await write(ExportLine.footer(footer).bytes) } catch { throw .write(error) }
        return ExportSummary(events: events, keys: keys, through: last, hash: hash)
    }

    private func exportKeys(
        after first: Position, through last: Position,
        _ put: ([UInt8]) async throws(ExportError) -> Void
    ) async throws(ExportError) -> Int {
        var count = 0
        var behind = ""
        while true {
            let keys = try await reading { [behind] store throws(ReadError) in
                try store.keys(behind: behind, after: first, through: last)
            }
            guard let end = keys.last else { return count }
            try await put(keys.flatMap { ExportLine.key($0).bytes })
            count += keys.count
            behind = end.text
        }
    }

    private func keys(
        behind text: String, after first: Position, through last: Position
    ) throws(ReadError) -> [ExportKey] {
        try readers.read { reader in
            try reader.connection.rows(
                """
                SELECT key, request, first, last, recorded FROM append_keys
                  WHERE key > ? AND first > ? AND last <= ? ORDER BY key LIMIT ?
                """,
                [
                    .text(text), .integer(first.value), .integer(last.value),
                    .integer(Int64(Limits.pageEventsMax)),
                ]
            ) { row in
                SHA256Digest(bytes: row.bytes(1)).map { request in
                    ExportKey(
                        text: row.text(0),
                        known: KnownKey(
                            request: request, first: Position(max(0, row.integer(2))),
                            last: Position(max(0, row.integer(3)))),
                        recorded: Timestamp(microseconds: row.integer(4)))
                }
            }.compactMap(\.self)
        }
    }

    private func hash(
        at position: Position, in log: UniqueID
    ) throws(ExportError) -> SHA256Digest {
        guard position > .start else { return HashChain(log: log).hash }
        do throws(ReadError) {
            let event = try readers.read { reader in
                try reader.event(where: "e.position = ?", [.integer(position.value)])
            }
            guard let event else { throw .corrupt(position, "the event is missing") }
            return event.hash
        } catch {
            throw .read(error)
        }
    }

    private func reading<Value>(
        _ body: (SQLiteEventStore) async throws(ReadError) -> Value
    ) async throws(ExportError) -> Value {
        do { return try await body(self) } catch { throw .read(error) }
    }
}
