public import Events
internal import SQLite

/// The first event that is not what was appended.
public struct LogDamage: Error, Hashable, Sendable, CustomStringConvertible {
    /// The first position that is bad.
    public let position: Position
    /// What is wrong there.
    public let reason: String

    /// Where and what.
    public var description: String { "position \(position): \(reason)" }
}

/// Recomputes the chain over a range of positions and stops at the first that is bad.
struct ChainWalk {
    /// Everything up to here was looked at.
    private(set) var position: Position
    private let log: UniqueID
    private var chain: HashChain?
    private var recorded: Timestamp?
    private var revisions: [StreamName: Int64] = [:]

    /// Begins behind a position, whose own hash is taken as given.
    init(from position: Position, in log: UniqueID) {
        (self.position, self.log) = (position, log)
    }

    /// The chain up to the last position that was looked at.
    var hash: SHA256Digest { (chain ?? HashChain(log: log)).hash }

    /// Walks to the end, page by page.
    ///
    /// - Returns: The first damage; nil when everything up to `last` is sound.
    mutating func run(through last: Position, _ reader: LogReader) throws -> LogDamage? {
        while position < last {
            if let damage = try step(through: last, reader) { return damage }
        }
        return nil
    }

    /// Walks over one page.
    mutating func step(through last: Position, _ reader: LogReader) throws -> LogDamage? {
        do {
            if chain == nil { try begin(reader) }
            if position < last { try page(through: last, reader) }
            return nil
        } catch let damage as LogDamage {
            return damage
        } catch ReadError.corrupt(let position, let reason) {
            // Columns that cannot be read have no position of their own.
            return LogDamage(position: max(position, next), reason: reason)
        } catch let error as SQLiteError where [.corrupt, .notADatabase].contains(error.primary) {
            return LogDamage(position: next, reason: error.message)
        }
    }

    private var next: Position { Position(position.value + 1) }

    private mutating func begin(_ reader: LogReader) throws {
        guard position > .start else {
            chain = HashChain(log: log)
            return
        }
        guard let before = try reader.event(where: "e.position = ?", [.integer(position.value)])
        else { throw LogDamage(position: position, reason: "the event is missing") }
        chain = HashChain(from: before.hash)
        recorded = before.recorded
    }

    private mutating func page(through last: Position, _ reader: LogReader) throws {
        let first = position
        try reader.events(
            where: "e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?",
            [.integer(first.value), .integer(last.value), .integer(Int64(Limits.pageEventsMax))]
        ) { event in
            try check(event, reader)
            return true
        }
        guard position > first else {
            throw LogDamage(position: next, reason: "the event is missing")
        }
        try checkCategories(after: first, reader)
    }

    private mutating func check(_ event: RecordedEvent, _ reader: LogReader) throws {
        guard event.position == next else {
            throw LogDamage(position: next, reason: "the event is missing")
        }
        guard var chain else { return }
        let again = chain.record(
            event.event, in: event.stream, at: event.revision, event.position, event.recorded)
        guard again.hash == event.hash else {
            throw LogDamage(position: next, reason: "the content does not match its hash")
        }
        guard event.recorded >= recorded ?? event.recorded else {
            throw LogDamage(position: next, reason: "the recorded time goes back")
        }
        let expected = try revision(of: event, reader)
        guard event.revision.value == expected else {
            throw LogDamage(
                position: next,
                reason: "revision \(event.revision) of \(event.stream) should be \(expected)")
        }
        self.chain = chain
        recorded = event.recorded
        revisions[event.stream] = expected
        position = event.position
    }

    private func revision(of event: RecordedEvent, _ reader: LogReader) throws -> Int64 {
        if let known = revisions[event.stream] { return known + 1 }
        let before = try reader.connection.first(
            """
            SELECT max(e.revision) FROM events e JOIN streams s ON s.id = e.stream
              WHERE s.name = ? AND e.position < ?
            """, [.text(event.stream.text), .integer(event.position.value)]
        ) { $0.isNull(0) ? -1 : $0.integer(0) }
        return (before ?? -1) + 1
    }

    /// The category's number stands beside the stream's and is not hashed by itself.
    private func checkCategories(after first: Position, _ reader: LogReader) throws {
        let wrong = try reader.connection.first(
            """
            SELECT e.position FROM events e CROSS JOIN streams s ON s.id = e.stream
              LEFT JOIN names n ON n.id = e.category
              WHERE e.position > ? AND e.position <= ?
                AND (e.category <> s.category OR n.text IS NULL
                  OR substr(s.name, 1, length(n.text) + 1) <> n.text || '-')
              ORDER BY e.position LIMIT 1
            """, [.integer(first.value), .integer(position.value)]
        ) { Position(max(0, $0.integer(0))) }
        if let wrong {
            throw LogDamage(position: wrong, reason: "the category is not that of the stream")
        }
    }
}
