internal import CSQLite

extension Connection {
    /// Sets a pragma and reads it back; another value than the one asked for is an error.
    package func pragma(_ name: String, _ value: SQLiteValue) throws(SQLiteError) {
        let text = value.pragmaText
        try execute("PRAGMA \(name) = \(text)")
        try check(name, value)
    }

    /// Sets pragmas in order.
    package func pragmas(_ settings: KeyValuePairs<String, SQLiteValue>) throws(SQLiteError) {
        for (name, value) in settings { try pragma(name, value) }
    }

    /// Reads a pragma whose answer is a number.
    package func pragma(_ name: String) throws(SQLiteError) -> Int64 {
        try first("PRAGMA \(name)") { $0.integer(0) } ?? 0
    }

    private func check(_ name: String, _ value: SQLiteValue) throws(SQLiteError) {
        let now = try first("PRAGMA \(name)") { $0.text(0) } ?? ""
        guard now.lowercased() == value.pragmaText.lowercased() else {
            throw SQLiteError(
                code: SQLITE_ERROR, message: "is \(now), not \(value.pragmaText)",
                statement: "PRAGMA \(name)")
        }
    }
}

extension SQLiteValue {
    fileprivate var pragmaText: String {
        switch self {
        case .integer(let value): String(value)
        case .text(let value): value
        case .real(let value): String(value)
        case .null, .bytes: ""
        }
    }
}

// MARK: - Checkpoints

extension Connection {
    /// How much of the write-ahead log a checkpoint moves.
    package enum Checkpoint: Sendable {
        /// What no reader needs, without waiting.
        case passive
        /// Everything, and then the file is cut; waits for readers.
        case truncate
    }

    /// What a checkpoint left behind.
    package struct CheckpointResult: Hashable, Sendable {
        /// Whether a reader kept it from finishing.
        package let wasBlocked: Bool
        /// Pages in the write-ahead log.
        package let walPages: Int
        /// Of these, pages that are in the database file by now.
        package let movedPages: Int
    }

    /// Moves the write-ahead log into the database file.
    package func checkpoint(_ kind: Checkpoint) throws(SQLiteError) -> CheckpointResult {
        let name = kind == .passive ? "PASSIVE" : "TRUNCATE"
        let result = try first("PRAGMA wal_checkpoint(\(name))") { row in
            CheckpointResult(
                wasBlocked: row.integer(0) != 0, walPages: Int(row.integer(1)),
                movedPages: Int(row.integer(2)))
        }
        return result ?? CheckpointResult(wasBlocked: false, walPages: 0, movedPages: 0)
    }
}
