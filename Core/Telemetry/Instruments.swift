public import Events

/// What a part of the system says about itself: structured logs, counters and gauges.
///
/// A value that is passed in; nothing is global. `silent` is for tests and for parts that need none.
public struct Instruments: Sendable {
    private let sink: (any LogSink)?
    private let time: (any TimeSource)?
    private let level: LogLevel
    private let fields: Fields
    private let meters: Meters

    /// Writes records of `level` and above to `sink`, stamped by `time`.
    public init(to sink: any LogSink, time: any TimeSource, level: LogLevel = .info) {
        (self.sink, self.time, self.level) = (sink, time, level)
        (fields, meters) = ([:], Meters())
    }

    private init(
        _ sink: (any LogSink)?, _ time: (any TimeSource)?, _ level: LogLevel, _ fields: Fields,
        _ meters: Meters
    ) {
        (self.sink, self.time, self.level) = (sink, time, level)
        (self.fields, self.meters) = (fields, meters)
    }

    /// Keeps meters and drops every log record.
    public static var silent: Instruments { Instruments(nil, nil, .error, [:], Meters()) }

    /// The same instruments with fields that go into every record.
    public func with(_ more: Fields) -> Instruments {
        Instruments(sink, time, level, fields + more, meters)
    }

    /// Says something; the message is built only where somebody reads it.
    public func log(
        _ level: LogLevel, _ message: @autoclosure () -> String, _ more: Fields = [:]
    ) {
        guard let sink, let time, level >= self.level else { return }
        let record = LogRecord(
            time: time.now(), level: level, message: message(), fields: fields + more)
        sink.write(record)
    }

    /// Adds to a counter, which only grows.
    public func count(_ name: String, by amount: Int = 1, _ labels: [String: String] = [:]) {
        meters.count(MeterName(name, labels), by: amount)
    }

    /// Sets a gauge to the value of this moment.
    public func set(_ name: String, to value: Int, _ labels: [String: String] = [:]) {
        meters.set(MeterName(name, labels), to: value)
    }

    /// All counters and gauges at this moment, in the order of their names.
    public var snapshot: [Meter] { meters.snapshot }
}

extension Instruments {
    /// Says what only somebody who looks for a fault wants to read.
    public func debug(_ message: @autoclosure () -> String, _ fields: Fields = [:]) {
        log(.debug, message(), fields)
    }

    /// Says what happened as it should.
    public func info(_ message: @autoclosure () -> String, _ fields: Fields = [:]) {
        log(.info, message(), fields)
    }

    /// Says what went wrong and was put right without anybody's help.
    public func warning(_ message: @autoclosure () -> String, _ fields: Fields = [:]) {
        log(.warning, message(), fields)
    }

    /// Says what needs somebody.
    public func error(_ message: @autoclosure () -> String, _ fields: Fields = [:]) {
        log(.error, message(), fields)
    }
}
