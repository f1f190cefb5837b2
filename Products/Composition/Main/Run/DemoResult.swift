import CommandLine
import Composition
import Events
import SignalsFacade

/// What one run of the demonstration came to.
struct DemoResult: Sendable {
    let counts: ImportCounts
    let before: PipelineStatus
    let after: PipelineStatus
    let reports: [Report]
    let seconds: Double

    /// Signals that came to their end in this run, by outcome.
    private var outcomes: OutcomeCounts {
        let (old, new) = (before.ledger.total.outcomes, after.ledger.total.outcomes)
        return OutcomeCounts(
            assigned: new.assigned - old.assigned, filtered: new.filtered - old.filtered,
            blocked: new.blocked - old.blocked, dropped: new.dropped - old.dropped)
    }

    /// The object of `--json`.
    func value(_ platform: Platform) -> JSONValue {
        [
            "data": .string(platform.directory.path), "log_id": .string("\(platform.logID)"),
            "accepted": JSONValue(counts.accepted), "duplicate": JSONValue(counts.duplicate),
            "skipped": JSONValue(counts.skippedInAll), "malformed": JSONValue(counts.malformed),
            "refused": JSONValue(counts.refusedInAll), "outcomes": outcomes.value,
            "in_flight": JSONValue(after.ledger.total.inFlight),
            "remainder": JSONValue(after.ledger.total.remainder),
            "reports": .array(
                reports.map { report in
                    [
                        "id": .string("\(report.id)"), "title": .string(report.title),
                        "status": .string(report.status.rawValue),
                        "signal_count": JSONValue(report.signalCount),
                    ]
                }), "seconds": .double((seconds * 1_000).rounded() / 1_000),
        ]
    }

    /// The same for a reader.
    func show(_ platform: Platform, _ console: Console) {
        console.print(counts.line)
        if counts.accepted == 0, counts.duplicate > 0 {
            console.print(
                "nothing new: these \(counts.duplicate) records were accepted before, and nothing "
                    + "is accepted twice")
        }
        console.print()
        showReports(console)
        console.print()
        SignalsCommands.show(after.ledger.total, console)
        console.print()
        let time = (seconds * 10).rounded() / 10
        console.print("took \(time) s; the log is in \(platform.directory.path)")
        showNext(platform, console)
    }

    private func showReports(_ console: Console) {
        let many = reports.filter { $0.signalCount > 1 }
        console.print(
            console.output.styled(
                "\(reports.count) reports, \(many.count) of them with several signals", .bold))
        guard !reports.isEmpty else { return }
        var table = Table([.right("signals"), .left("status"), .left("title")])
        for report in many.isEmpty ? Array(reports.prefix(10)) : many {
            table.add(["\(report.signalCount)", report.status.rawValue, report.title])
        }
        console.write(table.text(console.output))
    }

    private func showNext(_ platform: Platform, _ console: Console) {
        let data =
            platform.directory.origin == .standard ? "" : " --data \(platform.directory.path)"
        let next = [
            ("every report with its signals", "signalbox signals reports --signals\(data)"),
            ("what happened to one record", "signalbox signals trace 00027\(data)"),
            ("the workflows behind it", "signalbox workflow list\(data)"),
            ("the proof that nothing was changed", "signalbox events verify\(data)"),
            ("the workers and the HTTP API", "signalbox up\(data)"),
        ]
        console.print("try next:")
        for (what, command) in next {
            console.print("  \(console.output.styled(command, .cyan))  # \(what)")
        }
    }
}
