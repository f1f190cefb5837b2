import EventStore
import Events
import Foundation
import TestSupport
import Testing

@Suite struct `Event store: checkpoints` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `the write-ahead log is moved when nothing is appended`() async throws {
        let store = try await SQLiteEventStore.open(folder.path)
        for number in 0..<24 {
            var large = event(number)
            large.data = [UInt8](repeating: 32, count: 60_000)
            try await store.append([large], to: account("a"))
        }
        let time = SystemTime()
        let deadline = time.now() + .seconds(20)
        while try await store.statistics().logBytes < 24 * 60_000, time.now() < deadline {
            try await time.wait(until: time.now() + .milliseconds(10))
        }
        #expect(try await store.statistics().logBytes >= 24 * 60_000)
        try await store.append([event(99)], to: account("a"))
        await store.close()
    }

    @Test func `closing leaves one file`() async throws {
        let store = try await SQLiteEventStore.open(folder.path)
        try await store.append(events(1...3), to: account("a"))
        #expect(try await store.everything().count == 3)
        await store.close()
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                == ["log.db", "writer.lock"])
    }

    @Test func `a reader that stays open hides nothing from the next writer`() async throws {
        let writer = try await SQLiteEventStore.open(folder.path)
        try await writer.append(events(1...3), to: account("a"))
        let reader = try await SQLiteEventStore.open(folder.path, role: .reader)
        #expect(try await reader.everything().count == 3)
        await writer.close()
        let next = try await SQLiteEventStore.open(folder.path)
        try await next.append([event(4)], to: account("a"))
        #expect(try await reader.everything().count == 4)
        await next.close()
        #expect(try await reader.everything().count == 4)
        await reader.close()
    }
}
