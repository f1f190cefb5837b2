internal import SQLite

/// One connection that only reads, used by one task at a time.
actor Reader {
    private let file: ViewsFile
    private var opened: (connection: Connection, identity: ViewsFile.Identity?)?

    init(_ file: ViewsFile) {
        self.file = file
    }

    /// Answers from the file that is there now.
    func attempt<Value: Sendable>(
        _ question: Question, _ body: @Sendable (any ViewReader) throws -> Value
    ) throws -> Answer<Value> {
        guard let connection = try current() else {
            return .notYet(question.nothingThere, isFinal: false)
        }
        do {
            return try question.ask(connection, body)
        } catch let error as SQLiteError {
            opened = nil
            // A file that is just being made has no tables yet.
            guard error.primary != .error else {
                return .notYet(question.nothingThere, isFinal: false)
            }
            throw error
        }
    }

    /// All checkpoints in the file; none where there is no file.
    func checkpoints() throws -> [Checkpoint] {
        guard let connection = try current() else { return [] }
        do {
            return try Checkpoint.all(in: connection)
        } catch {
            opened = nil
            guard error.primary != .error else { return [] }
            throw error
        }
    }

    /// A file that took the place of the one that is open is opened instead.
    private func current() throws(SQLiteError) -> Connection? {
        let identity = file.identity
        if let opened, opened.identity == identity { return opened.connection }
        opened = nil
        do {
            guard let connection = try file.openForReading() else { return nil }
            opened = (connection, identity)
            return connection
        } catch {
            guard error.primary == .cannotOpen else { throw error }
            return nil
        }
    }
}

/// The connections of one process that read.
struct ReaderPool: Sendable {
    private let readers: [Reader]
    private let next = Turn()

    init(_ file: ViewsFile) {
        readers = (0..<Limits.readersMax).map { _ in Reader(file) }
    }

    /// The reader whose turn it is.
    var reader: Reader { readers[next.take() % readers.count] }
}
