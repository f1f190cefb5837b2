import EventStore
import Events
import Testing

@Suite struct `Event store: reading` {
    private func numbers(_ page: Page) -> [Int64] { page.events.map(\.position.value) }

    @Test(arguments: Backend.allCases)
    func `a stream reads in pages in both directions`(backend: Backend) async throws {
        try await with(backend) { subject in
            let store = subject.store
            for number in 1...3 {
                try await store.append([event(number)], to: account("a"))
                try await store.append([event(number + 10)], to: account("b"))
            }
            let first = try await store.read(account("a"), from: nil, .forward, limit: 2)
            #expect(numbers(first) == [1, 3])
            #expect(first.next == Position(3))
            #expect(first.head == Position(6))
            let rest = try await store.read(account("a"), from: Revision(2), .forward, limit: 2)
            #expect(numbers(rest) == [5])
            #expect(rest.next == nil)
            let back = try await store.read(account("a"), from: nil, .backward, limit: 2)
            #expect(numbers(back) == [5, 3])
            let older = try await store.read(account("a"), from: Revision(0), .backward, limit: 2)
            #expect(numbers(older) == [1])
            let none = try await store.read(account("c"), from: nil, .forward, limit: 2)
            #expect(none.events.isEmpty && none.next == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is read is what was appended`(backend: Backend) async throws {
        try await with(backend) { subject in
            let original = Event(
                id: id(1), type: EventType(literal: "bank.statement"), schema: 3,
                encoding: .binary, data: [0, 255, 10, 34], metadata: ["actor": "ann \"é\""])
            let name = StreamName(category: Category(reserved: "bank.statement"), text: "é 100%")
            try await subject.store.append([original], to: name)
            let page = try await subject.store.read(name, from: nil, .forward, limit: 1)
            let read = try #require(page.events.first)
            #expect(read.event == original)
            #expect(read.stream == name)
            #expect(read.metadata["actor"] == "ann \"é\"")
            #expect(try await subject.store.event(id(1)) == read)
            #expect(try await subject.store.event(id(2)) == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `the log reads in pages in both directions`(backend: Backend) async throws {
        try await with(backend) { subject in
            let store = subject.store
            try await store.append(events(1...5), to: account("a"))
            let first = try await store.read(
                after: .start, through: nil, .all, .forward, limit: 2)
            #expect(numbers(first) == [1, 2])
            #expect(first.next == Position(2))
            let bounded = try await store.read(
                after: Position(2), through: Position(4), .all, .forward, limit: 9)
            #expect(numbers(bounded) == [3, 4])
            #expect(bounded.next == nil)
            let back = try await store.read(
                after: Position(1), through: nil, .all, .backward, limit: 3)
            #expect(numbers(back) == [5, 4, 3])
            #expect(back.next == Position(2))
            let rest = try await store.read(
                after: Position(1), through: back.next, .all, .backward, limit: 3)
            #expect(numbers(rest) == [2])
            #expect(rest.next == nil)
        }
    }

    static let filters: [(EventFilter, [Int64])] = [
        (.all, [1, 2, 4, 5]), (.everything, [1, 2, 3, 4, 5]),
        (EventFilter(categories: [Category(reserved: "bank.account")]), [1, 2, 5]),
        (EventFilter(categories: [Category(reserved: "workflow.run")]), [3]),
        (EventFilter(types: [EventType(literal: "bank.b")]), [2, 4]),
        (EventFilter(streams: [account("1"), stream("workflow.run", "1")]), [1, 3]),
        (EventFilter(types: [EventType(literal: "bank.a")], streams: [account("2")]), [5]),
        (EventFilter(categories: []), []),
        (EventFilter(types: [EventType(literal: "bank.never")]), []),
    ]

    @Test(arguments: Backend.allCases, filters.indices)
    func `a filter keeps what every set of it contains`(
        backend: Backend, index: Int
    ) async throws {
        let (filter, expected) = Self.filters[index]
        try await with(backend) { subject in
            let store = subject.store
            try await store.append([event(1, "bank.a")], to: account("1"))
            try await store.append([event(2, "bank.b")], to: account("2"))
            try await store.append([event(3, "bank.a")], to: stream("workflow.run", "1"))
            try await store.append([event(4, "bank.b")], to: stream("bank.branch", "1"))
            try await store.append([event(5, "bank.a")], to: account("2"))
            let forward = try await store.read(
                after: .start, through: nil, filter, .forward, limit: 10)
            #expect(numbers(forward) == expected)
            #expect(forward.next == nil)
            let backward = try await store.read(
                after: .start, through: nil, filter, .backward, limit: 10)
            #expect(numbers(backward) == expected.reversed())
            var paged: [Int64] = []
            var next: Position? = .start
            while let after = next {
                let page = try await store.read(
                    after: after, through: nil, filter, .forward, limit: 1)
                paged += numbers(page)
                next = page.next
            }
            #expect(paged == expected)
        }
    }

    @Test(arguments: Backend.allCases)
    func `the newest event of a stream is found by its type`(backend: Backend) async throws {
        try await with(backend) { subject in
            let store = subject.store
            let stream = account("a")
            try await store.append(
                [event(1, "bank.a"), event(2, "bank.b"), event(3, "bank.a")], to: stream)
            #expect(try await store.last(in: stream, of: nil)?.id == id(3))
            let other = EventType(literal: "bank.b")
            #expect(try await store.last(in: stream, of: [other])?.id == id(2))
            #expect(try await store.last(in: stream, of: []) == nil)
            #expect(try await store.last(in: account("b"), of: nil) == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a page ends at its bytes`(backend: Backend) async throws {
        try await with(backend) { subject in
            let store = subject.store
            for number in 0..<70 {
                var large = event(number)
                large.data = [UInt8](repeating: 32, count: 65_536)
                try await store.append([large], to: account("a"))
            }
            let page = try await store.read(account("a"), from: nil, .forward, limit: 100)
            #expect(page.events.count == 63)
            #expect(page.next == Position(63))
            let all = try await store.read(
                after: .start, through: nil, .all, .forward, limit: 100)
            #expect(all.events.count == 63)
            #expect(all.next == Position(63))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a restart changes nothing`(backend: Backend) async throws {
        try await with(backend) { subject in
            try await subject.store.append(events(1...3), to: account("a"))
            let before = try await subject.store.everything()
            let head = try await subject.store.head()
            try await subject.restart()
            #expect(try await subject.store.everything() == before)
            let after = try await subject.store.head()
            #expect(after.token == head.token && after.hash == head.hash)
            #expect(after.epoch > head.epoch)
            try await subject.store.append([event(4)], to: account("a"), .exact(Revision(2)))
        }
    }
}
