import EventStore
import Events
import Simulation
import Testing

/// Guarantees 1, 4 and 5 of the log.
@Suite struct `Event store: appending` {
    @Test(arguments: Backend.allCases)
    func `an append over several streams is all or nothing`(backend: Backend) async throws {
        try await with(backend) { subject in
            let result = try await subject.store.append(
                Append([
                    StreamAppend(account("a"), events(1...2)),
                    StreamAppend(account("b"), expected: .noStream, [event(3)]),
                ]))
            #expect(result.events.map(\.position) == [Position(1), Position(2), Position(3)])
            #expect(result.events.map(\.revision) == [Revision(0), Revision(1), Revision(0)])
            #expect(!result.wasDuplicate)
            #expect(result.position == Position(3))
            let all = try await subject.store.everything()
            #expect(all.map(\.id) == [id(1), id(2), id(3)])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a conflict in the middle writes nothing`(backend: Backend) async throws {
        try await with(backend) { subject in
            try await subject.store.append([event(1)], to: account("b"))
            await #expect(
                throws: AppendError.conflict(
                    account("b"), expected: .noStream, actual: .live(Revision(0), Position(1)))
            ) {
                try await subject.store.append(
                    Append([
                        StreamAppend(account("a"), [event(2)]),
                        StreamAppend(account("b"), expected: .noStream, [event(3)]),
                        StreamAppend(account("c"), [event(4)]),
                    ]))
            }
            #expect(try await subject.store.everything().map(\.id) == [id(1)])
            #expect(try await subject.store.head(of: account("a")) == .none)
        }
    }

    /// A state of a stream and how it is reached.
    enum State: CaseIterable { case missing, live, closed }

    static let table: [(ExpectedRevision, State, Bool)] = [
        (.any, .missing, true), (.any, .live, true), (.any, .closed, false),
        (.noStream, .missing, true), (.noStream, .live, false), (.noStream, .closed, false),
        (.streamExists, .missing, false), (.streamExists, .live, true),
        (.streamExists, .closed, false),
        (.exact(Revision(1)), .missing, false), (.exact(Revision(1)), .live, true),
        (.exact(Revision(0)), .live, false), (.exact(Revision(1)), .closed, false),
        (.closed, .missing, false), (.closed, .live, false), (.closed, .closed, true),
    ]

    @Test(arguments: Backend.allCases, table)
    func `every expectation meets every state`(
        backend: Backend, row: (ExpectedRevision, State, Bool)
    ) async throws {
        let (expected, state, isMet) = row
        try await with(backend) { subject in
            if state != .missing {
                let last = state == .live ? event(2) : event(2, "log.stream-closed")
                try await subject.store.append([event(1), last], to: account("a"))
            }
            let before = try await subject.store.head(of: account("a"))
            do {
                try await subject.store.append([event(3)], to: account("a"), expected)
                #expect(isMet)
                let head = try await subject.store.head(of: account("a"))
                #expect(head.expectation == .exact(Revision(state == .missing ? 0 : 2)))
            } catch let error as AppendError {
                #expect(!isMet)
                #expect(error == .conflict(account("a"), expected: expected, actual: before))
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a check on an unwritten stream holds at commit`(backend: Backend) async throws {
        try await with(backend) { subject in
            try await subject.store.append(events(1...2), to: account("limit"))
            func append(_ number: Int, if expected: ExpectedRevision) async throws {
                _ = try await subject.store.append(
                    Append(
                        [StreamAppend(account("a"), [event(number)])],
                        checks: [StreamCheck(account("limit"), expected: expected)]))
            }
            try await append(3, if: .exact(Revision(1)))
            await #expect(
                throws: AppendError.conflict(
                    account("limit"), expected: .exact(Revision(0)),
                    actual: .live(Revision(1), Position(2)))
            ) {
                try await append(4, if: .exact(Revision(0)))
            }
            #expect(try await subject.store.everything().count == 3)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a closed stream stays readable and can be opened again`(backend: Backend) async throws {
        try await with(backend) { subject in
            let store = subject.store
            try await store.append([event(1), event(2, "log.stream-closed")], to: account("a"))
            #expect(
                try await store.head(of: account("a")) == .closed(Revision(1), Position(2)))
            #expect(try await store.data(of: account("a")).count == 2)
            try await store.append([event(3)], to: account("a"), .closed)
            #expect(try await store.head(of: account("a")) == .live(Revision(2), Position(3)))
        }
    }

    @Test(arguments: Backend.allCases)
    func `recorded time never goes back`(backend: Backend) async throws {
        try await with(backend) { subject in
            let start = subject.time.now()
            try await subject.store.append([event(1)], to: account("a"))
            subject.time.set(to: start - .seconds(3_600))
            try await subject.store.append([event(2)], to: account("a"))
            subject.time.set(to: start + .seconds(1))
            try await subject.store.append([event(3)], to: account("a"))
            let recorded = try await subject.store.everything().map(\.recorded)
            #expect(recorded == [start, start, start + .seconds(1)])
        }
    }

    @Test(arguments: Backend.allCases)
    func `every hash follows from the one before`(backend: Backend) async throws {
        try await with(backend) { subject in
            for number in 1...5 {
                try await subject.store.append([event(number)], to: account("\(number % 2)"))
            }
            let head = try await subject.store.head()
            var chain = HashChain(log: head.log)
            for event in try await subject.store.everything() {
                let again = chain.record(
                    event.event, in: event.stream, at: event.revision, event.position,
                    event.recorded)
                #expect(again == event)
            }
            #expect(head.hash == chain.hash)
            #expect(head.position == Position(5))
        }
    }
}
