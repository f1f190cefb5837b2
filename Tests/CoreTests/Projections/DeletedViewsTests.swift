import EventStore
import Events
import Foundation
import Projections
import Simulation
import Telemetry
import TestSupport
import Testing

@Suite struct `Views without their file` {
    private func delete(_ folder: TemporaryFolder) {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: folder.path("views.db" + suffix))
        }
    }

    @Test func `views can be deleted`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        let views = try await Views.open(
            folder.path, over: store, [Balances()], time: SystemTime())
        try await folding(views) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for last in stride(from: 50, through: 2_000, by: 50) {
                        try await store.pay(last - 49...last)
                        let head = try await store.head().position
                        // Whatever was deleted meanwhile, a read shows the whole of a prefix.
                        let (totals, applied) = try await seen(views, atLeast: head)
                        #expect(totals == expectedTotals(1...applied))
                    }
                }
                group.addTask {
                    for _ in 0..<8 {
                        let before = try await store.head().position
                        try await views.wait(for: "balances", atLeast: before)
                        delete(folder)
                    }
                }
                try await group.waitForAll()
            }
            delete(folder)
            #expect(try await views.totals(atLeast: Position(2_000)) == expectedTotals(1...2_000))
        }
        #expect(try await views.applied() == 2_000)
    }

    private func seen(
        _ views: Views, atLeast position: Position
    ) async throws -> ([String: Int], Int) {
        try await views.read("balances", atLeast: position, timeout: .seconds(30)) { view in
            let rows = try view.rows("SELECT id, total FROM {accounts}")
            let applied = try view.row("SELECT count(*) AS n FROM {applied}")?.integer("n") ?? 0
            let totals = try rows.map { (try $0.text("id"), try $0.integer("total")) }
            return (Dictionary(uniqueKeysWithValues: totals), applied)
        }
    }

    @Test func `are folded again by whoever reads next`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        try await store.pay(1...700)
        let views = try await Views.open(
            folder.path, over: store, [Balances()], time: VirtualTime())
        for _ in 0..<3 {
            #expect(try await views.totals() == expectedTotals(1...700))
            delete(folder)
        }
    }

    @Test(arguments: [0, 4_096, 40_000])
    func `are put aside when damaged, and folded again`(offset: Int) async throws {
        let (store, folder, sink) = (MemoryStore(), try TemporaryFolder(), MemorySink())
        try await store.pay(1...5_000, accounts: 500)
        let telemetry = Instruments(to: sink, time: VirtualTime())
        let first = try await Views.open(
            folder.path, over: store, [Balances()], time: VirtualTime())
        try await first.catchUp()
        try damage(folder.path("views.db"), at: offset)
        let second = try await Views.open(
            folder.path, over: store, [Balances()], time: VirtualTime(), telemetry: telemetry)
        #expect(try await second.totals() == expectedTotals(1...5_000, accounts: 500))
        #expect(try await second.applied() == 5_000)
        #expect(sink.records.contains { $0.message.contains("damaged") })
        #expect(FileManager.default.fileExists(atPath: folder.path("views.db.damaged")))
    }

    /// Overwrites everything from `offset` on.
    private func damage(_ path: String, at offset: Int) throws {
        var bytes = try Data(contentsOf: URL(filePath: path))
        try #require(bytes.count > offset + 8_192)
        for index in offset..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: index) }
        try bytes.write(to: URL(filePath: path))
    }

    @Test func `are begun anew where another program's file has their name`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        try Data("not a database, but long enough to be read as one".utf8).write(
            to: URL(filePath: folder.path("views.db")))
        try await store.pay(1...3)
        let views = try await Views.open(
            folder.path, over: store, [Balances()], time: VirtualTime())
        #expect(try await views.totals() == expectedTotals(1...3))
    }

    @Test func `are dropped when they are of another log`() async throws {
        let folder = try TemporaryFolder()
        let old = MemoryStore(random: SeededRandom(seed: 1))
        try await old.pay(1...50)
        try await Views.open(folder.path, over: old, [Balances()], time: VirtualTime()).catchUp()
        let new = MemoryStore(random: SeededRandom(seed: 2))
        try await new.pay(1...10)
        let reader = try await Views.open(
            folder.path, over: new, [Balances()], role: .reader, time: VirtualTime())
        await #expect(throws: ViewError.self) { try await reader.totals(timeout: .zero) }
        let views = try await Views.open(
            folder.path, over: new, [Balances()], time: VirtualTime())
        #expect(try await views.totals() == expectedTotals(1...10))
    }

    @Test func `are dropped when they are ahead of the log`() async throws {
        let (folder, ahead) = (try TemporaryFolder(), MemoryStore())
        try await ahead.pay(1...50)
        try await Views.open(folder.path, over: ahead, [Balances()], time: VirtualTime()).catchUp()
        // The same log before it had grown, as a restored copy of the machine would have it.
        let behind = MemoryStore()
        try await behind.pay(1...10)
        let views = try await Views.open(
            folder.path, over: behind, [Balances()], time: VirtualTime())
        #expect(try await views.totals() == expectedTotals(1...10))
        #expect(try await views.status(of: "balances")?.position == Position(10))
    }
}

@Suite struct `The right to fold` {
    @Test func `belongs to one at a time, and others see what it folds`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        let first = try await Views.open(
            folder.path, over: store, [Balances()], time: SystemTime())
        let second = try await Views.open(
            folder.path, over: store, [Balances()], time: SystemTime())
        try await folding(first) {
            try await store.pay(1...20)
            try await first.wait(for: "balances", atLeast: Position(20))
            #expect(try await second.totals(atLeast: Position(20)) == expectedTotals(1...20))
            await #expect(throws: ViewError.self) { try await second.rebuild("balances") }
            try await store.pay(21...40)
            try await second.catchUp()
            #expect(try await second.totals() == expectedTotals(1...40))
        }
        try await second.rebuild("balances")
        #expect(try await second.totals() == expectedTotals(1...40))
    }

    @Test func `passes on when the one that has it ends`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        let first = try await Views.open(
            folder.path, over: store, [Balances()], time: SystemTime())
        let second = try await Views.open(
            folder.path, over: store, [Balances()], time: SystemTime())
        try await withThrowingTaskGroup(of: Void.self) { group in
            try await folding(first) {
                try await store.pay(1...5)
                try await first.wait(for: "balances", atLeast: Position(5))
            }
            group.addTask { try await second.run() }
            try await store.pay(6...9)
            #expect(try await second.totals(atLeast: Position(9)) == expectedTotals(1...9))
            group.cancelAll()
        }
    }

    @Test func `is not a reader's`() async throws {
        let (store, folder) = (MemoryStore(), try TemporaryFolder())
        try await store.pay(1...5)
        let reader = try await Views.open(
            folder.path, over: store, [Balances()], role: .reader, time: VirtualTime())
        await #expect(throws: ViewError.timedOut("balances", behind: 5)) {
            try await reader.totals(timeout: .zero)
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path("views.db")))
    }
}
