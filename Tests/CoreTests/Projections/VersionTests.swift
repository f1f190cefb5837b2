import EventStore
import Events
import Projections
import Simulation
import TestSupport
import Testing

@Suite struct `Replacing a version` {
    private let doubled = Balances(version: 2, factor: 2)

    @Test(arguments: ViewsPlace.allCases)
    func `a version is replaced under load`(place: ViewsPlace) async throws {
        let (store, folder) = (MemoryStore(), try place.folder())
        try await store.pay(1...3_000)
        let views = try await Views.open(
            folder?.path, over: store, [Balances(), doubled], time: SystemTime())
        try await folding(views) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await store.pay(3_001...4_000) }
                group.addTask {
                    // Every answer is a whole prefix, of one version or of the other.
                    for _ in 0..<200 {
                        let (sum, count) = try await sum(views)
                        let once = count * (count + 1) / 2
                        #expect(sum == once || sum == 2 * once)
                    }
                }
                try await group.waitForAll()
            }
            try await views.wait(for: "balances", atLeast: Position(4_000))
            while try await views.status(of: "balances")?.state != .live { await Task.yield() }
        }
        let expected = expectedTotals(1...4_000).mapValues { $0 * 2 }
        #expect(try await views.totals() == expected)
    }

    private func sum(_ views: Views) async throws -> (Int, Int) {
        try await views.read("balances") { view in
            let sum = try view.row("SELECT coalesce(sum(total), 0) AS n FROM {accounts}")
            let count = try view.row("SELECT count(*) AS n FROM {applied}")
            return (try sum?.integer("n") ?? 0, try count?.integer("n") ?? 0)
        }
    }

    @Test func `the old version answers until the new one has caught up`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        try await store.pay(1...100)
        let old = try await Views.open(folder.path, over: store, [Balances()], time: VirtualTime())
        try await old.catchUp()
        #expect(try await old.totals() == expectedTotals(1...100))
        let new = try await Views.open(folder.path, over: store, [doubled], time: VirtualTime())
        let reader = try await Views.open(
            folder.path, over: store, [Balances()], role: .reader, time: VirtualTime())
        #expect(try await reader.totals() == expectedTotals(1...100))
        #expect(try await new.totals() == expectedTotals(1...100).mapValues { $0 * 2 })
        await #expect(throws: ViewError.otherVersion("balances", live: 2)) {
            try await reader.totals(timeout: .zero)
        }
        #expect(try await new.status().map(\.state) == [.retired, .live])
    }

    @Test func `a replaced version is kept for a day, and can come back`() async throws {
        let (store, folder, time) = (MemoryStore(), try TemporaryFolder(), VirtualTime())
        func catchUp(_ projections: [any Projection]) async throws -> [ProjectionStatus] {
            let views = try await Views.open(folder.path, over: store, projections, time: time)
            try await views.catchUp()
            return try await views.status()
        }
        try await store.pay(1...10)
        _ = try await catchUp([Balances()])
        _ = try await catchUp([doubled])
        try await store.pay(11...20)
        time.advance(by: .seconds(3_600))
        let back = try await catchUp([Balances()])
        #expect(back.map(\.state) == [.live, .retired])
        #expect(back.map(\.position) == [Position(20), Position(10)])
        time.advance(by: .seconds(90_000))
        #expect(try await catchUp([Balances()]).map(\.version) == [1])
    }

    @Test func `a changed definition under an old version is refused`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        try await store.pay(1...3)
        try await Views.open(folder.path, over: store, [Balances()], time: VirtualTime()).catchUp()
        let changed = Balances(moreColumns: ["name TEXT"])
        await #expect(throws: ViewError.changedDefinition("balances", version: 1)) {
            try await Views.open(folder.path, over: store, [changed], time: VirtualTime())
        }
        var raised = changed
        raised.version = 2
        let views = try await Views.open(folder.path, over: store, [raised], time: VirtualTime())
        #expect(try await views.totals() == expectedTotals(1...3))
    }

    @Test func `a rebuild folds everything again`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        try await store.pay(1...1_500)
        let views = try await Views.open(
            folder.path, over: store, [Balances()], time: VirtualTime())
        try await views.catchUp()
        try await views.rebuild("balances")
        #expect(try await views.totals() == expectedTotals(1...1_500))
        #expect(try await views.applied() == 1_500)
        await #expect(throws: ViewError.unknown("nobody")) { try await views.rebuild("nobody") }
    }

    @Test(arguments: [
        Balances(name: "Balances"), Balances(name: ""), Balances(name: "a-b"),
        Balances(name: String(repeating: "x", count: 49)), Balances(version: 0),
    ])
    func `a definition that breaks a rule is refused`(projection: Balances) async throws {
        await #expect(throws: ViewError.self) {
            try await Views.open(nil, over: MemoryStore(), [projection], time: VirtualTime())
        }
    }

    @Test func `tables that the database refuses are named`() async throws {
        let views = try await Views.open(
            nil, over: MemoryStore(), [Balances(moreColumns: ["what NUMBERS"])],
            time: VirtualTime())
        let answer = await failure { () async throws(ViewError) in try await views.catchUp() }
        #expect(answer?.description.contains("tables of projection 'balances'") == true)
    }
}
