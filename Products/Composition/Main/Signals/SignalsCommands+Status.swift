import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private static let expected = Option<Int>(
        "expected-signals", "N", "Not settled before so many signals were accepted", default: 0)
    private static let interval = Option<Int>(
        "poll-interval", "SECONDS", "Accepted and not needed: the log says when it has grown",
        default: 5)
    private static let only = Option<String>("report-id", "ID", "Show this report as well")

    static let status = statusCommand("status", withReferenceKeys: false)
    /// Under the name of the reference system the object also has its keys.
    static let referenceStatus = statusCommand("signal-pipeline-status", withReferenceKeys: true)

    private static func statusCommand(_ name: String, withReferenceKeys: Bool) -> Command {
        Command(
            name, "Say what is under way, and whether everything has come to its end",
            details: "Exit code 0 when settled or without --wait, 1 when the time is up.",
            examples: [
                "signalbox signals \(name)",
                "signalbox signals \(name) --wait --expected-signals 30 --timeout 60",
            ], common + [Surroundings.wait, expected, interval, Surroundings.timeout, only]
        ) { call in
            let isWaiting = call[Surroundings.wait]
            return try await call.onPlatform(isWaiting ? .appending : .reading) { platform in
                let status = try await current(call, platform)
                var object = try await object(status, call, platform)
                if withReferenceKeys {
                    object["temporal"] = object["workflows"]
                    object["clickhouse"] = .object(status.ledger.object)
                    object["postgres"] = object["reports"]
                }
                try await call.result(platform, object) { show(status, $0) }
                guard isWaiting, !isDone(status, call) else { return .done }
                try await reportOpen(status, platform, call.console)
                return .problem
            }
        }
    }

    private static func isDone(_ status: PipelineStatus, _ call: Invocation) -> Bool {
        status.settled && status.ledger.total.accepted >= (call[expected] ?? 0)
    }

    private static func current(
        _ call: Invocation, _ platform: Platform
    ) async throws -> PipelineStatus {
        guard call[Surroundings.wait] else {
            return try await platform.signals.status(team: call.team)
        }
        if platform.isWriter { call.console.report("no worker runs; this command does the work") }
        let (team, count) = (call.team, call[expected] ?? 0)
        let timeout = Duration.seconds(call[Surroundings.timeout] ?? 300)
        return try await platform.working {
            try await platform.settle(team, expected: count, timeout: timeout)
        }
    }

    private static func object(
        _ status: PipelineStatus, _ call: Invocation, _ platform: Platform
    ) async throws -> JSONObject {
        var object = try await platform.object(of: status)
        if let text = call[only] {
            guard let id = ReportID(text) else { throw call.wrong("--report-id: no id: \(text)") }
            object["report"] = try JSONValue(
                encoding: await platform.signals.report(id, team: call.team))
        }
        return object
    }

    private static func show(_ status: PipelineStatus, _ console: Console) {
        show(status.ledger.total, console)
        let reports = status.reports.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        let words = reports.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        console.print("reports   \(words.isEmpty ? "none" : words)")
        console.print("settled   \(status.settled ? "yes" : "no")")
        for item in status.open.prefix(20) {
            let reason = item.reason.map { "  \($0)" } ?? ""
            console.print("open      \(item.id)  \(item.stage)  \(item.workflowID)\(reason)")
        }
    }

    /// The ledger in words.
    static func show(_ counts: LedgerCounts, _ console: Console) {
        let outcomes = counts.outcomes
        console.print("accepted  \(counts.accepted)")
        console.print(
            "        = \(outcomes.assigned) assigned + \(outcomes.filtered) filtered + "
                + "\(outcomes.blocked) blocked + \(outcomes.dropped) dropped + "
                + "\(counts.inFlight) in flight, remainder \(counts.remainder)")
        for (reason, count) in counts.droppedReasons.sorted(by: { $0.key < $1.key })
        where count > 0 {
            console.print("dropped   \(count) \(reason)")
        }
    }
}
