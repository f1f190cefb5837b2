internal import Events
internal import SQLite

/// The row of one version of a projection: how far it is and what it was folded from.
struct Checkpoint: Hashable, Sendable {
    /// What readers may do with the rows; stopped is whoever has a failure.
    enum State: String {
        case building, live, retired
    }

    /// The event that could not be applied, and why.
    struct Failure: Hashable, Sendable {
        let position: Position
        let reason: String
    }

    let key: ViewKey
    var state: State
    var position: Position
    let log: UniqueID
    let generation: Int
    let fingerprint: SHA256Digest
    var updated: Timestamp
    var unknown = 0
    var failure: Failure?

    /// Whether the rows were folded from this very history.
    func belongs(to head: LogIdentity) -> Bool {
        log == head.log && generation == head.generation
    }

    /// The token of what is in the rows.
    var token: ConsistencyToken {
        ConsistencyToken(log: log, generation: generation, position: position)
    }
}

/// Which history of which log.
struct LogIdentity: Hashable, Sendable {
    let log: UniqueID
    let generation: Int
}

// MARK: - In the database

extension Checkpoint {
    static let schema = """
        CREATE TABLE IF NOT EXISTS projections(
          name TEXT NOT NULL, version INTEGER NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('building', 'live', 'retired')),
          position INTEGER NOT NULL, log BLOB NOT NULL, generation INTEGER NOT NULL,
          fingerprint BLOB NOT NULL, updated INTEGER NOT NULL, unknown INTEGER NOT NULL,
          failed INTEGER, error TEXT, PRIMARY KEY(name, version)) STRICT, WITHOUT ROWID
        """

    private static let columns = """
        name, version, state, position, log, generation, fingerprint, updated, unknown, failed, error
        """

    /// All rows, or those of one name, in the order of name and version.
    static func all(
        _ name: String? = nil, in connection: Connection
    ) throws(SQLiteError) -> [Checkpoint] {
        guard let name else {
            let sql = "SELECT \(columns) FROM projections ORDER BY name, version"
            return try connection.rows(sql, [], read).compactMap { $0 }
        }
        let sql = "SELECT \(columns) FROM projections WHERE name = ? ORDER BY version"
        return try connection.rows(sql, [.text(name)], read).compactMap { $0 }
    }

    private static func read(_ row: Statement) -> Checkpoint? {
        guard let state = State(rawValue: row.text(2)), let log = UniqueID(bytes: row.bytes(4)),
            let fingerprint = SHA256Digest(bytes: row.bytes(6)), row.integer(3) >= 0
        else { return nil }
        let failure = row.isNull(9) ? nil : Position(max(0, row.integer(9)))
        return Checkpoint(
            key: ViewKey(name: row.text(0), version: Int(row.integer(1))), state: state,
            position: Position(row.integer(3)), log: log, generation: Int(row.integer(5)),
            fingerprint: fingerprint, updated: Timestamp(microseconds: row.integer(7)),
            unknown: Int(row.integer(8)),
            failure: failure.map { Failure(position: $0, reason: row.text(10)) })
    }

    /// Writes the row, whether it is there or not.
    func save(in connection: Connection) throws(SQLiteError) {
        try connection.run(
            """
            INSERT INTO projections(\(Checkpoint.columns)) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET state = excluded.state, position = excluded.position,
              log = excluded.log, generation = excluded.generation,
              fingerprint = excluded.fingerprint, updated = excluded.updated,
              unknown = excluded.unknown, failed = excluded.failed, error = excluded.error
            """,
            [
                .text(key.name), .integer(Int64(key.version)), .text(state.rawValue),
                .integer(position.value), .bytes(log.bytes), .integer(Int64(generation)),
                .bytes(fingerprint.bytes), .integer(updated.microseconds),
                .integer(Int64(unknown)), failure.map { .integer($0.position.value) } ?? .null,
                failure.map { .text($0.reason) } ?? .null,
            ])
    }

    /// Removes the rows of a version and everything that is known of it.
    static func drop(_ key: ViewKey, in connection: Connection) throws(SQLiteError) {
        let names = try connection.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, ?) = ?",
            [.integer(Int64(key.tablePrefix.utf8.count)), .text(key.tablePrefix)]
        ) { $0.text(0) }
        for name in names { try connection.run("DROP TABLE \"\(name)\"") }
        try connection.run(
            "DELETE FROM projections WHERE name = ? AND version = ?",
            [.text(key.name), .integer(Int64(key.version))])
    }
}
