import SignalsFacade
public import Telemetry

/// What a process makes of its environment.
public struct PlatformSettings: Sendable {
    /// The environment's variables.
    public private(set) var environment: [String: String]
    /// How much is said on standard error.
    public let level: LogLevel

    /// Reads the environment; a level that is named by an option counts more.
    ///
    /// - Throws: `SettingProblem` for a level that does not exist.
    public init(environment: [String: String], level: String? = nil) throws(SettingProblem) {
        self.environment = environment
        let word = level ?? environment["SIGNALBOX_LOG"].flatMap { $0.isEmpty ? nil : $0 }
        guard let word else {
            self.level = .warning
            return
        }
        guard let known = LogLevel.allCases.first(where: { $0.word == word }) else {
            let words = LogLevel.allCases.map(\.word).joined(separator: ", ")
            throw SettingProblem(
                name: level == nil ? "SIGNALBOX_LOG" : "--log-level",
                reason: "'\(word.prefix(40))' is none of \(words)")
        }
        self.level = known
    }

    /// The same with another judge for every step.
    func judged(by judge: JudgeChoice) -> PlatformSettings {
        var settings = self
        settings.environment["SIGNALS_JUDGE"] = judge.description
        return settings
    }

    /// What Signals reads of it: `SIGNALS_JUDGE`, what begins with that, and the names of its pacing.
    var signals: [String: String] {
        environment.filter { name, _ in
            name.hasPrefix("SIGNALS_JUDGE") || PacingOverrides.names.contains(name)
        }
    }
}

/// A setting of the environment or an option that cannot be used.
public struct SettingProblem: Error, Hashable, CustomStringConvertible {
    /// The name of the setting.
    public let name: String
    /// What is wrong with it.
    public let reason: String

    /// Which setting and why.
    public var description: String { "\(name): \(reason)" }
}
