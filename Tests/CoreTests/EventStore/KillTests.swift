import EventStore
import Events
import Foundation
import TestSupport
import Testing

/// Guarantees 2 and 8 with real processes that are really killed.
@Suite(.serialized) struct `Event store: killed processes` {
    @Test(arguments: 0..<3)
    func `what was acknowledged survives a kill`(round: Int) async throws {
        let folder = try TemporaryFolder()
        let child = try ChildProcess(1, folder.path)
        try await child.wait(for: 20 + round * 13)
        await child.kill()
        let store = try await SQLiteEventStore.open(folder.path, role: .writer)
        let all = try await store.everything().map(\.id)
        let acknowledged = child.acknowledged.map { id($0) }
        #expect(all.starts(with: acknowledged))
        #expect(all.count <= acknowledged.count + 1)
        #expect(try await store.verify().damage == nil)
        try await store.append([event(1)], to: account("after"))
        await store.close()
    }

    @Test func `a failed write is never acknowledged`() async throws {
        let folder = try TemporaryFolder()
        let child = try ChildProcess(1, folder.path, fileBytesMax: 300_000)
        await child.end()
        let refusal = try String(
            contentsOfFile: ChildProcess.refusal(folder.path), encoding: .utf8)
        #expect(refusal.contains("outcome of an append of 1 events is unknown"))
        let acknowledged = child.acknowledged
        #expect(acknowledged.count > 5)
        let store = try await SQLiteEventStore.open(folder.path, role: .writer)
        let all = try await store.everything().map(\.id)
        #expect(all.starts(with: acknowledged.map { id($0) }))
        // The same ids clear up what became of the one in doubt.
        let doubtful = event((acknowledged.last ?? 0) + 1)
        let resolved = try await store.append([doubtful], to: account("1"))
        #expect(resolved.position == Position(Int64(acknowledged.count + 1)))
        #expect(try await store.verify().damage == nil)
        await store.close()
    }

    @Test func `four processes append and outlive the writer`() async throws {
        let folder = try TemporaryFolder()
        let children = try (1...4).map { try ChildProcess($0, folder.path) }
        for child in children { try await child.wait(for: 10) }
        let before = children.map(\.acknowledged.count)
        try await children[3].wait(for: before[3] + 50)
        let grown = zip(children, before).map { $0.acknowledged.count - $1 }
        // Half a fair share or more for everybody.
        #expect(grown.allSatisfy { $0 * 8 >= grown.reduce(0, +) })
        await children[0].kill()
        for child in children.dropFirst() {
            try await child.wait(for: child.acknowledged.count + 20)
        }
        await children[1].kill()
        for child in children.dropFirst(2) {
            try await child.wait(for: child.acknowledged.count + 20)
        }
        for child in children.dropFirst(2) { await child.kill() }

        let store = try await SQLiteEventStore.open(folder.path, role: .writer)
        let all = try await store.everything().map(\.id)
        #expect(Set(all).count == all.count)
        for child in children {
            #expect(Set(all).isSuperset(of: child.acknowledged.map { id($0) }))
        }
        #expect(all.count <= children.reduce(4) { $0 + $1.acknowledged.count })
        #expect(try await store.verify().damage == nil)
        await store.close()
    }
}
