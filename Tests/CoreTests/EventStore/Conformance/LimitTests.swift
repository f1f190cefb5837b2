import EventStore
import Events
import Testing

/// Guarantee 10: every size has a limit, and what exceeds it is refused with a reason.
@Suite struct `Event store: limits` {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let append: Append
        let word: String

        init(_ name: String, _ word: String, _ append: Append) {
            (testDescription, self.word, self.append) = (name, word, append)
        }
    }

    private static func one(_ change: (inout Event) -> Void) -> Append {
        var event = event(1)
        change(&event)
        return Append([StreamAppend(account("a"), [event])])
    }

    private static func keyed(_ key: String) -> Append {
        Append(
            [StreamAppend(account("a"), [event(1)])],
            key: IdempotencyKey(key, request: SHA256.hash("")))
    }

    private static let large = (0..<64).map { number in
        var large = event(number)
        large.data = [UInt8](repeating: 32, count: 65_536)
        return large
    }

    static let refused: [Case] = [
        Case("data", "65537 bytes of data", one { $0.data = .init(repeating: 32, count: 65_537) }),
        Case(
            "metadata bytes", "bytes of metadata",
            one { $0.metadata = ["k": String(repeating: "x", count: 4_096)] }),
        Case(
            "metadata entries", "17 metadata entries",
            one { event in
                let entries = (0..<17).map { ("k\($0)", "v") }
                event.metadata = Metadata(Dictionary(uniqueKeysWithValues: entries))
            }),
        Case("metadata shape", "flat", one { $0.metadata = Metadata(encoded: Array("[]".utf8)) }),
        Case("schema", "schema 0", one { $0.schema = 0 }),
        Case(
            "events", "1001 events in an append",
            Append([StreamAppend(account("a"), events(0...1_000))])),
        Case(
            "bytes", "bytes in an append", Append([StreamAppend(account("a"), large + [event(64)])])
        ),
        Case(
            "streams", "65 streams",
            Append((0..<65).map { StreamAppend(account("\($0)"), [event($0)]) })),
        Case(
            "checks", "65 checks",
            Append(
                [StreamAppend(account("a"), [event(1)])],
                checks: (0..<65).map { StreamCheck(account("\($0)"), expected: .noStream) })),
        Case("empty key", "1 to 255 bytes", keyed("")),
        Case("long key", "1 to 255 bytes", keyed(String(repeating: "k", count: 256))),
        Case("no stream", "at least one stream", Append([])),
        Case("no events", "no events", Append([StreamAppend(account("a"), [])])),
        Case(
            "one id twice", "used twice",
            Append([StreamAppend(account("a"), [event(1), event(1)])])
        ),
        Case(
            "one stream twice", "named twice",
            Append([
                StreamAppend(account("a"), [event(1)]), StreamAppend(account("a"), [event(2)]),
            ])),
        Case(
            "a check for anything", "says nothing",
            Append(
                [StreamAppend(account("a"), [event(1)])],
                checks: [StreamCheck(account("b"), expected: .any)])),
        Case(
            "closing in the middle", "last event",
            Append([StreamAppend(account("a"), [event(1, "log.stream-closed"), event(2)])])),
        Case(
            "the log's own stream", "belongs to the log",
            Append([StreamAppend(stream("log.group", "a"), [event(1)])])),
    ]

    @Test(arguments: Backend.allCases, refused)
    func `limits are enforced`(backend: Backend, refused: Case) async throws {
        try await with(backend) { subject in
            let error = await #expect(throws: AppendError.self) {
                try await subject.store.append(refused.append)
            }
            guard case .invalid(let reason)? = error else {
                Issue.record("refused as \(String(describing: error))")
                return
            }
            #expect(reason.contains(refused.word))
            let head = try await subject.store.head()
            #expect(head.position == .start)
        }
    }

    static let accepted: [Case] = [
        Case("data", "", one { $0.data = .init(repeating: 32, count: 65_536) }),
        Case("events", "", Append([StreamAppend(account("a"), events(1...1_000))])),
        Case("key", "", keyed(String(repeating: "k", count: 255))),
        Case(
            "streams", "",
            Append((0..<64).map { StreamAppend(account("\($0)"), [event($0)]) })),
    ]

    @Test(arguments: Backend.allCases, accepted)
    func `what reaches a limit is accepted`(backend: Backend, accepted: Case) async throws {
        try await with(backend) { subject in
            let result = try await subject.store.append(accepted.append)
            let head = try await subject.store.head()
            #expect(head.position == result.position)
        }
    }

    @Test(arguments: Backend.allCases, [0, 1_001, -1])
    func `a page outside its limits is refused`(backend: Backend, limit: Int) async throws {
        try await with(backend) { subject in
            let error = await #expect(throws: ReadError.self) {
                try await subject.store.read(account("a"), from: nil, .forward, limit: limit)
            }
            #expect(error?.description.contains("1 to 1000 events") == true)
        }
    }
}
