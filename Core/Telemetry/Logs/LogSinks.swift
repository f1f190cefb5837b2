private import Foundation
private import Synchronization

/// Writes every record as one line to standard error.
public struct StandardErrorSink: LogSink {
    private let format: LogFormat

    /// Writes in `format`.
    public init(_ format: LogFormat = .text) {
        self.format = format
    }

    /// Writes the line in one piece, so that lines of several tasks do not mix.
    public func write(_ record: LogRecord) {
        FileHandle.standardError.write(Data((format.line(record) + "\n").utf8))
    }
}

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
