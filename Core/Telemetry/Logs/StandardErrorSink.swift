private import Foundation

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
