package import Events

/// What the log must be asked to decide on an append.
package protocol AppendLookup {
    /// What is stored under an idempotency key.
    func key(_ text: String) throws -> KnownKey?
    /// The event with this id.
    func recorded(_ id: EventID) throws -> RecordedEvent?
    /// The events of adjacent positions.
    func placed(from first: Position, through last: Position) throws -> [Placed]
    /// The end of a stream.
    func head(of stream: StreamName) throws -> StreamHead
}

/// An idempotency key as it is stored.
package struct KnownKey: Hashable, Sendable {
    package let request: SHA256Digest
    package let first: Position
    package let last: Position

    package init(request: SHA256Digest, first: Position, last: Position) {
        (self.request, self.first, self.last) = (request, first, last)
    }
}

/// What is to be done with an append that keeps the rules.
package enum AppendDecision: Hashable, Sendable {
    /// Everything is in the log already.
    case known([Placed])
    /// Everything is new, and every expectation holds.
    case write

    /// Decides: key, then ids, then checks and expectations in the order given.
    ///
    /// A retry of an append that succeeded carries an old expectation, so what is known is
    /// answered before anything is expected.
    package init(_ append: Append, _ log: some AppendLookup) throws {
        if let key = append.key, let known = try log.key(key.text) {
            guard known.request == key.request else { throw AppendError.keyReused(key.text) }
            self = .known(try log.placed(from: known.first, through: known.last))
            return
        }
        if let known = try AppendDecision.known(append, log) {
            self = .known(known)
            return
        }
        for check in append.checks {
            try AppendDecision.expect(check.expected, of: check.stream, log)
        }
        for part in append.streams {
            try AppendDecision.expect(part.expected, of: part.stream, log)
        }
        self = .write
    }

    private static func known(_ append: Append, _ log: some AppendLookup) throws -> [Placed]? {
        var known: [Placed] = []
        var count = 0
        for part in append.streams {
            for event in part.events {
                count += 1
                guard let recorded = try log.recorded(event.id) else { continue }
                guard recorded.hasContent(of: event, in: part.stream) else {
                    throw AppendError.idReused(event.id, at: recorded.position)
                }
                known.append(recorded.placed)
            }
        }
        guard !known.isEmpty else { return nil }
        guard known.count == count else { throw AppendError.partlyKnown(known) }
        return known
    }

    private static func expect(
        _ expected: ExpectedRevision, of stream: StreamName, _ log: some AppendLookup
    ) throws {
        let head = try log.head(of: stream)
        guard expected.meets(head) else {
            throw AppendError.conflict(stream, expected: expected, actual: head)
        }
    }
}

extension RecordedEvent {
    /// Whether repeating `event` means this one; metadata is not content.
    package func hasContent(of other: Event, in stream: StreamName) -> Bool {
        self.stream == stream && type == other.type && event.schema == other.schema
            && event.encoding == other.encoding && data == other.data
    }

    /// Where it is.
    package var placed: Placed { Placed(id: id, position: position, revision: revision) }
}
