private import Synchronization

/// Keeps records in memory, for tests and for a screen that shows the newest.
public final class MemorySink: LogSink {
    private let kept = Mutex<[LogRecord]>([])

    /// Begins empty.
    public init() {}

    /// Keeps the record; the oldest go first once the limit is reached.
    public func write(_ record: LogRecord) {
        kept.withLock { kept in
            if kept.count >= Limits.keptRecordsMax { kept.removeFirst(kept.count / 10 + 1) }
            kept.append(record)
        }
    }

    /// What was kept, oldest first.
    public var records: [LogRecord] { kept.withLock { $0 } }
}
