internal import CSQLite

/// A prepared statement: bind, step, read columns, reset.
///
/// Indexes of arguments and of columns count from 0.
package final class Statement {
    /// The text it was prepared from.
    package let sql: String
    private let handle: OpaquePointer
    /// Keeps the database open as long as a statement is.
    private let database: Database

    init(_ sql: String, in database: Database) throws(SQLiteError) {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(
            database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK else { throw database.error(code, in: sql) }
        guard let handle else {
            throw SQLiteError(code: SQLITE_ERROR, message: "no statement", statement: sql)
        }
        (self.sql, self.handle, self.database) = (sql, handle, database)
    }

    deinit { sqlite3_finalize(handle) }

    /// Advances to the next row; false when there is none.
    package func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw database.error(code, in: sql)
        }
    }

    /// Runs a statement that gives no rows and makes it ready for the next use.
    package func run() throws(SQLiteError) {
        defer { reset() }
        while try step() {}
    }

    /// Ends the execution; the arguments stay bound.
    package func reset() {
        // The code repeats the error of the last step, which was thrown there.
        _ = sqlite3_reset(handle)
    }

    /// How many columns a row has.
    package var columnCount: Int { Int(sqlite3_column_count(handle)) }

    /// The name of a column.
    package func name(_ column: Int) -> String {
        sqlite3_column_name(handle, Int32(column)).map { String(cString: $0) } ?? ""
    }
}

// MARK: - Arguments

extension Statement {
    /// Binds all arguments in order.
    package func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
        for (index, value) in values.enumerated() { try bind(index, value) }
    }

    /// Binds one argument of any kind.
    package func bind(_ index: Int, _ value: SQLiteValue) throws(SQLiteError) {
        switch value {
        case .null: try check(sqlite3_bind_null(handle, Int32(index + 1)))
        case .integer(let value): try bind(index, value)
        case .real(let value): try check(sqlite3_bind_double(handle, Int32(index + 1), value))
        case .text(let value): try bind(index, value)
        case .bytes(let value): try bind(index, value)
        }
    }

    /// Binds an integer.
    package func bind(_ index: Int, _ value: Int64) throws(SQLiteError) {
        try check(sqlite3_bind_int64(handle, Int32(index + 1), value))
    }

    /// Binds a text.
    package func bind(_ index: Int, _ value: String) throws(SQLiteError) {
        var value = value
        let code = value.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // An empty text has no address, and no address would bind NULL.
                guard let start = characters.baseAddress else {
                    return sqlite3_bind_text(handle, Int32(index + 1), "", 0, signalbox_static())
                }
                return sqlite3_bind_text(
                    handle, Int32(index + 1), start, Int32(characters.count),
                    signalbox_transient())
            }
        }
        try check(code)
    }

    /// Binds bytes; no bytes are an empty blob, not NULL.
    package func bind(_ index: Int, _ value: [UInt8]) throws(SQLiteError) {
        guard !value.isEmpty else {
            return try check(sqlite3_bind_zeroblob(handle, Int32(index + 1), 0))
        }
        let code = value.withUnsafeBytes { bytes in
            sqlite3_bind_blob(
                handle, Int32(index + 1), bytes.baseAddress, Int32(bytes.count),
                signalbox_transient())
        }
        try check(code)
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        guard code == SQLITE_OK else { throw database.error(code, in: sql) }
    }
}

// MARK: - Columns

extension Statement {
    /// An integer column; 0 where it is NULL.
    package func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

    /// A floating-point column; 0 where it is NULL.
    package func real(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(column)) }

    /// Whether a column is NULL.
    package func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
    }

    /// A text column; empty where it is NULL.
    package func text(_ column: Int) -> String {
        withText(column) { String(decoding: $0, as: UTF8.self) }
    }

    /// A blob column; empty where it is NULL.
    package func bytes(_ column: Int) -> [UInt8] { withBytes(column) { Array($0) } }

    /// Lends the bytes of a blob without a copy; they are gone at the next step.
    package func withBytes<Result>(
        _ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        let start = sqlite3_column_blob(handle, Int32(column))
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    /// Lends the UTF-8 of a text without a copy; it is gone at the next step.
    package func withText<Result>(
        _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        let start = sqlite3_column_text(handle, Int32(column))
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return try body(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    /// A column of any kind.
    package func value(_ column: Int) -> SQLiteValue {
        switch sqlite3_column_type(handle, Int32(column)) {
        case SQLITE_INTEGER: .integer(integer(column))
        case SQLITE_FLOAT: .real(real(column))
        case SQLITE_TEXT: .text(text(column))
        case SQLITE_BLOB: .bytes(bytes(column))
        default: .null
        }
    }
}
