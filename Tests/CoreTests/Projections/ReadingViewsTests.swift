import EventStore
import Events
import Projections
import Simulation
import TestSupport
import Testing

@Suite struct `Reading views` {
    @Test(arguments: ViewsPlace.allCases)
    func `a token is sound`(place: ViewsPlace) async throws {
        let (store, folder) = (MemoryStore(), try place.folder())
        let views = try await Views.open(
            folder?.path, over: store, [Balances()], time: SystemTime())
        try await folding(views) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        var total = 0
                        for number in 1...40 {
                            let result = try await store.append(
                                [event(writer * 1_000 + number)], to: account("w\(writer)"))
                            total += writer * 1_000 + number
                            let seen = try await views.read("balances", atLeast: result.token) {
                                try $0.row(
                                    "SELECT total FROM {accounts} WHERE id = ?",
                                    ["w\(writer)"])?.integer("total")
                            }
                            #expect(seen == total)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: ViewsPlace.allCases)
    func `folds what it needs where nobody folds`(place: ViewsPlace) async throws {
        let (store, folder) = (MemoryStore(), try place.folder())
        let views = try await Views.open(
            folder?.path, over: store, [Balances()], time: VirtualTime())
        for number in 1...5 {
            let result = try await store.append([event(number)], to: account("a"))
            #expect(try await views.applied(atLeast: result.position) == number)
        }
    }

    @Test func `a token times out`() async throws {
        let (store, folder, time) = (MemoryStore(), try TemporaryFolder(), VirtualTime())
        let writer = try await Views.open(folder.path, over: store, [Balances()], time: time)
        try await store.pay(1...2)
        try await writer.catchUp()
        try await store.pay(3...5)
        let reader = try await Views.open(
            folder.path, over: store, [Balances()], role: .reader, time: time)
        let token = try await store.head().token
        async let answer = failure { () async throws(ViewError) in
            try await reader.wait(for: "balances", atLeast: token)
        }
        await time.letWaitersPass(.seconds(5))
        #expect(await answer == .timedOut("balances", behind: 3))
        #expect(try await reader.applied() == 2)
    }

    @Test func `a wait ends when the rows arrive from another process`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        let writer = try await Views.open(
            folder.path, over: store, [Balances()], time: SystemTime())
        let reader = try await Views.open(
            folder.path, over: store, [Balances()], role: .reader, time: SystemTime())
        async let seen = reader.applied(atLeast: Position(3))
        try await store.pay(1...3)
        try await writer.catchUp()
        #expect(try await seen == 3)
    }

    @Test func `a token of another generation is refused`() async throws {
        let store = MemoryStore()
        let views = try await Views.open(nil, over: store, [Balances()], time: VirtualTime())
        try await store.pay(1...2)
        let current = try await store.head().token
        let id = try await store.head().log
        let later = ConsistencyToken(log: id, generation: 1, position: Position(1))
        await #expect(throws: ViewError.otherGeneration(later, current: current)) {
            try await views.wait(for: "balances", atLeast: later)
        }
        let foreign = ConsistencyToken(
            log: UniqueID(high: 5, low: 5), generation: 0, position: Position(1))
        await #expect(throws: ViewError.otherGeneration(foreign, current: current)) {
            _ = try await views.read("balances", atLeast: foreign) { _ in 0 }
        }
    }

    @Test func `a cancelled wait ends at once`() async throws {
        let (store, time) = (MemoryStore(), VirtualTime())
        let views = try await Views.open(nil, over: store, [Balances()], time: time)
        let answer = await withTaskGroup(of: ViewError?.self) { group in
            group.addTask {
                await failure { () async throws(ViewError) in
                    try await views.wait(for: "balances", atLeast: Position(9))
                }
            }
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(answer == .cancelled)
    }

    @Test func `an unknown projection is named`() async throws {
        let views = try await Views.open(
            nil, over: MemoryStore(), [Balances()], time: VirtualTime())
        await #expect(throws: ViewError.unknown("nobody")) {
            try await views.wait(for: "nobody", atLeast: .start)
        }
    }

    @Test(arguments: [
        ("SELECT * FROM {nothing}", "has no table 'nothing'"),
        ("DELETE FROM {accounts}", "may use SELECT here"),
        ("SELECT missing FROM {accounts}", "no such column: missing"),
        ("SELECT * FROM {accounts", "is not closed"),
    ])
    func `a wrong statement is refused with its text`(sql: String, words: String) async throws {
        let views = try await Views.open(
            nil, over: MemoryStore(), [Balances()], time: VirtualTime())
        do {
            _ = try await views.read("balances") { try $0.rows(sql).count }
            Issue.record("was not refused")
        } catch let error as ViewError {
            #expect(error.description.contains(words))
            #expect(error.description.contains(sql))
        }
    }

    @Test func `a view is of no use outside its closure`() async throws {
        let views = try await Views.open(
            nil, over: MemoryStore(), [Balances()], time: VirtualTime())
        let kept = Kept()
        try await views.read("balances") { kept.view = $0 }
        #expect(throws: ViewError.self) { try kept.view?.rows("SELECT * FROM {accounts}") }
    }

    /// One task uses it at a time.
    final class Kept: @unchecked Sendable {
        var view: (any ViewReader)?
    }
}

extension VirtualTime {
    /// Moves the clock from waiter to waiter until `duration` has passed.
    func letWaitersPass(_ duration: Duration) async {
        let end = now() + duration
        var patience = 100_000
        while now() < end, patience > 0 {
            while waiting == 0, patience > 0 {
                patience -= 1
                await Task.yield()
            }
            advance(to: min(end, nextDeadline ?? end))
        }
    }
}
