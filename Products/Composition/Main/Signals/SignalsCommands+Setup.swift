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
    private static let login = Option<String>(
        "login", "NAME", "The login that suggested reviewers are compared with")
    private static let reportsPerDay = Option<Int>(
        "max-reports-per-day", "N", "Reports that may be researched in a day; 0 for any number")
    private static let emitterTrace = Option<Answer>(
        "emitter-trace", "ANSWER", "Whether every delivery leaves a run that can be listed")

    static let setup = Command(
        "setup", "Create a team, or show and change one that is there",
        examples: ["signalbox signals setup", "signalbox signals setup --team-id 2 --consent yes"],
        common + [consent, preset, judge]
    ) { call in
        try await call.onPlatform(.creating) { platform in
            _ = try await platform.signals.setUp(change(call), team: call.team)
            return try await show(call, platform)
        }
    }

    static let settings = Command(
        "settings", "Show the settings of a team, or change them",
        examples: [
            "signalbox signals settings", "signalbox signals settings --max-reports-per-day 10",
        ], common + [consent, preset, judge, login, reportsPerDay, emitterTrace]
    ) { call in
        let change = change(call)
        guard change != ConfigureTeam() else {
            return try await call.onPlatform(.reading) { try await show(call, $0) }
        }
        return try await call.onPlatform(.appending) { platform in
            _ = try await platform.signals.configureTeam(change, team: call.team)
            return try await show(call, platform)
        }
    }

    private static func change(_ call: Invocation) -> ConfigureTeam {
        ConfigureTeam(
            consent: call[consent].map { $0 == .yes ? .yes : .no }, preset: call[preset],
            judge: call[judge], maxReportsPerDay: call[reportsPerDay],
            emitterTrace: call[emitterTrace].map { $0 == .yes ? .on : .off }, login: call[login])
    }

    private static func show(_ call: Invocation, _ platform: Platform) async throws -> ExitCode {
        let team = try await platform.signals.team(call.team)
        try await call.result(platform, try JSONValue(encoding: team).object ?? JSONObject()) {
            console in
            let settings = team.settings
            console.print("consent       \(settings.consent.rawValue)")
            console.print("preset        \(settings.preset.rawValue)")
            console.print("judge         \(settings.judge)")
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
