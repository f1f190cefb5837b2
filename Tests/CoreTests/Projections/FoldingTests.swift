import EventStore
import Events
import Foundation
import Projections
import Simulation
import TestSupport
import Testing

@Suite struct `Folding a log into views` {
    @Test(arguments: ViewsPlace.allCases)
    func `reflects each event exactly once`(place: ViewsPlace) async throws {
        let (store, folder) = (MemoryStore(), try place.folder())
        let views = try await Views.open(
            folder?.path, over: store, [Balances()], time: VirtualTime())
        try await store.pay(1...1_200)
        try await views.catchUp()
        #expect(try await views.totals() == expectedTotals(1...1_200))
        try await store.pay(1_201...1_300)
        try await views.catchUp()
        #expect(try await views.totals() == expectedTotals(1...1_300))
        #expect(try await views.applied() == 1_300)
    }

    @Test func `goes on where the last process ended`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        for last in [100, 200, 300] {
            try await store.pay(last - 99...last)
            let views = try await Views.open(
                folder.path, over: store, [Balances()], time: VirtualTime())
            try await views.catchUp()
            #expect(try await views.totals() == expectedTotals(1...last))
        }
    }

    @Test func `moves the checkpoint over filtered events and counts unknown ones`() async throws {
        let store = MemoryStore()
        let views = try await Views.open(nil, over: store, [Balances()], time: VirtualTime())
        try await store.append([event(1)], to: account("a"))
        try await store.append([event(2, "bank.account-named")], to: account("a"))
        try await store.append([event(3, "shop.sold")], to: stream("shop.till", "1"))
        let last = try await store.append([event(4)], to: stream("workflow.run", "1"))
        try await views.wait(for: "balances", atLeast: last.token)
        let status = try #require(try await views.status(of: "balances"))
        #expect(status.position == Position(4))
        #expect(status.lag == 0)
        #expect(status.unknown == 1)
        #expect(try await views.applied() == 1)
    }

    @Test func `lets a projection that joins later catch up beside the others`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        try await store.pay(1...2_500)
        let first = try await Views.open(
            folder.path, over: store, [Balances()], time: VirtualTime())
        try await first.catchUp()
        let both = [Balances(), Balances(name: "doubles", factor: 2)]
        let second = try await Views.open(folder.path, over: store, both, time: VirtualTime())
        try await store.pay(2_501...2_600)
        try await second.catchUp()
        let expected = expectedTotals(1...2_600)
        #expect(try await second.totals() == expected)
        #expect(try await second.totals(of: "doubles") == expected.mapValues { $0 * 2 })
        #expect(try await second.status().map(\.state) == [.live, .live])
    }

    @Test func `folds for ever until it is cancelled`() async throws {
        let store = MemoryStore()
        let views = try await Views.open(nil, over: store, [Balances()], time: SystemTime())
        try await folding(views) {
            for last in stride(from: 10, through: 200, by: 10) {
                try await store.pay(last - 9...last)
                let head = try await store.head().position
                #expect(try await views.totals(atLeast: head) == expectedTotals(1...last))
            }
        }
    }

    @Test func `ends when the log is closed`() async throws {
        let store = MemoryStore()
        let views = try await Views.open(nil, over: store, [Balances()], time: VirtualTime())
        try await store.pay(1...3)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await views.run() }
            try await views.wait(for: "balances", atLeast: Position(3))
            store.close()
            try await group.waitForAll()
        }
    }

    /// A kill or a power cut leaves some prefix of the write-ahead log behind.
    @Test func `rows and checkpoint are one transaction`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        let views = try await Views.open(
            folder.path, over: store, [Balances()], time: SystemTime())
        try await folding(views) {
            for last in stride(from: 40, through: 400, by: 40) {
                try await store.pay(last - 39...last)
                try await views.wait(for: "balances", atLeast: Position(Int64(last)))
            }
            let database = try Data(contentsOf: URL(filePath: folder.path("views.db")))
            let wal = try Data(contentsOf: URL(filePath: folder.path("views.db-wal")))
            var seen: Set<Int> = []
            for cut in 0...60 {
                let image = try TemporaryFolder()
                try database.write(to: URL(filePath: image.path("views.db")))
                try wal.prefix(wal.count * cut / 60).write(
                    to: URL(filePath: image.path("views.db-wal")))
                seen.insert(try await prefix(of: store, in: image))
            }
            #expect(seen.contains(400))
            #expect(seen.count > 5, "cuts fall into different transactions: \(seen.sorted())")
        }
    }

    /// The checkpoint of a crash image, after its rows were found to be exactly those up to it.
    private func prefix(of store: MemoryStore, in image: TemporaryFolder) async throws -> Int {
        let reader = try await Views.open(
            image.path, over: store, [Balances()], role: .reader, time: VirtualTime())
        guard let status = try await reader.status(of: "balances"), status.state == .live else {
            return 0
        }
        let last = Int(status.position.value)
        let totals = try await reader.totals()
        #expect(last == 0 ? totals.isEmpty : totals == expectedTotals(1...last))
        let next = try await Views.open(
            image.path, over: store, [Balances()], time: VirtualTime())
        try await next.catchUp()
        #expect(try await next.totals() == expectedTotals(1...400))
        return last
    }
}
