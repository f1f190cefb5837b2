import EventStore
import Events
import SQLite
import Simulation
import TestSupport
import Testing

/// Guarantees 6 and 7: history does not change, and where it was changed by force it is found.
@Suite struct `Event store: immutability` {
    static let changes = ["events", "streams", "names"].flatMap { table in
        [
            "DELETE FROM \(table)", "UPDATE \(table) SET rowid = rowid + 100",
            table == "events"
                ? "UPDATE events SET data = x'00'" : "DELETE FROM \(table) WHERE id = 1",
        ]
    }

    @Test(arguments: changes)
    func `the database refuses to change history`(change: String) async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteEventStore.open(folder.path, time: VirtualTime())
        try await store.append(events(1...3), to: account("a"))
        await store.close()
        let raw = try Connection(folder.path("log.db"), .readWrite)
        let error = #expect(throws: SQLiteError.self) { try raw.execute(change) }
        #expect(error?.message.contains("immutable") == true)
    }

    /// A statement that changes one bit or value of position 3, and what verification says.
    static let damages: [(String, Int64, String)] = [
        ("UPDATE events SET position = 9 WHERE position = 3", 3, "missing"),
        ("UPDATE events SET stream = 2 WHERE position = 3", 3, "hash"),
        ("UPDATE events SET revision = 6 WHERE position = 3", 3, "hash"),
        ("UPDATE events SET category = 2 WHERE position = 3", 3, "category"),
        ("UPDATE events SET type = 3 WHERE position = 3", 3, "hash"),
        ("UPDATE events SET schema = 3 WHERE position = 3", 3, "hash"),
        ("UPDATE events SET encoding = 1 WHERE position = 3", 3, "hash"),
        ("UPDATE events SET recorded = recorded + 1 WHERE position = 3", 3, "hash"),
        (
            "UPDATE events SET id = x'00000000000000070000000000000013' WHERE position = 3", 3,
            "hash"
        ),
        ("UPDATE events SET data = x'7b7c' WHERE position = 3", 3, "hash"),
        ("UPDATE events SET metadata = x'7b7c' WHERE position = 3", 3, "hash"),
        (
            "UPDATE events SET hash = x'" + String(repeating: "00", count: 32)
                + "' WHERE position = 3", 3, "hash"
        ),
        ("UPDATE events SET hash = x'00' WHERE position = 3", 3, "hash cannot be read"),
        ("UPDATE events SET encoding = 7 WHERE position = 3", 3, "encoding cannot be read"),
        ("UPDATE streams SET name = 'bank.account-c' WHERE id = 1", 1, "hash"),
        ("UPDATE streams SET category = 3 WHERE id = 1", 1, "category"),
        (
            "UPDATE names SET text = 'bank.money-deposites' WHERE text = 'bank.money-deposited'", 1,
            "hash"
        ),
        ("UPDATE log SET uuid = x'00112233445566778899aabbccddeeff'", 1, "hash"),
        ("DELETE FROM events WHERE position = 3", 3, "missing"),
    ]

    @Test(arguments: damages.indices)
    func `verify names the first bad position`(index: Int) async throws {
        let (change, position, word) = Self.damages[index]
        let folder = try TemporaryFolder()
        let writer = try await SQLiteEventStore.open(folder.path, time: VirtualTime())
        try await writer.append(events(1...5), to: account("a"))
        try await writer.append([event(6)], to: account("b"))
        try await writer.append([event(7, "bank.other")], to: stream("bank.branch", "b"))
        let sound = try await writer.verify()
        #expect(sound.damage == nil && sound.checked == 7)
        await writer.close()
        let raw = try Connection(folder.path("log.db"), .readWrite)
        for table in ["events", "streams", "names"] {
            try raw.execute("DROP TRIGGER \(table)_update; DROP TRIGGER \(table)_delete")
        }
        try raw.execute("PRAGMA foreign_keys = OFF; " + change)
        try raw.close()
        let reader = try await SQLiteEventStore.open(folder.path, role: .reader)
        let report = try await reader.verify()
        #expect(report.damage?.position == Position(position))
        #expect(report.damage?.reason.contains(word) == true)
        #expect(report.checked == Int(position) - 1 || word == "category")
        await reader.close()
    }

    @Test func `an anchor finds a missing tail`() async throws {
        let folder = try TemporaryFolder()
        let writer = try await SQLiteEventStore.open(folder.path, time: VirtualTime())
        try await writer.append(events(1...3), to: account("a"))
        let early = LogAnchor(try await writer.head())
        try await writer.append(events(4...6), to: account("a"))
        let late = LogAnchor(try await writer.head())
        #expect(try await writer.verify(anchor: early).damage == nil)
        #expect(try await writer.verify(anchor: late).damage == nil)
        #expect(LogAnchor(late.description) == late)
        await writer.close()
        let raw = try Connection(folder.path("log.db"), .readWrite)
        try raw.execute("DROP TRIGGER events_delete; DELETE FROM events WHERE position > 4")
        try raw.close()
        let reader = try await SQLiteEventStore.open(folder.path, role: .reader)
        #expect(try await reader.verify().damage == nil)
        let report = try await reader.verify(anchor: late)
        #expect(report.damage?.position == Position(5))
        #expect(report.damage?.reason.contains("tail is missing") == true)
        #expect(try await reader.verify(anchor: early).damage == nil)
        await reader.close()
    }

    @Test func `verify looks at a part when it is asked for a part`() async throws {
        let folder = try TemporaryFolder()
        let store = try await SQLiteEventStore.open(folder.path, time: VirtualTime())
        for number in 1...9 {
            try await store.append([event(number)], to: account("\(number % 2)"))
        }
        #expect(try await store.verify(.last(4)).checked == 4)
        let part = try await store.verify(.positions(after: Position(2), through: Position(5)))
        #expect(part.checked == 3 && part.damage == nil)
        await store.close()
    }
}
