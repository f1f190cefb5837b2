import EventStore
import Events
import Foundation
import SQLite
import Simulation
import TestSupport
import Testing

/// Guarantee 19, and that opening never overwrites what is there.
@Suite struct `Event store: opening` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var log: String { folder.path("log.db") }

    private func open(_ role: SQLiteEventStore.Role = .automatic) async throws -> SQLiteEventStore {
        try await SQLiteEventStore.open(folder.path, role: role)
    }

    /// Makes a log with some events and closes it.
    private func makeLog(_ count: Int = 10) async throws {
        let store = try await open()
        for number in 1...count { try await store.append([event(number)], to: account("a")) }
        await store.close()
    }

    private func change(_ script: String) throws {
        let raw = try Connection(log, .readWrite)
        try raw.execute(script)
        try raw.close()
    }

    private func contents() throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: log))
    }

    private func refusal(
        _ role: SQLiteEventStore.Role = .automatic
    ) async throws -> OpenError {
        try #require(await #expect(throws: OpenError.self) { try await open(role) })
    }

    @Test(arguments: [SQLiteEventStore.Role.automatic, .writer, .reader])
    func `a newer schema is refused`(role: SQLiteEventStore.Role) async throws {
        try await makeLog()
        try change("PRAGMA user_version = 2")
        let before = try contents()
        let error = try await refusal(role)
        #expect(error == .newerVersion(path: log, found: 2, known: 1))
        #expect(error.description.contains("run a newer build"))
        #expect(try contents() == before)
    }

    @Test(arguments: [SQLiteEventStore.Role.automatic, .reader])
    func `another application's database is refused`(role: SQLiteEventStore.Role) async throws {
        try change("CREATE TABLE notes(text); INSERT INTO notes VALUES ('keep me')")
        let before = try contents()
        guard case .foreign = try await refusal(role) else {
            Issue.record("not refused as foreign")
            return
        }
        #expect(try contents() == before)
    }

    @Test(arguments: [SQLiteEventStore.Role.automatic, .reader])
    func `a file that is no database is refused`(role: SQLiteEventStore.Role) async throws {
        let text = Data(String(repeating: "not a log\n", count: 1_000).utf8)
        try text.write(to: URL(fileURLWithPath: log))
        guard case .foreign = try await refusal(role) else {
            Issue.record("not refused as foreign")
            return
        }
        #expect(try contents() == text)
    }

    @Test func `a reader needs a log`() async throws {
        #expect(try await refusal(.reader) == .noLog(path: log))
        let error = await #expect(throws: OpenError.self) {
            try await SQLiteEventStore.open(folder.path("missing"), role: .reader)
        }
        #expect(error == .noLog(path: folder.path("missing")))
        #expect(!FileManager.default.fileExists(atPath: folder.path("missing")))
    }

    @Test func `the data directory is private and made with its parents`() async throws {
        let path = folder.path("a/b/c")
        let store = try await SQLiteEventStore.open(path)
        await store.close()
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o700)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: path).sorted()
                == ["log.db", "writer.lock"])
    }

    @Test func `a path through a file is refused`() async throws {
        try Data().write(to: URL(fileURLWithPath: folder.path("file")))
        let error = await #expect(throws: OpenError.self) {
            try await SQLiteEventStore.open(folder.path("file/data"))
        }
        guard case .notWritable? = error else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
    }

    @Test func `a damaged end is refused with its position`() async throws {
        try await makeLog()
        try change(
            "DROP TRIGGER events_update; UPDATE events SET data = x'7b7d' WHERE position = 8")
        guard case .corrupt(let path, let position, let reason) = try await refusal() else {
            Issue.record("not refused as corrupt")
            return
        }
        #expect(path == log && position == Position(8))
        #expect(reason.contains("hash"))
        let reader = try await open(.reader)
        #expect(try await reader.verify().damage?.position == Position(8))
        #expect(try await reader.everything().count == 10)
        await reader.close()
    }

    @Test func `a crash is followed by a look further back`() async throws {
        try await makeLog(300)
        let damage =
            "DROP TRIGGER events_update; UPDATE events SET data = x'7b7d' WHERE position = 8"
        try change(damage + "; UPDATE log SET clean = 0")
        guard case .corrupt(_, Position(8), _) = try await refusal() else {
            Issue.record("not refused at position 8")
            return
        }
    }

    @Test func `a damaged page is refused and not overwritten`() async throws {
        try await makeLog(200)
        try change("UPDATE log SET clean = 0")
        var bytes = try contents()
        let half = bytes.count / 8_192 * 4_096
        bytes.replaceSubrange(half..<half + 8_192, with: Data(repeating: 0xA5, count: 8_192))
        try bytes.write(to: URL(fileURLWithPath: log))
        guard case .corrupt(_, _, let reason) = try await refusal() else {
            Issue.record("not refused as corrupt")
            return
        }
        #expect(!reason.isEmpty)
        let now = try contents()
        #expect(now[half..<half + 8_192] == bytes[half..<half + 8_192])
    }

    @Test func `every opening is a new epoch of the same log`() async throws {
        try await makeLog()
        let reader = try await open(.reader)
        let first = try await reader.head()
        await reader.close()
        let store = try await open()
        let second = try await store.head()
        #expect(second.epoch == first.epoch + 1)
        #expect(second.log == first.log && second.generation == first.generation)
        await store.close()
    }

    @Test func `a writer whose epoch is over writes nothing`() async throws {
        let store = try await open()
        try await store.append([event(1)], to: account("a"))
        let raw = try Connection(log, .readWrite)
        try raw.execute("UPDATE log SET epoch = epoch + 1, owner = 'somebody else'")
        await #expect(throws: AppendError.notWriter(owner: "somebody else")) {
            try await store.append([event(2)], to: account("a"))
        }
        #expect(try await store.everything().count == 1)
        try raw.close()
        await store.close()
    }

    @Test func `statistics count what is there`() async throws {
        let store = try await open()
        try await store.append(events(1...3), to: account("a"))
        try await store.append([event(4)], to: stream("bank.branch", "b"))
        let figures = try await store.statistics()
        #expect(figures.head.position == Position(4) && figures.streams == 2)
        #expect(figures.categories.map(\.name) == ["bank.account", "bank.branch"])
        #expect(figures.durability == "power" && figures.owner.contains("process "))
        #expect(figures.logBytes > 0 && figures.walBytes > 0)
        await store.close()
    }
}
