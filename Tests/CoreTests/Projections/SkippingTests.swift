import EventStore
import Events
import Foundation
import Projections
import Simulation
import TestSupport
import Testing

@Suite struct `Skipping an event` {
    private let picky = Balances(poison: 4)
    /// What the accounts hold without the fourth payment.
    private var expected: [String: Int] {
        expectedTotals(1...9).merging(["a1": -4], uniquingKeysWith: +)
    }

    @Test(arguments: ViewsPlace.allCases)
    func `lets the projection go on, and the log says why`(place: ViewsPlace) async throws {
        let (store, folder) = (MemoryStore(), try place.folder())
        let views = try await Views.open(folder?.path, over: store, [picky], time: VirtualTime())
        try await store.pay(1...3)
        try await views.catchUp()
        try await store.pay(4...9)
        try await views.catchUp()
        for _ in 0..<2 {
            try await views.skip("balances", at: Position(4), because: "paid twice")
        }
        #expect(try await views.totals(atLeast: Position(9)) == expected)
        #expect(try await views.status(of: "balances")?.state == .live)
        let skips = try await views.skips(of: "balances")
        #expect(skips.map(\.position) == [Position(4)])
        #expect(skips.map(\.reason) == ["paid twice"])
        #expect(try await store.everything().last?.stream.text == "log.views-balances")
    }

    @Test func `outlives the file`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        let views = try await Views.open(folder.path, over: store, [picky], time: VirtualTime())
        try await store.pay(1...9)
        try await views.catchUp()
        try await views.skip("balances", at: Position(4), because: "paid twice")
        try FileManager.default.removeItem(atPath: folder.path("views.db"))
        let next = try await Views.open(folder.path, over: store, [picky], time: VirtualTime())
        #expect(try await next.totals() == expected)
    }

    @Test func `reaches a service that folds elsewhere`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        let service = try await Views.open(folder.path, over: store, [picky], time: SystemTime())
        let command = try await Views.open(folder.path, over: store, [picky], time: SystemTime())
        try await folding(service) {
            try await store.pay(1...3)
            try await service.wait(for: "balances", atLeast: Position(3))
            try await store.pay(4...9)
            while try await command.status(of: "balances")?.state != .stopped {
                await Task.yield()
            }
            try await command.skip("balances", at: Position(4), because: "paid twice")
            #expect(try await command.totals(atLeast: Position(9)) == expected)
        }
    }

    @Test func `is refused where the projection did not stop`() async throws {
        let store = MemoryStore()
        let views = try await Views.open(nil, over: store, [picky], time: VirtualTime())
        try await store.pay(1...9)
        try await views.catchUp()
        for position in [3, 5].map({ Position($0) }) {
            let answer = await failure { () async throws(ViewError) in
                try await views.skip("balances", at: position, because: "no reason")
            }
            #expect(answer?.description.contains("is not stopped at position \(position)") == true)
        }
        let blank = await failure { () async throws(ViewError) in
            try await views.skip("balances", at: Position(4), because: "")
        }
        #expect(blank != nil)
        #expect(try await store.head().position == Position(9))
    }

    @Test func `concerns one version`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        let views = try await Views.open(folder.path, over: store, [picky], time: VirtualTime())
        try await store.pay(1...9)
        try await views.catchUp()
        try await views.skip("balances", at: Position(4), because: "paid twice")
        let mended = Balances(version: 2)
        let next = try await Views.open(folder.path, over: store, [mended], time: VirtualTime())
        #expect(try await next.totals() == expectedTotals(1...9))
    }
}
