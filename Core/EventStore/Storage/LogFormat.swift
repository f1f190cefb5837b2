internal import Events
internal import SQLite

/// Tells a log from other files, and a sound log from a damaged one, without writing.
enum LogFormat {
    /// How the last writer ended.
    enum Ending { case clean, crashed }

    /// Refuses what is not a log or a newer one; true where the file is new and empty.
    static func check(_ connection: Connection, at path: String) throws -> Bool {
        let application = try connection.pragma("application_id")
        let version = try connection.pragma("user_version")
        let objects = try connection.first("SELECT count(*) FROM sqlite_schema") { $0.integer(0) }
        if application == 0, version == 0, objects == 0 { return true }
        guard application == Schema.applicationID else {
            throw OpenError.foreign(path: path, reason: "another application's database")
        }
        guard version <= Schema.version else {
            throw OpenError.newerVersion(
                path: path, found: Int(version), known: Int(Schema.version))
        }
        return false
    }

    /// Looks at the end of the chain; after a crash further back, and at the structure of the file.
    static func inspect(
        _ reader: LogReader, _ head: LogHead, _ ending: Ending, at path: String
    ) throws {
        if ending == .crashed, try isSmall(reader) {
            let verdict = try reader.connection.first("PRAGMA quick_check(1)") { $0.text(0) }
            guard verdict == "ok" else {
                throw OpenError.corrupt(
                    path: path, head.position, reason: verdict ?? "no answer to quick_check")
            }
        }
        let depth = ending == .clean ? Limits.cleanInspectionMax : Limits.crashInspectionMax
        var walk = ChainWalk(
            from: Position(max(0, head.position.value - Int64(depth))), in: head.log)
        if let damage = try walk.run(through: head.position, reader) {
            throw OpenError.corrupt(path: path, damage.position, reason: damage.reason)
        }
    }

    /// A thorough look at the file takes a second a gigabyte; above that only the chain is checked.
    private static func isSmall(_ reader: LogReader) throws(SQLiteError) -> Bool {
        let pages = try reader.connection.pragma("page_count")
        return pages * (try reader.connection.pragma("page_size")) <= Limits.quickCheckBytesMax
    }
}
