internal import SQLite

/// The tables of `log.db`: three of history, which only grow, and book-keeping, which changes.
enum Schema {
    /// "SBOX": says that a database is a log.
    static let applicationID: Int64 = 0x5342_4F58
    /// The version of the tables; a newer one is refused.
    static let version: Int64 = 1

    static let tables = """
        CREATE TABLE log(one INTEGER PRIMARY KEY CHECK (one = 1), uuid BLOB NOT NULL,
          generation INTEGER NOT NULL,
          durability TEXT NOT NULL CHECK (durability IN ('power', 'process')),
          created INTEGER NOT NULL, epoch INTEGER NOT NULL, clean INTEGER NOT NULL,
          owner TEXT NOT NULL) STRICT;
        CREATE TABLE names(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE streams(id INTEGER PRIMARY KEY, category INTEGER NOT NULL REFERENCES names,
          name TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE events(position INTEGER PRIMARY KEY,
          stream INTEGER NOT NULL REFERENCES streams, revision INTEGER NOT NULL,
          category INTEGER NOT NULL, type INTEGER NOT NULL REFERENCES names,
          schema INTEGER NOT NULL, encoding INTEGER NOT NULL, recorded INTEGER NOT NULL,
          id BLOB NOT NULL UNIQUE, data BLOB NOT NULL, metadata BLOB NOT NULL,
          hash BLOB NOT NULL, UNIQUE(stream, revision)) STRICT;
        CREATE TABLE append_keys(key TEXT PRIMARY KEY, request BLOB NOT NULL,
          first INTEGER NOT NULL, last INTEGER NOT NULL, recorded INTEGER NOT NULL)
          STRICT, WITHOUT ROWID;
        CREATE TABLE consumer_groups(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
          partitions INTEGER NOT NULL, filter TEXT NOT NULL) STRICT;
        CREATE TABLE cursors(consumer_group INTEGER NOT NULL REFERENCES consumer_groups,
          partition INTEGER NOT NULL, settled INTEGER NOT NULL, handed INTEGER NOT NULL,
          PRIMARY KEY(consumer_group, partition)) STRICT, WITHOUT ROWID;
        CREATE TABLE deliveries(consumer_group INTEGER NOT NULL REFERENCES consumer_groups,
          position INTEGER NOT NULL, attempts INTEGER NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('retry', 'parked')), due INTEGER NOT NULL,
          error TEXT NOT NULL, PRIMARY KEY(consumer_group, position)) STRICT, WITHOUT ROWID;
        """

    /// No code path lifts these.
    static let triggers = ["events", "streams", "names"].flatMap { table in
        ["UPDATE", "DELETE"].map { change in
            """
            CREATE TRIGGER \(table)_\(change.lowercased()) BEFORE \(change) ON \(table)
              BEGIN SELECT RAISE(ABORT, '\(table) are immutable'); END;
            """
        }
    }

    /// Settings of the one connection that writes.
    static func writerPragmas(_ durability: Durability) -> KeyValuePairs<String, SQLiteValue> {
        [
            "journal_mode": "WAL", "synchronous": .integer(durability == .power ? 2 : 1),
            "wal_autocheckpoint": 0, "mmap_size": 0, "journal_size_limit": 67_108_864,
            "cache_size": -65_536, "temp_store": 2, "foreign_keys": 1, "recursive_triggers": 1,
            "cell_size_check": 1, "trusted_schema": 0, "secure_delete": 1,
        ]
    }

    /// Settings of connections that read.
    static let readerPragmas: KeyValuePairs<String, SQLiteValue> = [
        "mmap_size": 0, "cache_size": -8_192, "temp_store": 2, "cell_size_check": 1,
        "trusted_schema": 0,
    ]
}

/// What an acknowledged append survives.
public enum Durability: String, Hashable, Sendable {
    /// The end of the process and the loss of power.
    case power
    /// The end of the process; a loss of power takes at most a tail.
    case process
}
