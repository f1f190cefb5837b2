internal import Events

extension ByteWriter {
    mutating func append(_ append: Append) {
        integer(append.streams.count)
        for part in append.streams {
            text(part.stream.text)
            expectation(part.expected)
            integer(part.events.count)
            for event in part.events { self.event(event) }
        }
        integer(append.checks.count)
        for check in append.checks {
            text(check.stream.text)
            expectation(check.expected)
        }
        integer(append.key == nil ? 0 : 1)
        if let key = append.key {
            text(key.text)
            bytes(key.request.bytes)
        }
    }

    private mutating func event(_ event: Event) {
        bytes(event.id.value.bytes)
        text(event.type.text)
        integer(event.schema)
        integer(event.encoding.rawValue)
        bytes(event.data)
        bytes(event.metadata.encoded)
    }

    mutating func expectation(_ expected: ExpectedRevision) {
        switch expected {
        case .any: integer(-1)
        case .noStream: integer(-2)
        case .streamExists: integer(-3)
        case .closed: integer(-4)
        case .exact(let revision): integer(revision.value)
        }
    }

    mutating func result(_ result: AppendResult) {
        places(result.events)
        text(result.token.description)
        integer(result.wasDuplicate ? 1 : 0)
    }

    mutating func places(_ places: [Placed]) {
        integer(places.count)
        for placed in places {
            bytes(placed.id.value.bytes)
            integer(placed.position.value)
            integer(placed.revision.value)
        }
    }
}

extension ByteReader {
    mutating func append() throws(Malformed) -> Append {
        var streams: [StreamAppend] = []
        for _ in 0..<(try count(max: Limits.appendStreamsMax)) {
            let stream = try text(StreamName.init(stored:))
            let expected = try expectation()
            var events: [Event] = []
            for _ in 0..<(try count(max: Limits.appendEventsMax)) { events.append(try event()) }
            streams.append(StreamAppend(stream, expected: expected, events))
        }
        var checks: [StreamCheck] = []
        for _ in 0..<(try count(max: Limits.appendChecksMax)) {
            let stream = try text(StreamName.init(stored:))
            checks.append(StreamCheck(stream, expected: try expectation()))
        }
        guard try integer(in: 0...1) == 1 else { return Append(streams, checks: checks) }
        let key = IdempotencyKey(try text(), request: try bytes(SHA256Digest.init(bytes:)))
        return Append(streams, checks: checks, key: key)
    }

    private mutating func event() throws(Malformed) -> Event {
        let id = try bytes(UniqueID.init(bytes:))
        let type = try text(EventType.init)
        let schema = Int(try integer(in: 0...Int64(Int32.max)))
        guard let encoding = Encoding(rawValue: Int(try integer())) else {
            throw Malformed(reason: "an unknown encoding")
        }
        return Event(
            id: EventID(id), type: type, schema: schema, encoding: encoding, data: try bytes(),
            metadata: Metadata(encoded: try bytes()))
    }

    mutating func expectation() throws(Malformed) -> ExpectedRevision {
        switch try integer(in: -4...Int64.max) {
        case -1: .any
        case -2: .noStream
        case -3: .streamExists
        case -4: .closed
        case let revision: .exact(Revision(revision))
        }
    }

    mutating func result() throws(Malformed) -> AppendResult {
        let events = try places()
        let token = try text { ConsistencyToken($0) }
        return AppendResult(events: events, token: token, wasDuplicate: try integer(in: 0...1) == 1)
    }

    mutating func places() throws(Malformed) -> [Placed] {
        var places: [Placed] = []
        for _ in 0..<(try count(max: Limits.appendEventsMax)) {
            places.append(
                Placed(
                    id: EventID(try bytes(UniqueID.init(bytes:))), position: try position(),
                    revision: try revision()))
        }
        return places
    }
}
