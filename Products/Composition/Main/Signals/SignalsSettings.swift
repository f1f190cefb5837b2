import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private enum Verb: String, CaseIterable, ArgumentValue { case list, set }

    private static let verb = Positional<Verb>(
        "verb", "Whether they are listed or set; without it what the options say",
        presence: .optional)
    private static let consent = Option<Answer>(
        "consent", "ANSWER", "Whether language models may process what the team sends")
    private static let preset = Option<Preset>(
        "preset", "NAME", "How long signals wait for each other")
    private static let batch = Option<Int>("buffer-max-size", "N", "Signals in one batch")
    private static let flush = Option<Double>(
        "buffer-flush-timeout-seconds", "S", "How long the oldest unread signal waits for others")
    private static let quiet = Option<Double>(
        "buffer-quiet-seconds", "S", "After how much silence a batch is closed earlier")
    private static let round = Option<Int>(
        "grouping-collect-max", "N", "Signals from which a round begins")
    private static let window = Option<Double>(
        "grouping-collect-window-seconds", "S", "How long a round waits for further batches")
    private static let judge = Option<JudgeChoice>("judge", "NAME", "Who judges")
    private static let stepJudges = Option<String>(
        "step-judge", "STEP=NAME", "Who judges one step", presence: .repeated
    ) { stepJudge($0) == nil ? "must be STEP=NAME, NAME as for --judge" : nil }
    private static let login = Option<String>(
        "login", "NAME", "The login that suggested reviewers are compared with")
    private static let reportsPerDay = Option<Int>(
        "max-reports-per-day", "N", "Reports that may be researched in a day; 0 for any number")
    private static let matchWindow = Option<Int>(
        "match-window-days", "N", "Days that a signal stays a candidate for matches; 0 for ever")
    private static let emitterTrace = Option<Answer>(
        "emitter-trace", "ANSWER", "Whether every delivery leaves a run that can be listed")

    static let settings = Command(
        "settings", "Show the settings of a team, or change them",
        details: "A setting of the pacing that is given holds instead of the preset's.",
        examples: [
            "signalbox signals settings", "signalbox signals settings set --preset immediate",
            "signalbox signals settings set --buffer-quiet-seconds 1 --step-judge match=offline",
        ],
        common + [
            consent, preset, batch, flush, quiet, round, window, judge, stepJudges, login,
            reportsPerDay, matchWindow, emitterTrace, verb,
        ]
    ) { call in
        let change = change(call)
        let isEmpty = change == ConfigureTeam()
        switch call[verb] {
        case .list? where !isEmpty: throw call.wrong("list takes no settings: did you mean set?")
        case .set? where isEmpty: throw call.wrong("name what is to be set, such as --preset NAME")
        default: break
        }
        guard !isEmpty else {
            return try await call.onPlatform(.reading) { try await showTeam(call, $0) }
        }
        return try await call.onPlatform(.appending) { platform in
            _ = try await platform.signals.configureTeam(change, team: call.team)
            return try await showTeam(call, platform)
        }
    }

    private static func change(_ call: Invocation) -> ConfigureTeam {
        let overrides = PacingOverrides(
            bufferMaxSize: call[batch], bufferFlushTimeoutSeconds: call[flush],
            bufferQuietSeconds: call[quiet], groupingCollectMax: call[round],
            groupingCollectWindowSeconds: call[window])
        let steps = call.all(stepJudges).compactMap(stepJudge)
        return ConfigureTeam(
            consent: call[consent].map { $0 == .yes ? .yes : .no }, preset: call[preset],
            overrides: overrides == PacingOverrides() ? nil : overrides, judge: call[judge],
            stepJudges: steps.isEmpty ? nil : Dictionary(steps) { $1 },
            maxReportsPerDay: call[reportsPerDay], matchWindowDays: call[matchWindow],
            emitterTrace: call[emitterTrace].map { $0 == .yes ? .on : .off }, login: call[login])
    }

    private static func stepJudge(_ text: String) -> (String, JudgeChoice)? {
        guard let end = text.firstIndex(of: "="), end > text.startIndex else { return nil }
        let judge = JudgeChoice(String(text[text.index(after: end)...]))
        return judge.map { (String(text[..<end]), $0) }
    }
}
