public import Events
internal import Foundation
internal import SQLite

/// Figures of a log, for operators.
public struct LogStatistics: Hashable, Sendable {
    /// The end of the log.
    public let head: LogHead
    /// Who writes it; empty when nobody does.
    public let owner: String
    /// What an acknowledged append survives.
    public let durability: String
    /// When the log was made.
    public let created: Timestamp
    /// How many streams it has.
    public let streams: Int
    /// How many streams each category has, by name.
    public let categories: [CategoryCount]
    /// How many idempotency keys it keeps.
    public let keys: Int
    /// Bytes of the database file.
    public let logBytes: Int
    /// Bytes of the write-ahead log.
    public let walBytes: Int
    /// The version of SQLite.
    public let sqlite: String

    /// A category and how many streams it has.
    public struct CategoryCount: Hashable, Sendable {
        /// The category.
        public let name: String
        /// Its streams.
        public let streams: Int
    }
}

extension SQLiteEventStore {
    /// Counts what the log holds.
    public func statistics() async throws(ReadError) -> LogStatistics {
        let directory = directory
        return try readers.read { reader in
            let connection = reader.connection
            return try connection.transaction(.deferred) {
                let log = try connection.first("SELECT owner, durability, created FROM log") {
                    ($0.text(0), $0.text(1), Timestamp(microseconds: $0.integer(2)))
                }
                let categories = try connection.rows(
                    """
                    SELECT n.text, count(*) FROM streams s JOIN names n ON n.id = s.category
                      GROUP BY n.text ORDER BY n.text
                    """
                ) { LogStatistics.CategoryCount(name: $0.text(0), streams: Int($0.integer(1))) }
                let keys = try connection.first("SELECT count(*) FROM append_keys") {
                    $0.integer(0)
                }
                return LogStatistics(
                    head: try reader.head(), owner: log?.0 ?? "", durability: log?.1 ?? "",
                    created: log?.2 ?? Timestamp(microseconds: 0),
                    streams: categories.reduce(0) { $0 + $1.streams }, categories: categories,
                    keys: Int(keys ?? 0), logBytes: LogDirectory.bytes(of: directory.log),
                    walBytes: LogDirectory.bytes(of: directory.log + "-wal"),
                    sqlite: Connection.version)
            }
        }
    }
}

extension LogDirectory {
    /// The size of a file; 0 where there is none.
    fileprivate static func bytes(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
