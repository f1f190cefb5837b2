import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private static let yes = Flag("yes", "Really do it; without it nothing is changed")
    private static let dropping = Flag("delete", "Drop the signals with their reports instead")

    static let cleanup = Command(
        "cleanup", aliases: ["cleanup-signals"],
        "End a team's epoch: its reports are gone, its sources can be taken in again",
        details: "Exit code 1 if anything is left. The log keeps everything that happened.",
        examples: ["signalbox signals cleanup --yes"], common + [yes, Surroundings.timeout]
    ) { call in
        try await call.onPlatform(.appending) { platform in
            let before = try await platform.signals.status(team: call.team)
            guard call[yes] else { throw call.unconfirmed(before, platform) }
            let change = try await platform.signals.cleanup(team: call.team)
            let epoch = before.epoch
            let (team, timeout) = (call.team, call.patience)
            let isDone = try await platform.working {
                try await platform.wait(timeout: timeout) {
                    let now = try await platform.signals.team(team)
                    return now.epoch > epoch && !now.isFenced
                }
            }
            let after = try await platform.signals.status(team: team)
            let report = MaintenanceReport(
                position: change.position, before: before, after: after,
                steps: try await platform.finishedActivities(of: SignalFlows.cleanupID(team)))
            try await call.result(platform, report.object, words: report.show)
            if before.isEmpty { call.console.report("this log had nothing to clean up") }
            guard isDone, after.isEmpty else { return call.left("something is left, see above") }
            return before.isEmpty ? .problem : .done
        }
    }

    static let reingestTeam = Command(
        "reingest-team", aliases: ["reingest-team-signals"],
        "Go through all signals of a team again, or drop them with their reports",
        details: "Exit code 1 if anything is left: a signal on its way, or with --delete a report.",
        examples: ["signalbox signals reingest-team --yes"],
        common + [yes, dropping, Surroundings.timeout]
    ) { call in
        try await call.onPlatform(.appending) { platform in
            let before = try await platform.signals.status(team: call.team)
            guard call[yes] else { throw call.unconfirmed(before, platform) }
            let change = try await platform.signals.reingestTeam(
                call[dropping] ? .delete : .regroup, team: call.team)
            if !change.changed { call.console.report("it was under way already") }
            let workflow = SignalFlows.teamReingestionID(call.team)
            let (team, timeout) = (call.team, call.patience)
            let after = try await platform.working {
                try await platform.end(of: workflow, timeout: timeout)
                return try await platform.settle(team, timeout: timeout)
            }
            let report = MaintenanceReport(
                position: change.position, before: before, after: after,
                steps: try await platform.finishedActivities(of: workflow))
            try await call.result(platform, report.object, words: report.show)
            guard after.settled, !call[dropping] || after.liveReports == 0 else {
                return call.left("something is left, see above")
            }
            return .done
        }
    }
}

extension Invocation {
    /// How long the command waits for the work to be done.
    fileprivate var patience: Duration { .seconds(self[Surroundings.timeout] ?? 300) }

    fileprivate func unconfirmed(_ status: PipelineStatus, _ platform: Platform) -> UsageError {
        wrong(
            "\(status.ledger.total.accepted) signals and \(status.liveReports) reports of log "
                + "\(platform.logID) in \(platform.directory.path) would go: repeat with --yes")
    }

    fileprivate func left(_ what: String) -> ExitCode {
        console.report("error: \(what)")
        return .problem
    }
}

/// What the maintenance of a team did: every step, and the counts before and after.
private struct MaintenanceReport: Sendable {
    let position: Position
    let before: PipelineStatus
    let after: PipelineStatus
    let steps: [(name: String, count: Int)]

    init(
        position: Position, before: PipelineStatus, after: PipelineStatus, steps: [String]
    ) {
        (self.position, self.before, self.after) = (position, before, after)
        self.steps = steps.reduce(into: []) { counted, name in
            if let index = counted.firstIndex(where: { $0.name == name }) {
                counted[index].count += 1
            } else {
                counted.append((name, 1))
            }
        }
    }

    var object: JSONObject {
        let steps = steps.map { name, count -> JSONValue in
            ["activity": .string(name), "count": JSONValue(count)]
        }
        return JSONObject([
            ("position", JSONValue(position)), ("steps", .array(steps)),
            ("before", before.counts), ("after", after.counts),
        ])
    }

    func show(_ console: Console) {
        console.print("before: \(before.line)")
        for (index, step) in steps.enumerated() {
            let times = step.count > 1 ? ", \(step.count) times" : ""
            console.print("step \(index + 1)  \(step.name)\(times)")
        }
        console.print("after: \(after.line)")
    }
}

extension PipelineStatus {
    /// Reports that are not deleted.
    fileprivate var liveReports: Int {
        reports.filter { $0.key != ReportStatus.deleted.rawValue }.values.reduce(0, +)
    }

    /// Whether the epoch holds no signal and no report.
    fileprivate var isEmpty: Bool { ledger.total.accepted == 0 && liveReports == 0 }

    fileprivate var line: String {
        let total = ledger.total
        return "\(total.accepted) signals, \(total.outcomes.assigned) of them assigned, "
            + "\(liveReports) reports, epoch \(epoch)"
    }

    fileprivate var counts: JSONValue {
        [
            "epoch": JSONValue(epoch), "signals": JSONValue(ledger.total.accepted),
            "reports": JSONValue(liveReports), "ledger": .object(ledger.object),
        ]
    }
}
