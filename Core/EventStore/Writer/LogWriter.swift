internal import Events
internal import SQLite

/// The one connection that writes the log: every commit and every checkpoint is its.
///
/// It is not `Sendable`; a `WriterProcess` keeps it in a `Mutex`.
final class LogWriter {
    let connection: Connection
    let reader: LogReader
    let path: String
    let time: any TimeSource
    let identity: LogIdentity
    /// The end of the log as committed, or as the open transaction will leave it.
    var end: LogEnd
    var names = NameCache()
    var streams = StreamCache()

    init(
        _ connection: Connection, at path: String, _ identity: LogIdentity, _ end: LogEnd,
        time: any TimeSource
    ) {
        (self.connection, self.path, self.identity) = (connection, path, identity)
        reader = LogReader(connection: connection)
        (self.end, self.time) = (end, time)
    }

    /// What the writer must forget when a transaction is rolled back.
    func restore(_ end: LogEnd) {
        connection.rollback()
        self.end = end
        names = NameCache()
        streams = StreamCache()
        reader.names.forget()
    }

    /// Says in the log that nothing is left to repair, and moves everything into one file.
    func close() throws(SQLiteError) {
        try connection.run("UPDATE log SET clean = 1, owner = ''")
        _ = try connection.checkpoint(.truncate)
        try connection.close()
    }
}

/// What stays the same as long as a writer has the log.
struct LogIdentity: Hashable, Sendable {
    let log: UniqueID
    let generation: Int
    let epoch: Int
}

/// Where the next event goes.
struct LogEnd: Sendable {
    var position: Position
    var recorded: Timestamp
    var chain: HashChain
}

/// The numbers of categories and types.
struct NameCache {
    private var ids: [String: Int64] = [:]

    subscript(text: String) -> Int64? {
        get { ids[text] }
        set { ids[text] = newValue }
    }
}

/// The heads of the streams that were used last.
struct StreamCache {
    struct Entry {
        let id: Int64
        let category: Int64
        var head: StreamHead
    }

    /// Two halves: what is used moves into the young one, and a full young one becomes the old one.
    private var young: [StreamName: Entry] = [:]
    private var old: [StreamName: Entry] = [:]

    subscript(stream: StreamName) -> Entry? {
        mutating get {
            if let entry = young[stream] { return entry }
            guard let entry = old[stream] else { return nil }
            self[stream] = entry
            return entry
        }
        set {
            if young.count >= Limits.cachedHeadsMax / 2 {
                old = young
                young = [:]
            }
            young[stream] = newValue
        }
    }
}
