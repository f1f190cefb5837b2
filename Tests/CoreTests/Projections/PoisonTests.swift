import EventStore
import Events
import Projections
import Simulation
import Telemetry
import TestSupport
import Testing

@Suite struct `An event that cannot be applied` {
    @Test(arguments: ViewsPlace.allCases)
    func `stops its projection before it, and no other`(place: ViewsPlace) async throws {
        let (store, folder, sink) = (MemoryStore(), try place.folder(), MemorySink())
        let time = VirtualTime()
        let views = try await Views.open(
            folder?.path, over: store, [Balances(name: "picky", poison: 42), Balances()],
            time: time, telemetry: Instruments(to: sink, time: time))
        try await store.pay(1...100)
        try await views.catchUp()
        #expect(try await views.totals() == expectedTotals(1...100))
        let status = try #require(try await views.status(of: "picky"))
        #expect(status.state == .stopped)
        #expect(status.position == Position(41))
        #expect(status.lag == 59)
        #expect(status.error?.contains("Spoiled") == true)
        #expect(sink.records.filter { $0.level == .error }.count == 1)
    }

    @Test func `leaves nothing of itself in the rows`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        let picky = Balances(poison: 42)
        let first = try await Views.open(
            folder.path, over: store, [Balances()], time: VirtualTime())
        try await store.pay(1...30)
        try await first.catchUp()
        try await store.pay(31...60)
        let views = try await Views.open(folder.path, over: store, [picky], time: VirtualTime())
        try await views.catchUp()
        #expect(try await views.totals() == expectedTotals(1...41))
        #expect(try await views.applied() == 41)
    }

    @Test func `is said to whoever asks for more than there is`() async throws {
        let store = MemoryStore()
        let views = try await Views.open(
            nil, over: store, [Balances(poison: 3)], time: VirtualTime())
        try await store.pay(1...2)
        try await views.catchUp()
        try await store.pay(3...5)
        let answer = await failure { () async throws(ViewError) in
            try await views.wait(for: "balances", atLeast: Position(4))
        }
        guard case .stopped("balances", at: Position(3), let reason) = answer else {
            Issue.record("\(String(describing: answer))")
            return
        }
        #expect(reason.contains("Spoiled"))
        #expect(try await views.totals() == expectedTotals(1...2))
    }

    @Test func `may stop several projections in one page`() async throws {
        let store = MemoryStore()
        let views = try await Views.open(
            nil, over: store,
            [
                Balances(name: "a", poison: 5), Balances(name: "b", poison: 3),
                Balances(name: "c", poison: 5), Balances(name: "d"),
            ], time: VirtualTime())
        try await views.catchUp()
        try await store.pay(1...9)
        try await views.catchUp()
        let status = try await views.status()
        #expect(status.map(\.position) == [4, 2, 4, 9].map { Position($0) })
        #expect(status.map(\.state) == [.stopped, .stopped, .stopped, .live])
    }

    @Test func `is applied by a build that can`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        try await store.pay(1...2)
        let broken = try await Views.open(
            folder.path, over: store, [Balances(poison: 4)], time: VirtualTime())
        try await broken.catchUp()
        try await store.pay(3...9)
        try await broken.catchUp()
        #expect(try await broken.status(of: "balances")?.state == .stopped)
        let mended = try await Views.open(
            folder.path, over: store, [Balances()], time: VirtualTime())
        #expect(try await mended.totals(atLeast: Position(9)) == expectedTotals(1...9))
        #expect(try await mended.status(of: "balances")?.state == .live)
    }

    @Test func `stops a version that is built, and the live one answers on`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        try await store.pay(1...20)
        let old = try await Views.open(folder.path, over: store, [Balances()], time: VirtualTime())
        try await old.catchUp()
        let both = [Balances(), Balances(version: 2, poison: 7)]
        let views = try await Views.open(folder.path, over: store, both, time: VirtualTime())
        try await store.pay(21...30)
        try await views.catchUp()
        #expect(try await views.totals(atLeast: Position(30)) == expectedTotals(1...30))
        let status = try await views.status()
        #expect(status.map(\.state) == [.live, .stopped])
        #expect(status.map(\.position) == [Position(30), Position(6)])
    }

    @Test func `is also one whose statement breaks a constraint`() async throws {
        let store = MemoryStore()
        let views = try await Views.open(nil, over: store, [Once()], time: VirtualTime())
        try await store.pay(1...1)
        try await views.catchUp()
        try await store.pay(2...2)
        try await views.catchUp()
        let status = try #require(try await views.status(of: "once"))
        #expect(status.state == .stopped)
        #expect(status.error?.contains("UNIQUE constraint failed") == true)
    }

    /// Can hold one event.
    struct Once: Projection {
        let name = "once"
        let version = 1
        let filter = EventFilter.all
        let tables = [ViewTable("only", columns: ["one INTEGER PRIMARY KEY"])]

        func apply(_ event: RecordedEvent, to view: any ViewTransaction) throws {
            try view.execute("INSERT INTO {only}(one) VALUES(1)")
        }
    }
}
