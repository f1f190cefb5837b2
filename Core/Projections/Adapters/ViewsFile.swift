internal import Foundation
internal import SQLite
internal import Telemetry

/// `views.db` in its directory, or a database in memory that only its folder sees.
struct ViewsFile: Sendable {
    /// Tells a file from another one that took its place.
    struct Identity: Hashable, Sendable {
        let device: UInt64
        let inode: UInt64
    }

    /// The data directory; nil for memory.
    let directory: String?

    private static let applicationID: Int64 = 0x5342_5657
    private static let schemaVersion: Int64 = 1

    private var path: String? { directory.map { $0 + "/views.db" } }

    /// Which file is there now; nil where there is none.
    var identity: Identity? {
        guard let path else { return nil }
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }

    /// Bytes in the write-ahead log.
    var walBytes: Int {
        guard let path else { return 0 }
        var status = stat()
        return stat(path + "-wal", &status) == 0 ? Int(status.st_size) : 0
    }

    // MARK: Opening

    /// Opens for writing; a file that cannot be used is put aside for a new one, and said to be.
    func openForWriting(_ telemetry: Instruments) throws(SQLiteError) -> Connection {
        do {
            return try open()
        } catch {
            guard error.isDamage || error.code == ViewsFile.foreignCode else { throw error }
            putAside(because: error.description, telemetry)
            return try open()
        }
    }

    private func open() throws(SQLiteError) -> Connection {
        guard let path else {
            let connection = try Connection("", .memory)
            try connection.execute(Checkpoint.schema)
            return connection
        }
        if identity == nil { removeCompanions(of: path) }
        let connection = try Connection(path, .readWrite)
        try ViewsFile.check(connection)
        try connection.pragmas([
            "page_size": 4_096, "journal_mode": "wal", "synchronous": 1, "wal_autocheckpoint": 0,
            "mmap_size": 0, "journal_size_limit": 1_048_576, "cache_size": -32_768,
            "temp_store": 2, "foreign_keys": 1, "recursive_triggers": 1, "cell_size_check": 1,
            "trusted_schema": 0, "secure_delete": 1,
        ])
        try connection.execute(Checkpoint.schema)
        try connection.pragma("application_id", .integer(ViewsFile.applicationID))
        try connection.pragma("user_version", .integer(ViewsFile.schemaVersion))
        return connection
    }

    /// Opens for reading; nil where there is nothing to read yet.
    func openForReading() throws(SQLiteError) -> Connection? {
        guard let path, identity != nil else { return nil }
        let connection = try Connection(path, .readOnly)
        guard try connection.pragma("application_id") == ViewsFile.applicationID else { return nil }
        try connection.pragmas([
            "mmap_size": 0, "cache_size": -8_192, "temp_store": 2, "cell_size_check": 1,
            "trusted_schema": 0,
        ])
        return connection
    }

    // MARK: Putting aside

    /// A code of our own, outside SQLite's range, for a file that some other program wrote.
    private static let foreignCode: Int32 = -1

    private static func check(_ connection: Connection) throws(SQLiteError) {
        let (id, version) = (
            try connection.pragma("application_id"), try connection.pragma("user_version")
        )
        let isOurs = id == applicationID && version == schemaVersion
        guard isOurs || (id == 0 && version == 0) else {
            throw SQLiteError(
                code: foreignCode,
                message: "another program or build wrote it (application \(id), "
                    + "version \(version))", statement: "open")
        }
    }

    /// Moves the file out of the way under a name that nobody opens; the log has everything.
    func putAside(because reason: String, _ telemetry: Instruments) {
        guard let path else { return }
        let kept = path + ".damaged"
        rename(path, kept)
        removeCompanions(of: path)
        telemetry.warning(
            "views.db was damaged and is rebuilt from the log",
            ["reason": .text(reason), "kept_as": .text(kept)])
        telemetry.count("views.files-put-aside")
    }

    /// What is left of a file that was deleted would be taken for a part of the next one.
    private func removeCompanions(of path: String) {
        for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
    }
}
