import EventStore
import Events
import Simulation
import Synchronization
import TestSupport
import Testing

/// Guarantee 8: one writer a log, and everybody may append.
@Suite struct `Event store: one writer` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ role: SQLiteEventStore.Role = .automatic) async throws -> SQLiteEventStore {
        try await SQLiteEventStore.open(folder.path("data"), role: role)
    }

    @Test func `a second writer is refused`() async throws {
        let first = try await open(.writer)
        let error = await #expect(throws: OpenError.self) { try await open(.writer) }
        guard case .notWriter(let owner)? = error else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
        #expect(owner.contains("process "))
        await first.close()
        let second = try await open(.writer)
        #expect(second.isWriter)
        await second.close()
    }

    @Test func `a writer waits for a command that lets go`() async throws {
        let command = try await open()
        async let waiting = open(.writer)
        for number in 1...5 { try await command.append([event(number)], to: account("a")) }
        await command.close()
        let writer = try await waiting
        #expect(try await writer.head().position == Position(5))
        await writer.close()
    }

    @Test func `who comes second forwards and sees what it wrote`() async throws {
        let first = try await open()
        let second = try await open()
        #expect(first.isWriter && !second.isWriter)
        for number in 1...20 {
            let store = number.isMultiple(of: 2) ? first : second
            let result = try await store.append([event(number)], to: account("a"))
            #expect(try await store.head().position == result.position)
        }
        #expect(try await second.everything().map(\.id) == (1...20).map { id($0) })
        await second.close()
        await first.close()
    }

    @Test func `a reader sees what others write and appends nothing`() async throws {
        let writer = try await open()
        let reader = try await open(.reader)
        async let woken = reader.changed(after: .start)
        try await writer.append([event(1)], to: account("a"))
        #expect(try await woken == Position(1))
        #expect(try await reader.data(of: account("a")).count == 1)
        let error = await #expect(throws: AppendError.self) {
            try await reader.append([event(2)], to: account("a"))
        }
        guard case .notWriter? = error else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
        await reader.close()
        await writer.close()
    }

    @Test func `clients outlive the writer`() async throws {
        let writer = try await open()
        let clients = [try await open(), try await open(), try await open()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, client) in clients.enumerated() {
                group.addTask {
                    for number in 0..<40 {
                        try await client.append(
                            [event(index * 100 + number)], to: account("\(index)"))
                    }
                }
            }
            group.addTask {
                _ = try await clients[0].changed(after: Position(20))
                await writer.close()
            }
            try await group.waitForAll()
        }
        #expect(clients.count(where: \.isWriter) == 1)
        let all = try await clients[0].everything()
        #expect(all.count == 120)
        #expect(Set(all.map(\.id)).count == 120)
        #expect(try await clients[1].verify().damage == nil)
        for client in clients { await client.close() }
    }

    @Test func `four stores append fairly`() async throws {
        var stores: [SQLiteEventStore] = []
        for _ in 0..<4 { stores.append(try await open()) }
        let counts = Tally()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, store) in stores.enumerated() {
                group.addTask {
                    var number = 0
                    while counts.total < 400 {
                        try await store.append(
                            [event(index * 1_000 + number)], to: account("\(index)"))
                        number += 1
                        counts.add(index)
                    }
                }
            }
            try await group.waitForAll()
        }
        let all = try await stores[0].everything()
        #expect(all.count == counts.total)
        // Every store that forwards has as good a place in the queue as the others.
        let forwarded = counts.values.dropFirst()
        #expect((forwarded.min() ?? 0) * 2 >= (forwarded.max() ?? 0))
        for store in stores.reversed() { await store.close() }
    }

    @Test func `a subscriber in another process hears of every commit`() async throws {
        let writer = try await open()
        let client = try await open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                var seen = 0
                for try await element in client.subscribe(after: .start) {
                    if case .events(let page, _) = element { seen += page.events.count }
                    if seen == 30 { return }
                }
            }
            for number in 1...30 { try await writer.append([event(number)], to: account("a")) }
            try await group.waitForAll()
        }
        await client.close()
        await writer.close()
    }

    @Test func `a subscriber outlives the writer`() async throws {
        let writer = try await open()
        let client = try await open()
        try await writer.append([event(1)], to: account("a"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                var seen = 0
                for try await element in client.subscribe(after: .start) {
                    if case .events(let page, _) = element { seen += page.events.count }
                    if seen == 2 { return }
                }
            }
            await writer.close()
            let next = try await open()
            try await next.append([event(2)], to: account("a"))
            try await group.waitForAll()
            await next.close()
        }
        await client.close()
    }

    @Test func `a directory with a long name has a socket too`() async throws {
        let long = folder.path + "/" + String(repeating: "d", count: 120)
        let writer = try await SQLiteEventStore.open(long)
        let client = try await SQLiteEventStore.open(long)
        #expect(!client.isWriter)
        try await client.append([event(1)], to: account("a"))
        #expect(try await writer.head().position == Position(1))
        await client.close()
        await writer.close()
    }

    @Test func `a cancelled append is written whole or not at all`() async throws {
        let writer = try await open()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    // A withdrawn append is refused as busy; that is the point.
                    _ = try? await writer.append(
                        events((number * 2)...(number * 2 + 1)), to: account("\(number)"))
                }
            }
            group.cancelAll()
        }
        let all = try await writer.everything()
        #expect(all.count.isMultiple(of: 2))
        #expect(try await writer.verify().damage == nil)
        await writer.close()
    }
}

/// Counts by index, from several tasks.
private final class Tally: Sendable {
    private let counts = Mutex([0, 0, 0, 0])

    var values: [Int] { counts.withLock { $0 } }
    var total: Int { values.reduce(0, +) }

    func add(_ index: Int) { counts.withLock { $0[index] += 1 } }
}
