internal import Events
internal import SQLite

extension LogWriter {
    /// Opens or makes the log of a directory whose lock is held.
    static func open(
        _ directory: LogDirectory, owner: String, _ durability: Durability,
        time: any TimeSource, random: any RandomSource
    ) throws(OpenError) -> LogWriter {
        do {
            let connection = try Connection(directory.log, .readWrite)
            let isNew = try LogFormat.check(connection, at: directory.log)
            if isNew {
                try connection.pragma("page_size", 4_096)
            }
            try connection.pragmas(Schema.writerPragmas(durability))
            connection.takeOverCheckpoints()
            if isNew {
                try create(connection, durability, at: time.now(), random)
                try directory.sync()
            } else {
                try settle(connection, at: directory.log)
            }
            return try take(connection, directory, owner, durability, time)
        } catch let error as OpenError {
            throw error
        } catch let error as SQLiteError {
            throw OpenError(error, at: directory.log)
        } catch {
            throw .failed(path: directory.log, reason: String(describing: error))
        }
    }

    private static func create(
        _ connection: Connection, _ durability: Durability, at moment: Timestamp,
        _ random: any RandomSource
    ) throws {
        let id = UniqueID(
            high: random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000,
            low: random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
        try connection.transaction {
            try connection.execute(Schema.tables)
            for trigger in Schema.triggers { try connection.execute(trigger) }
            try connection.run(
                "INSERT INTO log VALUES (1, ?, 0, ?, ?, 0, 1, '')",
                [.bytes(id.bytes), .text(durability.rawValue), .integer(moment.microseconds)])
            try connection.execute("PRAGMA application_id = \(Schema.applicationID)")
            try connection.execute("PRAGMA user_version = \(Schema.version)")
        }
    }

    /// Makes what an earlier writer left in the write-ahead log durable before it is looked at.
    private static func settle(_ connection: Connection, at path: String) throws {
        for _ in 0..<Limits.truncationsMax {
            guard try connection.checkpoint(.truncate).wasBlocked else { return }
        }
        throw OpenError.failed(
            path: path, reason: "a reader holds an old snapshot: end the processes that read it")
    }

    /// Looks at what is there, and only then becomes the writer: a damaged log is left as it is.
    private static func take(
        _ connection: Connection, _ directory: LogDirectory, _ owner: String,
        _ durability: Durability, _ time: any TimeSource
    ) throws -> LogWriter {
        let wasClean = try connection.first("SELECT clean FROM log") { $0.integer(0) } == 1
        let ending: LogFormat.Ending = wasClean ? .clean : .crashed
        let reader = LogReader(connection: connection)
        let head: LogHead
        do {
            try LogFormat.inspect(reader, reader.head(), ending, at: directory.log)
            try begin(connection, owner, durability, after: ending)
            head = try reader.head()
        } catch ReadError.corrupt(let position, let reason) {
            throw OpenError.corrupt(path: directory.log, position, reason: reason)
        }
        let recorded = try connection.first(
            "SELECT recorded FROM events ORDER BY position DESC LIMIT 1"
        ) { Timestamp(microseconds: $0.integer(0)) }
        let end = LogEnd(
            position: head.position, recorded: recorded ?? Timestamp(microseconds: .min),
            chain: HashChain(from: head.hash))
        let identity = LogIdentity(log: head.log, generation: head.generation, epoch: head.epoch)
        return LogWriter(connection, at: directory.log, identity, end, time: time)
    }

    /// Begins a new epoch, in a commit of its own.
    private static func begin(
        _ connection: Connection, _ owner: String, _ durability: Durability,
        after ending: LogFormat.Ending
    ) throws {
        try connection.run(
            """
            UPDATE log SET epoch = epoch + 1, clean = 0, owner = ?1, durability = ?2,
              generation = generation + ?3
            """,
            [
                .text(owner), .text(durability.rawValue),
                // Without a sync at each commit a loss of power may have taken positions back.
                .integer(ending == .crashed && durability == .process ? 1 : 0),
            ])
    }
}
