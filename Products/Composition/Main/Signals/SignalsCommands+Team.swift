import CommandLine
import Composition
import Events
import SignalsFacade

extension SignalsCommands {
    private static let yes = Flag("yes", "Really do it; without it nothing is changed")
    private static let dropping = Flag("delete", "Drop the signals with their reports instead")
    private static let until = Option<Timestamp>("until", "TIME", "The moment at which it goes on")
    private static let length = Option<Duration>("for", "DURATION", "How long, such as 2h")

    static let cleanup = Command(
        "cleanup", aliases: ["cleanup-signals"],
        "End a team's epoch: its reports are gone, its sources can be taken in again",
        details: "Exit code 1 if anything is left. The log keeps everything that happened.",
        examples: ["signalbox signals cleanup --yes"], common + [yes, Surroundings.timeout]
    ) { call in
        try await call.onPlatform(.appending) { platform in
            let before = try await platform.signals.status(team: call.team)
            guard call[yes] else {
                throw call.wrong(
                    "\(before.ledger.total.accepted) signals of log \(platform.logID) in "
                        + "\(platform.directory.path) would go: repeat with --yes")
            }
            let change = try await platform.signals.cleanup(team: call.team)
            let timeout = Duration.seconds(call[Surroundings.timeout] ?? 300)
            let isDone = try await finish(before, timeout, platform)
            let after = try await platform.signals.status(team: call.team)
            let steps = try await platform.finishedActivities(
                of: SignalFlows.cleanupID(call.team))
            let members = cleaned(change, before, after, steps)
            try await call.result(platform, members) { console in
                show("before", before, console)
                for (index, step) in steps.enumerated() {
                    console.print("step \(index + 1)  \(step)")
                }
                show("after", after, console)
            }
            let isEmpty = isDone && after.isEmpty
            if !isEmpty { call.console.report("error: something is left, see above") }
            if before.isEmpty { call.console.report("this log had nothing to clean up") }
            return isEmpty && !before.isEmpty ? .done : .problem
        }
    }

    /// Runs the workers where nobody else does, until the team has its next epoch.
    private static func finish(
        _ before: PipelineStatus, _ timeout: Duration, _ platform: Platform
    ) async throws -> Bool {
        let (team, epoch) = (before.teamID, before.epoch)
        return try await platform.working {
            try await platform.wait(timeout: timeout) {
                let now = try await platform.signals.team(team)
                return now.epoch > epoch && !now.isFenced
            }
        }
    }

    private static func show(_ label: String, _ status: PipelineStatus, _ console: Console) {
        console.print(
            "\(label): \(status.ledger.total.accepted) signals, \(status.reportsInAll) reports, "
                + "epoch \(status.epoch)")
    }

    private static func cleaned(
        _ change: TeamChange, _ before: PipelineStatus, _ after: PipelineStatus,
        _ steps: [String]
    ) -> JSONObject {
        JSONObject([
            ("position", JSONValue(change.position)),
            ("steps", .array(steps.map(JSONValue.string))),
            ("before", before.counts), ("after", after.counts),
        ])
    }

    static let reingestTeam = Command(
        "reingest-team", aliases: ["reingest-team-signals"],
        "Go through all signals of a team again, or drop them with their reports",
        examples: ["signalbox signals reingest-team --yes"], common + [yes, dropping]
    ) { call in
        try await call.onPlatform(.appending) { platform in
            guard call[yes] else {
                throw call.wrong("every report of team \(call.team) would go: repeat with --yes")
            }
            let change = try await platform.signals.reingestTeam(
                call[dropping] ? .delete : .regroup, team: call.team)
            let line = change.changed ? "under way" : "it was under way already"
            try await call.result(platform, change, line: line)
            return .done
        }
    }

    static let pause = Command(
        "pause", "Stop the grouping of a team; what arrives is kept",
        examples: ["signalbox signals pause --for 2h"], common + [until, length]
    ) { call in
        try await call.onPlatform(.appending) { platform in
            guard let moment = call[until] ?? call[length].map({ platform.time.now() + $0 }) else {
                throw call.wrong("say until when: --until TIME or --for DURATION")
            }
            let change = try await platform.signals.pause(until: moment, team: call.team)
            try await call.result(platform, change, line: "paused until \(moment)")
            return .done
        }
    }

    static let resume = Command(
        "resume", "Let the grouping of a team go on", examples: ["signalbox signals resume"],
        common
    ) { call in
        try await call.onPlatform(.appending) { platform in
            let change = try await platform.signals.resume(team: call.team)
            try await call.result(platform, change, line: "resumed")
            return .done
        }
    }
}

extension PipelineStatus {
    fileprivate var reportsInAll: Int { reports.values.reduce(0, +) }

    /// Whether the epoch holds no signal and no report.
    fileprivate var isEmpty: Bool { ledger.total.accepted == 0 && reportsInAll == 0 }

    fileprivate var counts: JSONValue {
        [
            "epoch": JSONValue(epoch), "signals": JSONValue(ledger.total.accepted),
            "reports": JSONValue(reportsInAll), "ledger": .object(ledger.object),
        ]
    }
}
