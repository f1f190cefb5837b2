import SQLite
import TestSupport
import Testing

@Suite struct `A SQLite connection` {
    private let connection: Connection

    init() throws {
        connection = try Connection("", .memory)
        try connection.execute("CREATE TABLE kept(id INTEGER PRIMARY KEY, value ANY) STRICT")
    }

    @Test(arguments: [
        SQLiteValue.null, 0, 42, -9_223_372_036_854_775_808, 1.5, "", "text", "zero\u{0}inside",
        .bytes([]), .bytes([0, 255, 1]),
    ])
    func `gives back what was bound`(value: SQLiteValue) throws {
        try connection.run("INSERT INTO kept VALUES (1, ?)", [value])
        #expect(try connection.first("SELECT value FROM kept") { $0.value(0) } == value)
    }

    @Test func `rolls a failed transaction back`() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try connection.transaction {
                try connection.run("INSERT INTO kept VALUES (1, 'x')")
                throw Stop()
            }
        }
        #expect(!connection.isInTransaction)
        #expect(try connection.first("SELECT count(*) FROM kept") { $0.integer(0) } == 0)
    }

    @Test func `keeps a transaction that ends well`() throws {
        try connection.transaction { try connection.run("INSERT INTO kept VALUES (7, 'x')") }
        #expect(connection.lastInsertedRow == 7)
        #expect(try connection.rows("SELECT id FROM kept") { $0.integer(0) } == [7])
    }

    @Test func `says what failed without the arguments`() throws {
        try connection.run("INSERT INTO kept VALUES (1, 'secret')")
        let error = #expect(throws: SQLiteError.self) {
            try connection.run("INSERT INTO kept VALUES (1, ?)", ["secret"])
        }
        #expect(error?.primary == .constraint)
        #expect(error?.description.contains("INSERT INTO kept") == true)
        #expect(error?.description.contains("secret") == false)
    }

    @Test func `can use a statement again after an error`() throws {
        try connection.run("INSERT INTO kept VALUES (?, 1)", [1])
        #expect(throws: SQLiteError.self) {
            try connection.run("INSERT INTO kept VALUES (?, 1)", [1])
        }
        try connection.run("INSERT INTO kept VALUES (?, 1)", [2])
        #expect(try connection.rows("SELECT id FROM kept") { $0.integer(0) } == [1, 2])
    }

    @Test func `goes on when more statements are used than it keeps`() throws {
        for number in 0..<300 {
            let read = try connection.first("SELECT \(number)") { $0.integer(0) }
            #expect(read == Int64(number))
        }
    }

    @Test func `reads a pragma back`() throws {
        try connection.pragmas(["cache_size": -2000, "recursive_triggers": 1])
        #expect(try connection.pragma("cache_size") == -2000)
        let error = #expect(throws: SQLiteError.self) {
            try connection.pragma("journal_mode", "WAL")
        }
        #expect(error?.description.contains("is memory, not WAL") == true)
    }

    @Test func `refuses to write where it only reads`() throws {
        let folder = try TemporaryFolder()
        let writer = try Connection(folder.path("a.db"), .readWrite)
        try writer.execute("CREATE TABLE t(x)")
        let reader = try Connection(folder.path("a.db"), .readOnly)
        let error = #expect(throws: SQLiteError.self) { try reader.execute("DELETE FROM t") }
        #expect(error?.primary == .readOnly)
        #expect(throws: SQLiteError.self) { try Connection(folder.path("b.db"), .readOnly) }
    }

    @Test func `moves the write-ahead log at a checkpoint`() throws {
        let folder = try TemporaryFolder()
        let writer = try Connection(folder.path("a.db"), .readWrite)
        try writer.pragmas(["journal_mode": "WAL", "wal_autocheckpoint": 0])
        try writer.execute("CREATE TABLE t(x); INSERT INTO t VALUES (1)")
        let passive = try writer.checkpoint(.passive)
        #expect(passive.walPages > 0 && passive.movedPages == passive.walPages)
        #expect(try writer.checkpoint(.truncate).walPages == 0)
        try writer.close()
    }
}
