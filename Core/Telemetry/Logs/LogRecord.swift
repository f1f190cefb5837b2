public import Events

/// How urgent a record is.
public enum LogLevel: Int, Comparable, Sendable, CaseIterable {
    /// For whoever looks for a fault.
    case debug
    /// It happened as it should.
    case info
    /// It went wrong and was put right.
    case warning
    /// It needs somebody.
    case error

    /// Orders by urgency.
    public static func < (left: LogLevel, right: LogLevel) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The word as written.
    public var word: String {
        switch self {
        case .debug: "debug"
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        }
    }
}

/// One thing said at one moment.
public struct LogRecord: Hashable, Sendable {
    /// When it was said.
    public let time: Timestamp
    /// How urgent it is.
    public let level: LogLevel
    /// What happened, without the particulars.
    public let message: String
    /// The particulars, in the order given.
    public let fields: Fields

    /// Puts a record together.
    public init(time: Timestamp, level: LogLevel, message: String, fields: Fields = [:]) {
        (self.time, self.level, self.message, self.fields) = (time, level, message, fields)
    }
}

/// Where records go.
public protocol LogSink: Sendable {
    /// Takes one record; called from many tasks at once and expected to be quick.
    func write(_ record: LogRecord)
}
