import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private static let id = Positional<String>("id", "A signal, a source's record, or a report")
    private static let reason = Option<String>("reason", "REASON", "Only this reason")
    private static let since = Option<Timestamp>("since", "TIME", "Only what ended from then on")

    static let trace = Command(
        "trace", "Say what happened to a signal or a report, event by event, and where it is",
        details: "ID is the id of a signal or a report, or of a record in its source.",
        examples: ["signalbox signals trace 00027", "signalbox signals trace 00027 --json"],
        common + [id]
    ) { call in
        try await call.onPlatform(.reading) { platform in
            let name = try call.require(id)
            let traces = try await traces(name, call, platform)
            let history = try await history(name, call, platform)
            guard !traces.isEmpty || !history.isEmpty else {
                call.console.report(
                    "error: team \(call.team) has no signal, record or report '\(name)'")
                return .problem
            }
            let members = JSONObject([
                ("signals", try JSONValue(encoding: traces)),
                ("report_events", try JSONValue(encoding: history)),
            ])
            try await call.result(platform, members) { console in
                for trace in traces { show(trace, console) }
                for event in history { show(event, console) }
            }
            return .done
        }
    }

    /// Records of a source by their id there, else the signal of that id.
    private static func traces(
        _ name: String, _ call: Invocation, _ platform: Platform
    ) async throws -> [SignalTrace] {
        let found = try await platform.signals.traces(ofSource: name, team: call.team)
        guard found.isEmpty, let id = SignalID(name) else { return found }
        do {
            return [try await platform.signals.trace(id, team: call.team)]
        } catch SignalsError.signalUnknown {
            return []
        }
    }

    private static func history(
        _ name: String, _ call: Invocation, _ platform: Platform
    ) async throws -> [TraceEvent] {
        guard let id = ReportID(name) else { return [] }
        do {
            return try await platform.signals.history(of: id, team: call.team)
        } catch SignalsError.reportUnknown {
            return []
        }
    }

    private static func show(_ trace: SignalTrace, _ console: Console) {
        let name = "signal \(trace.signalID) from \(trace.source) \(trace.sourceID)"
        console.print(console.output.styled(name, .bold))
        console.print("is \(trace.state)" + (trace.reportID.map { " in report \($0)" } ?? ""))
        for event in trace.events { show(event, console) }
    }

    private static func show(_ event: TraceEvent, _ console: Console) {
        let workflow = event.workflowID.map { "  \($0)" } ?? ""
        console.print("  \(event.position)  \(event.recordedAt)  \(event.type)\(workflow)")
    }

    static let ledger = Command(
        "ledger", "Account for every accepted signal",
        examples: ["signalbox signals ledger", "signalbox signals ledger --json"], common
    ) { call in
        try await call.onPlatform(.reading) { platform in
            let ledger = try await platform.signals.status(team: call.team).ledger
            try await call.result(platform, ledger.object) { console in
                show(ledger.total, console)
                for source in ledger.sources {
                    console.print("\(source.source)")
                    show(source.counts, console)
                }
            }
            return ledger.total.remainder == 0 ? .done : .problem
        }
    }

    static let blocked = settled(
        "blocked", "List what the safety filter blocked, with the words it objects to", "blocked")
    static let dropped = settled(
        "dropped", "List what could not be brought further, with the error", "dropped")

    private static func settled(_ name: String, _ summary: String, _ outcome: String) -> Command {
        Command(
            name, summary, examples: ["signalbox signals \(name)"], common + [reason, since]
        ) { call in
            try await call.onPlatform(.reading) { platform in
                let signals = try await platform.signals.settled(
                    outcome, reason: call[reason], since: call[since], team: call.team)
                let members = JSONObject([
                    ("signals", try JSONValue(encoding: signals)),
                    ("count", JSONValue(signals.count)),
                ])
                try await call.result(platform, members) { show(signals, $0) }
                return .done
            }
        }
    }

    private static func show(_ signals: [SettledSignal], _ console: Console) {
        guard !signals.isEmpty else { return console.print("none") }
        var table = Table([.left("signal"), .left("record"), .left("reason"), .left("why")])
        for signal in signals {
            let why = signal.fragment ?? signal.error ?? signal.explanation ?? ""
            let tries = signal.attempts.map { " after \($0) attempts" } ?? ""
            table.add([
                "\(signal.signalID)", "\(signal.source) \(signal.sourceID)", signal.reason,
                why + tries,
            ])
        }
        console.write(table.text(console.output))
    }
}
