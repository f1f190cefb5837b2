import EventStore
import Events
import Foundation
import Projections
import Simulation
import Telemetry
import TestSupport
import Testing

/// Disks of a few megabytes, mounted for the test; only root may mount.
@Suite(.enabled(if: geteuid() == 0, "mounting a small disk needs root"))
struct `Views on small and read-only disks` {
    @Test func `folding goes on after a full disk`() async throws {
        let disk = try SmallDisk(megabytes: 1)
        guard try disk.mount() else { return }
        defer { disk.unmount() }
        let (store, time, sink) = (MemoryStore(), VirtualTime(), MemorySink())
        let views = try await Views.open(
            disk.path, over: store, [Balances()], time: time,
            telemetry: Instruments(to: sink, time: time))
        try await store.pay(1...100)
        try await views.catchUp()
        try await store.pay(101...30_000, accounts: 10_000)
        let answer = await failure { () async throws(ViewError) in try await views.catchUp() }
        #expect(answer == .diskFull)
        try disk.grow(megabytes: 64)
        try await views.catchUp()
        #expect(try await views.applied() == 30_000)
        #expect(!sink.records.contains { $0.message.contains("damaged") })
    }

    @Test func `a service waits until there is space`() async throws {
        let disk = try SmallDisk(megabytes: 1)
        guard try disk.mount() else { return }
        defer { disk.unmount() }
        let (store, time, sink) = (MemoryStore(), VirtualTime(), MemorySink())
        let views = try await Views.open(
            disk.path, over: store, [Balances()], time: time,
            telemetry: Instruments(to: sink, time: time))
        try await store.pay(1...30_000, accounts: 10_000)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await views.run() }
            while !sink.records.contains(where: { $0.level == .error }) { await Task.yield() }
            try disk.grow(megabytes: 64)
            while try await views.status(of: "balances")?.lag != 0 {
                if let next = time.nextDeadline { time.advance(to: next) }
                await Task.yield()
            }
            #expect(try await views.applied() == 30_000)
            group.cancelAll()
        }
    }

    @Test func `a directory that cannot be written is said`() async throws {
        let disk = try SmallDisk(megabytes: 2)
        guard try disk.mount() else { return }
        defer { disk.unmount() }
        try disk.makeReadOnly()
        let store = MemoryStore()
        try await store.pay(1...3)
        let views = try await Views.open(
            disk.path, over: store, [Balances()], time: VirtualTime())
        let answer = await failure { () async throws(ViewError) in try await views.catchUp() }
        guard case .notWritable(let reason) = answer else {
            Issue.record("\(String(describing: answer))")
            return
        }
        #expect(reason.contains("ead-only"))
    }
}
