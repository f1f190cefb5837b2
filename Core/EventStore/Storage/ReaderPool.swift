internal import Events
internal import SQLite
internal import Synchronization

/// At most four read-only connections, each confined to one read at a time.
///
/// Reads are short and never await; who finds every connection in use waits for one.
final class ReaderPool: Sendable {
    private let slots: [Slot]
    private let turn = Atomic<Int>(0)

    init(_ path: String) {
        slots = (0..<Limits.readersMax).map { _ in Slot(path) }
    }

    /// Reads through a connection that is free, opened where necessary.
    func read<Value: Sendable>(
        near position: Position = .start, _ body: @Sendable (LogReader) throws -> Value
    ) throws(ReadError) -> Value {
        for slot in slots {
            if let result = slot.readIfFree(near: position, body) { return try result.get() }
        }
        let turn = turn.wrappingAdd(1, ordering: .relaxed).oldValue & .max
        return try slots[turn % slots.count].read(near: position, body).get()
    }

    /// Closes every connection and refuses what follows.
    func close() {
        for slot in slots { slot.close() }
    }

    /// One connection, or the place for one.
    private final class Slot: Sendable {
        private enum State {
            case unopened
            case open(LogReader)
            case closed
        }

        private let path: String
        private let state = Mutex(State.unopened)

        init(_ path: String) { self.path = path }

        func readIfFree<Value: Sendable>(
            near position: Position, _ body: @Sendable (LogReader) throws -> Value
        ) -> Result<Value, ReadError>? {
            state.withLockIfAvailable { Self.read(&$0, path, near: position, body) }
        }

        func read<Value: Sendable>(
            near position: Position, _ body: @Sendable (LogReader) throws -> Value
        ) -> Result<Value, ReadError> {
            state.withLock { Self.read(&$0, path, near: position, body) }
        }

        func close() { state.withLock { $0 = .closed } }

        private static func read<Value: Sendable>(
            _ state: inout State, _ path: String, near position: Position,
            _ body: @Sendable (LogReader) throws -> Value
        ) -> Result<Value, ReadError> {
            do {
                let reader: LogReader
                switch state {
                case .open(let open): reader = open
                case .closed: return .failure(.closed)
                case .unopened:
                    reader = LogReader(connection: try Connection(reading: path))
                    state = .open(reader)
                }
                return .success(try body(reader))
            } catch let error as ReadError {
                return .failure(error)
            } catch let error as SQLiteError {
                return .failure(ReadError(error, near: position))
            } catch {
                return .failure(.corrupt(position, String(describing: error)))
            }
        }
    }
}

extension Connection {
    /// Opens a log for reading with the settings of readers.
    convenience init(reading path: String) throws(SQLiteError) {
        try self.init(path, .readOnly)
        try pragmas(Schema.readerPragmas)
    }
}

extension ReadError {
    init(_ error: SQLiteError, near position: Position) {
        self =
            switch error.primary {
            case .busy, .locked: .busy
            default: .corrupt(position, error.message)
            }
    }
}
