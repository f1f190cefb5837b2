import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private static let consent = Option<Answer>(
        "consent", "ANSWER", "Whether language models may process what the team sends")
    private static let preset = Option<Preset>(
        "preset", "NAME", "How long signals wait for each other")
    private static let judge = Option<JudgeChoice>("judge", "NAME", "Who judges")
    static let setup = Command(
        "setup", "Create a team, or show and change one that is there",
        examples: ["signalbox signals setup", "signalbox signals setup --team-id 2 --consent yes"],
        common + [consent, preset, judge]
    ) { call in
        try await call.onPlatform(.creating) { platform in
            let change = ConfigureTeam(
                consent: call[consent].map { $0 == .yes ? .yes : .no }, preset: call[preset],
                judge: call[judge])
            _ = try await platform.signals.setUp(change, team: call.team)
            return try await showTeam(call, platform)
        }
    }

    /// Prints a team with all that is configured for it.
    static func showTeam(_ call: Invocation, _ platform: Platform) async throws -> ExitCode {
        let team = try await platform.signals.team(call.team)
        try await call.result(platform, try JSONValue(encoding: team).object ?? JSONObject()) {
            console in
            let settings = team.settings
            console.print("consent       \(settings.consent.rawValue)")
            console.print("preset        \(settings.preset.rawValue)")
            for (name, value) in settings.pacing { console.print("  \(name) \(value)") }
            console.print("judge         \(settings.judge)")
            for (step, judge) in settings.stepJudges.sorted(by: { $0.key < $1.key }) {
                console.print("  \(step) \(judge)")
            }
            let quota = settings.maxReportsPerDay.map { "\($0) a day" } ?? "any number"
            console.print("reports       \(quota)")
            let window = settings.matchWindowDays
            console.print("match window  \(window == 0 ? "for ever" : "\(window) days")")
            console.print("emitter trace \(settings.emitterTrace.rawValue)")
            if let login = settings.login { console.print("login         \(login)") }
            let sources = team.sources.filter(\.enabled).map { "\($0.source)" }
            console.print("sources       \(sources.joined(separator: ", "))")
            let repositories = team.repositories.map(\.name).joined(separator: ", ")
            console.print("repositories  \(repositories.isEmpty ? "none" : repositories)")
            if let until = team.pausedUntil { console.print("paused until  \(until)") }
            if team.isFenced { console.print("is being cleaned up") }
        }
        return .done
    }
}

extension TeamSettings {
    /// The pacing that holds, each setting with its value; an asterisk marks what was overridden.
    fileprivate var pacing: [(name: String, value: String)] {
        let whole = preset.pacing.overridden(by: overrides)
        func mark(_ value: (some Any)?) -> String { value == nil ? "" : " *" }
        let quiet = whole.bufferQuietSeconds.map { "\($0)" } ?? "never"
        return [
            ("buffer-max-size", "\(whole.bufferMaxSize)\(mark(overrides.bufferMaxSize))"),
            (
                "buffer-flush-timeout-seconds",
                "\(whole.bufferFlushTimeoutSeconds)\(mark(overrides.bufferFlushTimeoutSeconds))"
            ), ("buffer-quiet-seconds", "\(quiet)\(mark(overrides.bufferQuietSeconds))"),
            (
                "grouping-collect-max",
                "\(whole.groupingCollectMax)\(mark(overrides.groupingCollectMax))"
            ),
            (
                "grouping-collect-window-seconds",
                "\(whole.groupingCollectWindowSeconds)"
                    + mark(overrides.groupingCollectWindowSeconds)
            ),
        ]
    }
}
