internal import CSQLite

/// One connection, to be used by one task at a time; statements are prepared once and kept.
///
/// It is not `Sendable`: whoever shares one keeps it in a `Mutex`.
package final class Connection {
    /// How a database is opened.
    package enum Mode: Sendable {
        /// Reads and writes; the file is made where it is missing.
        case readWrite
        /// Only reads; the file must be there.
        case readOnly
        /// Nothing on disk.
        case memory
    }

    private let database: Database
    private var cached: [String: Statement] = [:]
    private var oldestFirst: [String] = []

    /// Opens a database with extended result codes and the defensive setting on.
    package init(_ path: String, _ mode: Mode) throws(SQLiteError) {
        database = try Database(path, mode)
    }

    /// The version of the library that is linked.
    package static var version: String { String(cString: sqlite3_libversion()) }

    /// Whether a transaction is open.
    package var isInTransaction: Bool { sqlite3_get_autocommit(database.handle) == 0 }

    /// How many rows the last statement changed.
    package var changes: Int { Int(sqlite3_changes(database.handle)) }

    /// Pages in the write-ahead log after the last commit of this connection.
    package var walPages: Int { Int(database.walPages.pointee) }

    /// The row id of the last insert.
    package var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(database.handle) }

    /// The prepared form of a statement, reset and ready to be bound.
    package func statement(_ sql: String) throws(SQLiteError) -> Statement {
        if let known = cached[sql] {
            known.reset()
            return known
        }
        let statement = try Statement(sql, in: database)
        if oldestFirst.count >= Limits.cachedStatementsMax {
            cached[oldestFirst.removeFirst()] = nil
        }
        cached[sql] = statement
        oldestFirst.append(sql)
        return statement
    }

    /// Runs a script of several statements without arguments and without rows.
    package func execute(_ script: String) throws(SQLiteError) {
        let code = sqlite3_exec(database.handle, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw database.error(code, in: script) }
    }

    /// Runs one statement that gives no rows.
    package func run(_ sql: String, _ arguments: [SQLiteValue] = []) throws(SQLiteError) {
        let statement = try statement(sql)
        try statement.bind(arguments)
        try statement.run()
    }

    /// Reads all rows of a query.
    package func rows<Value>(
        _ sql: String, _ arguments: [SQLiteValue] = [], _ read: (Statement) -> Value
    ) throws(SQLiteError) -> [Value] {
        let statement = try statement(sql)
        try statement.bind(arguments)
        defer { statement.reset() }
        var values: [Value] = []
        while try statement.step() { values.append(read(statement)) }
        return values
    }

    /// Reads the first row of a query; nil where there is none.
    package func first<Value>(
        _ sql: String, _ arguments: [SQLiteValue] = [], _ read: (Statement) -> Value
    ) throws(SQLiteError) -> Value? {
        let statement = try statement(sql)
        try statement.bind(arguments)
        defer { statement.reset() }
        return try statement.step() ? read(statement) : nil
    }

    /// Turns SQLite's own checkpoints off; `walPages` says when one is due.
    package func takeOverCheckpoints() { database.countPages() }

    /// Lets go of every prepared statement and closes the database.
    package func close() throws(SQLiteError) {
        cached = [:]
        oldestFirst = []
        try database.close()
    }
}

// MARK: - Transactions

extension Connection {
    /// When a transaction takes its locks.
    package enum Transaction: String, Sendable {
        /// At the first read: a snapshot.
        case deferred = "BEGIN DEFERRED"
        /// At once, for writing.
        case immediate = "BEGIN IMMEDIATE"
    }

    /// Runs `body` in one transaction; an error rolls everything back.
    package func transaction<Value>(
        _ kind: Transaction = .immediate, _ body: () throws -> Value
    ) throws -> Value {
        try run(kind.rawValue)
        do {
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            rollback()
            throw error
        }
    }

    /// Rolls an open transaction back.
    package func rollback() {
        guard isInTransaction else { return }
        // ROLLBACK fails only where SQLite has rolled back by itself already.
        try? run("ROLLBACK")
    }
}

// MARK: - The database handle

/// Owns the handle, so that statements and the connection may end in any order.
final class Database {
    private(set) var handle: OpaquePointer?
    /// Written by SQLite after a commit, on the thread that commits.
    let walPages = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

    init(_ path: String, _ mode: Connection.Mode) throws(SQLiteError) {
        walPages.initialize(to: 0)
        let access =
            switch mode {
            case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            case .readOnly: SQLITE_OPEN_READONLY
            case .memory: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY
            }
        let flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(mode == .memory ? ":memory:" : path, &handle, flags, nil)
        guard code == SQLITE_OK else {
            let failure = error(code, in: "open \(path)")
            sqlite3_close_v2(handle)
            handle = nil
            throw failure
        }
        guard signalbox_db_config(handle, signalbox_defensive, 1) == 1 else {
            throw SQLiteError(code: SQLITE_ERROR, message: "not defensive", statement: "open")
        }
        sqlite3_busy_timeout(handle, Limits.busyMilliseconds)
    }

    deinit {
        sqlite3_close_v2(handle)
        walPages.deallocate()
    }

    /// Turns SQLite's own checkpoints off and counts the pages instead.
    func countPages() {
        _ = sqlite3_wal_hook(
            handle,
            { count, _, _, pages in
                count?.assumingMemoryBound(to: Int32.self).pointee = pages
                return SQLITE_OK
            }, walPages)
    }

    func close() throws(SQLiteError) {
        let code = sqlite3_close(handle)
        guard code == SQLITE_OK else { throw error(code, in: "close") }
        handle = nil
    }

    func error(_ code: Int32, in statement: String) -> SQLiteError {
        let message = handle.flatMap(sqlite3_errmsg).map { String(cString: $0) } ?? "no database"
        return SQLiteError(code: code, message: message, statement: statement)
    }
}
