import EventStore
import Events
import Simulation
import Testing

/// Guarantees 5 and 11: what is repeated is answered and never written twice.
@Suite struct `Event store: repeating an append` {
    private func append(
        _ events: [Event], _ expected: ExpectedRevision = .any, key: String? = nil,
        request: String = "request"
    ) -> Append {
        Append(
            [StreamAppend(account("a"), expected: expected, events)],
            key: key.map { IdempotencyKey($0, request: SHA256.hash(request)) })
    }

    @Test(arguments: Backend.allCases)
    func `a repeated append gets the first positions`(backend: Backend) async throws {
        try await with(backend) { subject in
            let first = try await subject.store.append(append(events(1...3)))
            try await subject.store.append([event(4)], to: account("b"))
            var repeated = append(events(1...3))
            repeated.streams[0].events[0].metadata = ["traceparent": "another"]
            let second = try await subject.store.append(repeated)
            #expect(second.events == first.events)
            #expect(second.token == first.token)
            #expect(second.wasDuplicate)
            #expect(try await subject.store.everything().count == 4)
        }
    }

    static let changes: [@Sendable (inout StreamAppend) -> Void] = [
        { $0.stream = account("other") },
        { $0.events[0].type = EventType(literal: "bank.other") },
        { $0.events[0].schema = 2 },
        { $0.events[0].encoding = .binary },
        { $0.events[0].data = Array("{}".utf8) },
    ]

    @Test(arguments: Backend.allCases, changes.indices)
    func `a known id with other content is refused`(backend: Backend, change: Int) async throws {
        try await with(backend) { subject in
            let original = StreamAppend(account("a"), [event(1)])
            _ = try await subject.store.append(Append([original]))
            var changed = original
            Self.changes[change](&changed)
            await #expect(throws: AppendError.idReused(id(1), at: Position(1))) {
                try await subject.store.append(Append([changed]))
            }
            #expect(try await subject.store.everything().count == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a half-known append writes nothing and says what is known`(
        backend: Backend
    ) async throws {
        try await with(backend) { subject in
            let first = try await subject.store.append(append(events(1...2)))
            await #expect(throws: AppendError.partlyKnown([first.events[1]])) {
                try await subject.store.append(append(events(2...3)))
            }
            #expect(try await subject.store.everything().count == 2)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a key is remembered after a restart`(backend: Backend) async throws {
        try await with(backend) { subject in
            let first = try await subject.store.append(append(events(1...2), key: "k"))
            try await subject.restart()
            let second = try await subject.store.append(append(events(8...9), key: "k"))
            #expect(second.events == first.events)
            #expect(second.wasDuplicate)
            await #expect(throws: AppendError.keyReused("k")) {
                try await subject.store.append(append(events(8...9), key: "k", request: "other"))
            }
            #expect(try await subject.store.everything().count == 2)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a duplicate is answered before its expectation`(backend: Backend) async throws {
        try await with(backend) { subject in
            let first = try await subject.store.append(append([event(1)], .noStream))
            let second = try await subject.store.append(append([event(1)], .noStream))
            #expect(second.events == first.events)
            let keyed = try await subject.store.append(
                append([event(2)], .exact(Revision(0)), key: "k"))
            let again = try await subject.store.append(
                append([event(3)], .exact(Revision(0)), key: "k"))
            #expect(again.events == keyed.events)
        }
    }

    @Test func `an unknown outcome is resolved by its ids`() async throws {
        let store = MemoryStore()
        store.inject(.loseAnswer, atCommit: 1)
        await #expect(throws: AppendError.unknownOutcome([id(1), id(2)])) {
            try await store.append(append(events(1...2), .noStream))
        }
        let resolved = try await store.append(append(events(1...2), .noStream))
        #expect(resolved.wasDuplicate)
        #expect(resolved.events.map(\.position) == [Position(1), Position(2)])
    }
}
