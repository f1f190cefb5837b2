import EventStore
import Events
import Testing

/// Guarantee 9: a resumed subscription neither skips nor repeats.
@Suite struct `Event store: subscribing` {
    @Test(arguments: Backend.allCases)
    func `a subscription goes from history to live`(backend: Backend) async throws {
        try await with(backend) { subject in
            let store = subject.store
            try await store.append(events(1...3), to: account("a"))
            var iterator = store.subscribe(after: Position(1)).makeAsyncIterator()
            guard case .events(let history, let through)? = try await iterator.next() else {
                Issue.record("history comes first")
                return
            }
            #expect(history.events.map(\.id) == [id(2), id(3)])
            #expect(through == Position(3))
            guard case .caughtUp(Position(3))? = try await iterator.next() else {
                Issue.record("then the news that there is no more")
                return
            }
            async let appended = store.append([event(4)], to: account("a"))
            guard case .events(let live, _)? = try await iterator.next() else {
                Issue.record("then what is appended")
                return
            }
            #expect(live.events.map(\.id) == [id(4)])
            _ = try await appended
        }
    }

    @Test(arguments: Backend.allCases)
    func `a subscription resumes exactly`(backend: Backend) async throws {
        try await with(backend) { subject in
            let store = subject.store
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in 1...60 {
                        try await store.append([event(number)], to: account("a"))
                    }
                }
                group.addTask {
                    var seen: [EventID] = []
                    var checkpoint = Position.start
                    while seen.count < 60 {
                        // One element and a new subscription: a process that restarts all the time.
                        var iterator = store.subscribe(after: checkpoint).makeAsyncIterator()
                        guard case .events(let page, let through)? = try await iterator.next()
                        else { continue }
                        seen += page.events.map(\.id)
                        checkpoint = through
                    }
                    #expect(seen == (1...60).map { id($0) })
                }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a checkpoint moves over filtered events`(backend: Backend) async throws {
        try await with(backend) { subject in
            let store = subject.store
            try await store.append([event(1, "bank.a")], to: account("a"))
            try await store.append(events(2...5), to: account("a"))
            let filter = EventFilter(types: [EventType(literal: "bank.a")])
            var iterator = store.subscribe(after: .start, filter).makeAsyncIterator()
            guard case .events(let page, let through)? = try await iterator.next() else {
                Issue.record("one event is kept")
                return
            }
            #expect(page.events.map(\.id) == [id(1)])
            #expect(through == Position(5))
            guard case .caughtUp(Position(5))? = try await iterator.next() else {
                Issue.record("everything was looked through")
                return
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a subscription ends when the log is closed`(backend: Backend) async throws {
        try await with(backend) { subject in
            let store = subject.store
            try await withThrowingTaskGroup(of: Int.self) { group in
                group.addTask {
                    var count = 0
                    for try await _ in store.subscribe(after: .start) { count += 1 }
                    return count
                }
                try await store.append([event(1)], to: account("a"))
                await subject.end()
                for try await count in group { #expect(count <= 3) }
            }
            await #expect(throws: AppendError.closed) {
                try await store.append([event(2)], to: account("a"))
            }
            await #expect(throws: ReadError.closed) { try await store.head() }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a cancelled subscriber lets go`(backend: Backend) async throws {
        try await with(backend) { subject in
            let store = subject.store
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for try await _ in store.subscribe(after: .start) {}
                }
                await Task.yield()
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }
}
