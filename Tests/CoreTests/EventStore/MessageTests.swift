import EventStore
import Events
import Simulation
import TestSupport
import Testing

/// What goes between processes, byte by byte.
@Suite struct `Event store: messages` {
    private static let log = UniqueID(high: 1, low: 2)
    private static let token = ConsistencyToken(log: log, generation: 3, position: Position(9))
    private static let placed = Placed(id: id(1), position: Position(9), revision: Revision(4))

    static let messages: [Message] = [
        .hello(Message.Hello(log: log, generation: 1, epoch: 2, head: Position(3))), .ping,
        .head(Position(77)),
        .append(
            5,
            Append(
                [
                    StreamAppend(account("a"), expected: .exact(Revision(3)), events(1...3)),
                    StreamAppend(stream("workflow.run", "é"), expected: .closed, [event(4)]),
                ],
                checks: [
                    StreamCheck(account("b"), expected: .noStream),
                    StreamCheck(account("c"), expected: .streamExists),
                ], key: IdempotencyKey("key", request: SHA256.hash("x")))),
        .append(6, Append([StreamAppend(account("a"), [event(1)])])),
        .result(7, AppendResult(events: [placed], token: token, wasDuplicate: true)),
        .error(1, .conflict(account("a"), expected: .any, actual: .closed(.first, Position(1)))),
        .error(2, .conflict(account("a"), expected: .noStream, actual: .none)),
        .error(3, .idReused(id(4), at: Position(2))), .error(4, .keyReused("k")),
        .error(5, .partlyKnown([placed])), .error(6, .invalid("why")),
        .error(7, .busy(retryAfter: .milliseconds(5))), .error(8, .diskFull),
        .error(9, .notWriter(owner: "me")), .error(10, .unknownOutcome([id(1), id(2)])),
        .error(11, .closed), .question(12, [1, 2]), .answer(12, [3]), .answer(13, []),
        .answer(14, nil),
    ]

    @Test(arguments: messages.indices)
    func `a message is read as it was written`(index: Int) throws {
        let message = Self.messages[index]
        var decoder = FrameDecoder()
        for byte in message.frame.bytes.dropLast() {
            decoder.take([byte])
            #expect(try decoder.next() == nil)
        }
        decoder.take(message.frame.bytes.suffix(1))
        let frame = try #require(try decoder.next())
        #expect(try Message(frame) == message)
    }

    @Test(arguments: messages.indices)
    func `a cut or changed message never crashes the reader`(index: Int) {
        let frame = Self.messages[index].frame
        for count in 0..<frame.body.count {
            let cut = Frame(kind: frame.kind, body: Array(frame.body.prefix(count)))
            #expect(throws: ByteReader.Malformed.self) { try Message(cut) }
        }
        let random = Simulation.SeededRandom(seed: UInt64(index), name: "bytes")
        for _ in 0..<2_000 {
            var body = frame.body
            for _ in 0..<Int(random.next() % 4 + 1) where !body.isEmpty {
                body[Int(random.next() % UInt64(body.count))] = UInt8(
                    truncatingIfNeeded: random.next())
            }
            let kind =
                random.next() % 4 == 0 ? UInt8(truncatingIfNeeded: random.next()) : frame.kind
            // Whether it is refused does not matter here; that it returns does.
            _ = try? Message(Frame(kind: kind, body: body))
        }
    }

    @Test func `a frame over the limit is refused before it is read`() {
        var decoder = FrameDecoder()
        decoder.take([0xFF, 0xFF, 0xFF, 0xFF, 1])
        #expect(throws: ByteReader.Malformed.self) { try decoder.next() }
    }

    @Test func `hostile bytes on the socket harm nobody else`() async throws {
        let folder = try TemporaryFolder()
        let writer = try await SQLiteEventStore.open(folder.path)
        let client = try await SQLiteEventStore.open(folder.path)
        let random = Simulation.SeededRandom(seed: 3, name: "socket")
        for round in 0..<40 {
            let hostile = try #require(try UnixSocket.connected(to: writer.directory))
            let valid = Self.messages[round % Self.messages.count].frame.bytes
            let noise = (0..<64).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let bytes =
                round.isMultiple(of: 3) ? valid : round.isMultiple(of: 2) ? noise : valid + noise
            bytes.withUnsafeBytes { _ = hostile.write($0) }
            try await client.append([event(round)], to: account("a"))
        }
        #expect(try await writer.head().position == Position(40))
        #expect(try await writer.verify().damage == nil)
        await client.close()
        await writer.close()
    }

    @Test func `more clients than the limit are turned away, and not for long`() async throws {
        let folder = try TemporaryFolder()
        let writer = try await SQLiteEventStore.open(folder.path)
        var crowd: [UnixSocket] = []
        for _ in 0..<64 {
            crowd.append(try #require(try UnixSocket.connected(to: writer.directory)))
        }
        let error = await #expect(throws: OpenError.self) {
            try await SQLiteEventStore.open(folder.path)
        }
        guard case .notWriter? = error else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
        crowd = []
        let client = try await SQLiteEventStore.open(folder.path)
        try await client.append([event(1)], to: account("a"))
        await client.close()
        await writer.close()
    }
}
