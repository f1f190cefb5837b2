internal import Events
internal import SQLite

/// Reads the tables through one connection; the writer has one of its own.
struct LogReader {
    let connection: Connection
    let names: NameTable

    /// Reads with a memory for names of its own.
    init(connection: Connection) {
        self.connection = connection
        names = NameTable(connection)
    }

    private static let columns = """
        SELECT e.position, e.stream, e.revision, e.type, e.schema, e.encoding, e.recorded, e.id,
          e.data, e.metadata, e.hash FROM events e
        """

    /// Runs a query for whole events; `where` names the table of events `e`.
    func events(
        where clause: String, _ arguments: [SQLiteValue], _ take: (RecordedEvent) throws -> Bool
    ) throws {
        let statement = try connection.statement("\(Self.columns) WHERE \(clause)")
        try statement.bind(arguments)
        defer { statement.reset() }
        while try statement.step() {
            guard try take(RecordedEvent(stored: statement, names)) else { return }
        }
    }

    /// The first event of a query.
    func event(where clause: String, _ arguments: [SQLiteValue]) throws -> RecordedEvent? {
        var found: RecordedEvent?
        try events(where: clause, arguments) {
            found = $0
            return false
        }
        return found
    }

    /// The event with an id.
    func event(_ id: EventID) throws -> RecordedEvent? {
        try event(where: "e.id = ?", [.bytes(id.value.bytes)])
    }

    /// The position of the last event.
    func lastPosition() throws(SQLiteError) -> Position {
        let value = try connection.first("SELECT max(position) FROM events") { $0.integer(0) }
        return Position(max(0, value ?? 0))
    }

    /// The end of a stream.
    func head(of stream: StreamName) throws -> StreamHead {
        let head = try connection.first(
            """
            SELECT e.revision, e.position, n.text FROM streams s
              JOIN events e ON e.stream = s.id JOIN names n ON n.id = e.type
              WHERE s.name = ? ORDER BY e.revision DESC LIMIT 1
            """, [.text(stream.text)]
        ) { row in
            StreamHead(row.integer(0), row.integer(1), isClosed: row.text(2) == EventType.closing)
        }
        return head ?? .none
    }

    /// The end of the log.
    func head() throws -> LogHead {
        let log = try connection.first("SELECT uuid, generation, epoch FROM log") { row in
            (UniqueID(bytes: row.bytes(0)), Int(row.integer(1)), Int(row.integer(2)))
        }
        guard let (id, generation, epoch) = log, let id else {
            throw ReadError.corrupt(.start, "the log has no id")
        }
        let last = try connection.first(
            "SELECT position, hash FROM events ORDER BY position DESC LIMIT 1"
        ) { row in
            (row.integer(0), SHA256Digest(bytes: row.bytes(1)))
        }
        guard let (position, hash) = last else {
            return LogHead(
                log: id, generation: generation, epoch: epoch, position: .start,
                hash: HashChain(log: id).hash)
        }
        guard position > 0, let hash else {
            throw ReadError.corrupt(Position(max(0, position)), "the last event has no hash")
        }
        return LogHead(
            log: id, generation: generation, epoch: epoch, position: Position(position), hash: hash)
    }
}

extension EventType {
    static let closing = EventType.streamClosed.text
}

extension StreamHead {
    init(_ revision: Int64, _ position: Int64, isClosed: Bool) {
        let (revision, position) = (Revision(max(0, revision)), Position(max(0, position)))
        self = isClosed ? .closed(revision, position) : .live(revision, position)
    }
}

extension UniqueID {
    fileprivate init?(stored bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        self.init(
            high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
}

extension RecordedEvent {
    /// Reads the columns of `LogReader`; what no append can have written is damage.
    fileprivate init(stored row: Statement, _ names: NameTable) throws {
        let position = row.integer(0)
        func damaged(_ what: String) -> ReadError {
            .corrupt(Position(max(0, position)), "the \(what) cannot be read")
        }
        guard position > 0 else { throw damaged("position") }
        guard let stream = try names.stream(row.integer(1)) else { throw damaged("stream") }
        guard row.integer(2) >= 0 else { throw damaged("revision") }
        guard let type = try names.type(row.integer(3)) else { throw damaged("type") }
        guard let schema = Int32(exactly: row.integer(4)) else { throw damaged("schema") }
        guard let encoding = Encoding(rawValue: Int(row.integer(5))) else {
            throw damaged("encoding")
        }
        guard let id = row.withBytes(7, UniqueID.init(stored:)) else { throw damaged("id") }
        guard let hash = SHA256Digest(bytes: row.bytes(10)) else { throw damaged("hash") }
        self.init(
            event: Event(
                id: EventID(id), type: type, schema: Int(schema), encoding: encoding,
                data: row.bytes(8), metadata: Metadata(encoded: row.bytes(9))),
            stream: stream, revision: Revision(row.integer(2)), position: Position(position),
            recorded: Timestamp(microseconds: row.integer(6)), hash: hash)
    }
}
