internal import Events
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

    package let directory: LogDirectory
    let settings: Settings
    let readers: ReaderPool
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
        case client(WriterClient)
        case reader
        case closed
    }

    init(_ directory: LogDirectory, _ settings: Settings, _ backend: Backend) {
        (self.directory, self.settings) = (directory, settings)
        readers = ReaderPool(directory.log)
        self.backend = Mutex(backend)
    }

    /// Whether this process is the log's writer at the moment.
    public var isWriter: Bool {
        if case .writer = backend.withLock({ $0 }) { true } else { false }
    }

    /// Waits for what is queued, empties the write-ahead log and lets go of the directory.
    public func close() async {
        let backend = backend.withLock { backend in
            defer { backend = .closed }
            return backend
        }
        // The last connection to close tidies up, and only the writer's can.
        readers.close()
        switch backend {
        case .writer(let writer): await writer.close()
        case .client(let client): await client.stop()
        case .reader, .closed: break
        }
    }
}
