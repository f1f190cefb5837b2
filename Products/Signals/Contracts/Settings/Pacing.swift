/// How long signals wait for each other, every setting given.
public struct Pacing: Codable, Hashable, Sendable {
    /// Signals in one batch.
    public var bufferMaxSize: Int
    /// How long the oldest unread signal waits for others.
    public var bufferFlushTimeoutSeconds: Double
    /// After how much silence a batch is closed earlier, nil for never.
    public var bufferQuietSeconds: Double?
    /// Signals from which a round begins.
    public var groupingCollectMax: Int
    /// How long a round waits for further batches.
    public var groupingCollectWindowSeconds: Double
    /// Whether the window closes at once when nothing is queued.
    public var windowClosesWhenIdle: Bool
    /// When a run hands over to the next.
    public var renewal: Renewal

    /// Puts the value together.
    public init(
        bufferMaxSize: Int, bufferFlushTimeoutSeconds: Double, bufferQuietSeconds: Double? = nil,
        groupingCollectMax: Int, groupingCollectWindowSeconds: Double, windowClosesWhenIdle: Bool,
        renewal: Renewal
    ) {
        self.bufferMaxSize = bufferMaxSize
        self.bufferFlushTimeoutSeconds = bufferFlushTimeoutSeconds
        self.bufferQuietSeconds = bufferQuietSeconds
        self.groupingCollectMax = groupingCollectMax
        self.groupingCollectWindowSeconds = groupingCollectWindowSeconds
        (self.windowClosesWhenIdle, self.renewal) = (windowClosesWhenIdle, renewal)
    }

    private enum CodingKeys: String, CodingKey {
        case renewal
        case bufferMaxSize = "buffer_max_size"
        case bufferFlushTimeoutSeconds = "buffer_flush_timeout_seconds"
        case bufferQuietSeconds = "buffer_quiet_seconds"
        case groupingCollectMax = "grouping_collect_max"
        case groupingCollectWindowSeconds = "grouping_collect_window_seconds"
        case windowClosesWhenIdle = "window_closes_when_idle"
    }
}

/// Single settings that differ from a preset.
public struct PacingOverrides: Codable, Hashable, Sendable {
    /// Signals in one batch.
    public var bufferMaxSize: Int?
    /// How long the oldest unread signal waits for others.
    public var bufferFlushTimeoutSeconds: Double?
    /// After how much silence a batch is closed earlier.
    public var bufferQuietSeconds: Double?
    /// Signals from which a round begins.
    public var groupingCollectMax: Int?
    /// How long a round waits for further batches.
    public var groupingCollectWindowSeconds: Double?

    /// Puts the value together.
    public init(
        bufferMaxSize: Int? = nil, bufferFlushTimeoutSeconds: Double? = nil,
        bufferQuietSeconds: Double? = nil, groupingCollectMax: Int? = nil,
        groupingCollectWindowSeconds: Double? = nil
    ) {
        self.bufferMaxSize = bufferMaxSize
        self.bufferFlushTimeoutSeconds = bufferFlushTimeoutSeconds
        self.bufferQuietSeconds = bufferQuietSeconds
        self.groupingCollectMax = groupingCollectMax
        self.groupingCollectWindowSeconds = groupingCollectWindowSeconds
    }

    private enum CodingKeys: String, CodingKey {
        case bufferMaxSize = "buffer_max_size"
        case bufferFlushTimeoutSeconds = "buffer_flush_timeout_seconds"
        case bufferQuietSeconds = "buffer_quiet_seconds"
        case groupingCollectMax = "grouping_collect_max"
        case groupingCollectWindowSeconds = "grouping_collect_window_seconds"
    }
}

extension Pacing {
    /// When an endless workflow hands over to its next run.
    public enum Renewal: String, Codable, CaseIterable, Hashable, Sendable {
        /// After every flush or round.
        case everyRound = "every_round"
        /// After 1,000 events of history, or 24 hours.
        case bySize = "by_size"
    }

    /// A copy in which the settings that are given replace those of the preset.
    public func overridden(by others: PacingOverrides) -> Pacing {
        var pacing = self
        pacing.bufferMaxSize = others.bufferMaxSize ?? bufferMaxSize
        pacing.bufferFlushTimeoutSeconds =
            others.bufferFlushTimeoutSeconds ?? bufferFlushTimeoutSeconds
        pacing.bufferQuietSeconds = others.bufferQuietSeconds ?? bufferQuietSeconds
        pacing.groupingCollectMax = others.groupingCollectMax ?? groupingCollectMax
        pacing.groupingCollectWindowSeconds =
            others.groupingCollectWindowSeconds ?? groupingCollectWindowSeconds
        return pacing
    }
}

extension PacingOverrides {
    /// The environment names of the settings.
    public static let names = [
        "BUFFER_MAX_SIZE", "BUFFER_FLUSH_TIMEOUT_SECONDS", "BUFFER_QUIET_SECONDS",
        "GROUPING_COLLECT_MAX", "GROUPING_COLLECT_WINDOW_SECONDS",
    ]

    /// A copy in which what others give replaces what is here.
    package func merged(with others: PacingOverrides) -> PacingOverrides {
        PacingOverrides(
            bufferMaxSize: others.bufferMaxSize ?? bufferMaxSize,
            bufferFlushTimeoutSeconds:
                others.bufferFlushTimeoutSeconds ?? bufferFlushTimeoutSeconds,
            bufferQuietSeconds: others.bufferQuietSeconds ?? bufferQuietSeconds,
            groupingCollectMax: others.groupingCollectMax ?? groupingCollectMax,
            groupingCollectWindowSeconds:
                others.groupingCollectWindowSeconds ?? groupingCollectWindowSeconds)
    }

    /// Refuses what no pacing can have.
    package func checked() throws(SignalsError) -> PacingOverrides {
        for (name, count) in [
            ("buffer_max_size", bufferMaxSize), ("grouping_collect_max", groupingCollectMax),
        ] {
            guard let count, !(1...1_000).contains(count) else { continue }
            throw .invalidArgument(name, "it has to be 1 to 1,000, not \(count)")
        }
        for (name, time) in [
            ("buffer_flush_timeout_seconds", bufferFlushTimeoutSeconds),
            ("buffer_quiet_seconds", bufferQuietSeconds),
            ("grouping_collect_window_seconds", groupingCollectWindowSeconds),
        ] {
            guard let time, !(0...86_400).contains(time) else { continue }
            throw .invalidArgument(name, "it has to be 0 to 86,400 seconds, not \(time)")
        }
        return self
    }

    /// Reads the environment names `BUFFER_MAX_SIZE` and so on; an unreadable value is an error.
    public init(environment: [String: String]) throws(SignalsError) {
        self.init()
        bufferMaxSize = try whole("BUFFER_MAX_SIZE", environment)
        groupingCollectMax = try whole("GROUPING_COLLECT_MAX", environment)
        bufferFlushTimeoutSeconds = try seconds("BUFFER_FLUSH_TIMEOUT_SECONDS", environment)
        groupingCollectWindowSeconds = try seconds("GROUPING_COLLECT_WINDOW_SECONDS", environment)
        bufferQuietSeconds = try seconds("BUFFER_QUIET_SECONDS", environment)
    }
}

private func whole(_ name: String, _ environment: [String: String]) throws(SignalsError) -> Int? {
    guard let text = environment[name] else { return nil }
    guard let number = Int(text), (1...1_000).contains(number) else {
        throw .invalidArgument(name, "'\(text.prefix(40))' is not a number from 1 to 1,000")
    }
    return number
}

private func seconds(
    _ name: String, _ environment: [String: String]
) throws(SignalsError)
    -> Double?
{
    guard let text = environment[name] else { return nil }
    guard let number = Double(text), (0...86_400).contains(number) else {
        throw .invalidArgument(name, "'\(text.prefix(40))' is not a number of seconds to 86,400")
    }
    return number
}

/// A named set of waiting times.
public enum Preset: String, Codable, CaseIterable, Hashable, Sendable {
    /// Waits only while something is queued.
    case adaptive
    /// Waits as the reference system does.
    case compatible
    /// Never waits.
    case immediate

    /// The settings of the preset.
    public var pacing: Pacing {
        switch self {
        case .adaptive:
            Pacing(
                bufferMaxSize: 20, bufferFlushTimeoutSeconds: 5, bufferQuietSeconds: 0.25,
                // tidy: a row of the table of presets, its numbers are its meaning
                groupingCollectMax: 20, groupingCollectWindowSeconds: 30,
                windowClosesWhenIdle: true, renewal: .bySize)
        case .compatible:
            Pacing(
                // tidy: a row of the table of presets, its numbers are its meaning
                bufferMaxSize: 20, bufferFlushTimeoutSeconds: 5, groupingCollectMax: 20,
                groupingCollectWindowSeconds: 30, windowClosesWhenIdle: false,
                renewal: .everyRound)
        case .immediate:
            Pacing(
                bufferMaxSize: 20, bufferFlushTimeoutSeconds: 0, bufferQuietSeconds: 0,
                // tidy: a row of the table of presets, its numbers are its meaning
                groupingCollectMax: 20, groupingCollectWindowSeconds: 0,
                windowClosesWhenIdle: true, renewal: .bySize)
        }
    }
}
