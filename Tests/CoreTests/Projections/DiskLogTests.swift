import EventStore
import Events
import Foundation
import Projections
import Simulation
import TestSupport
import Testing

@Suite struct `Views beside a log on disk` {
    @Test func `share its directory and follow several writers`() async throws {
        let folder = try TemporaryFolder()
        let writer = try await SQLiteEventStore.open(folder.path, role: .writer)
        let views = try await Views.open(
            folder.path, over: writer, [Balances(), Balances(name: "doubles", factor: 2)],
            time: SystemTime())
        try await folding(views) {
            let other = try await SQLiteEventStore.open(folder.path, role: .automatic)
            let elsewhere = try await Views.open(
                folder.path, over: other, [Balances()], time: SystemTime())
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await writer.pay(1...150, accounts: 1) }
                group.addTask { try await other.pay(151...300, accounts: 1) }
                try await group.waitForAll()
            }
            let token = try await other.head().token
            let expected = expectedTotals(1...300, accounts: 1)
            for views in [views, elsewhere] {
                try await views.wait(for: "balances", atLeast: token)
                #expect(try await views.totals() == expected)
            }
            await other.close()
        }
        await writer.close()
    }

    @Test func `answer after the log was opened again`() async throws {
        let folder = try TemporaryFolder()
        for last in [40, 80, 120] {
            let store = try await SQLiteEventStore.open(folder.path)
            try await store.pay(last - 39...last)
            let views = try await Views.open(
                folder.path, over: store, [Balances()], time: SystemTime())
            let head = try await store.head().position
            #expect(try await views.totals(atLeast: head) == expectedTotals(1...last))
            #expect(try await views.applied() == last)
            await store.close()
        }
    }

    @Test func `end with the log`() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteEventStore.open(folder.path)
        let views = try await Views.open(
            folder.path, over: store, [Balances()], time: SystemTime())
        try await store.pay(1...3)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await views.run() }
            try await views.wait(for: "balances", atLeast: Position(3))
            await store.close()
            try await group.waitForAll()
        }
        let answer = await failure { () async throws(ViewError) in
            try await views.wait(for: "balances", atLeast: Position(3))
        }
        #expect(answer == .log(.closed))
    }
}
