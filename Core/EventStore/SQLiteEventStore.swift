public import Events
internal import Synchronization

/// The log on disk: one writer process a log, any number of readers, every append durable.
///
/// Opened as `.automatic` it becomes the writer where nobody is, and forwards its appends to the
/// writer where somebody is.
public final class SQLiteEventStore: EventStore {
    /// What a process wants to do with a log.
    public enum Role: Hashable, Sendable {
        /// To append, through whoever is the writer.
        case automatic
        /// To be the writer.
        case writer
        /// To read only.
        case reader
    }

    let directory: LogDirectory
    let settings: Settings
    let readers: ReaderPool
    let signal: HeadSignal
    let backend: Mutex<Backend>

    /// What a store was opened with.
    struct Settings: Sendable {
        let role: Role
        let durability: Durability
        let time: any TimeSource
        let random: any RandomSource
    }

    /// Who commits what is appended here.
    enum Backend: Sendable {
        case writer(WriterProcess)
        case reader
        case closed
    }

    init(
        _ directory: LogDirectory, _ settings: Settings, _ signal: HeadSignal, _ backend: Backend
    ) {
        (self.directory, self.settings, self.signal) = (directory, settings, signal)
        readers = ReaderPool(directory.log)
        self.backend = Mutex(backend)
    }

    /// Appends in one commit with whatever else waits, and returns once that is durable.
    public func append(_ append: Append) async throws(AppendError) -> AppendResult {
        try AppendRules.check(append)
        switch backend.withLock({ $0 }) {
        case .writer(let writer): return try await writer.queue.append(append)
        case .reader: throw .notWriter(owner: WriterLock.owner(directory))
        case .closed: throw .closed
        }
    }

    /// Waits for what is queued, empties the write-ahead log and lets go of the directory.
    public func close() async {
        let backend = backend.withLock { backend in
            defer { backend = .closed }
            return backend
        }
        signal.close()
        if case .writer(let writer) = backend { await writer.close() }
        readers.close()
    }
}
