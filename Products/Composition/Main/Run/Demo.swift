import CommandLine
import Composition
import Events
import SignalsFacade

/// `signalbox demo`: three fixtures through the whole pipeline, on this machine alone.
enum DemoCommand {
    private static let timeout = Option<Int>(
        "timeout", "SECONDS", "How long it waits for everything to come to its end", default: 120
    ) { (1...3_600).contains($0) ? nil : "must be 1 to 3600 seconds" }

    static let command = Command(
        "demo", "Feed three fixtures through the pipeline and show what comes out",
        details: """
            It needs no network. A second run on the same directory accepts nothing twice.
            """,
        examples: ["signalbox demo", "signalbox demo --data /tmp/signalbox --json"],
        [Surroundings.data, Surroundings.logLevel, timeout, Flag.json]
    ) { call in
        try await call.onPlatform(.creating, level: call[Surroundings.logLevel]) { platform in
            let start = Surroundings.clock()
            let before = try await platform.signals.status(team: .first)
            let limit = Duration.seconds(call[timeout] ?? 120)
            if !platform.isWriter {
                call.console.report("another process writes this log; its workers do the work")
            }
            let (counts, status) = try await platform.working {
                try await feed(platform, limit, call.console)
            }
            let result = DemoResult(
                counts: counts, before: before, after: status,
                reports: try await reports(platform),
                seconds: (Surroundings.clock() - start) / .seconds(1))
            if call[Flag.json] {
                call.print(result.value(platform))
            } else {
                result.show(platform, call.console)
            }
            guard status.settled else {
                try await SignalsCommands.reportOpen(status, platform, call.console)
                return .problem
            }
            return .done
        }
    }

    /// Hands the records in source by source, each when the one before has come to its end.
    ///
    /// So signals arrive in one order, and two demonstrations on fresh logs find the same reports.
    private static func feed(
        _ platform: Platform, _ limit: Duration, _ console: Console
    ) async throws -> (ImportCounts, PipelineStatus) {
        let deadline = platform.time.now() + limit
        var counts = ImportCounts()
        var status = try await platform.signals.status(team: .first)
        for source in SourcePair.imported {
            let records = try Fixture.builtIn(source).records
            let before = status
            let receipt = try await platform.signals.importRecords(
                ImportRecords(source: source, records: records, filter: .status), team: .first)
            counts = counts + receipt.counts
            let rest = max(deadline - platform.time.now(), .zero)
            status = try await follow(source, platform, rest, before, console)
            guard status.settled else { break }
        }
        return (counts, status)
    }

    /// Waits on the log until everything that was accepted has come to its end.
    private static func follow(
        _ source: SourcePair, _ platform: Platform, _ limit: Duration,
        _ before: PipelineStatus, _ console: Console
    ) async throws -> PipelineStatus {
        let bar = Progress("judging and grouping \(source)", console)
        let status = try await platform.settle(.first, timeout: limit) { status in
            let total = status.ledger.total
            let fresh = total.accepted - before.ledger.total.accepted
            if fresh > 0 { bar.update(fresh - total.inFlight, of: fresh) }
        }
        bar.finish()
        return status
    }

    /// All reports of the log, page by page.
    private static func reports(_ platform: Platform) async throws -> [Report] {
        var query = ReportQuery(ordering: "-signal_count", limit: SignalsLimits.pageReportsMax)
        var reports: [Report] = []
        while true {
            let page = try await platform.signals.reports(query, team: .first)
            reports += page.results
            guard let next = page.next else { return reports }
            query.cursor = next
        }
    }
}

extension ImportCounts {
    fileprivate static func + (left: ImportCounts, right: ImportCounts) -> ImportCounts {
        ImportCounts(
            read: left.read + right.read, accepted: left.accepted + right.accepted,
            duplicate: left.duplicate + right.duplicate,
            skipped: left.skipped.merging(right.skipped, uniquingKeysWith: +),
            malformed: left.malformed + right.malformed,
            refused: left.refused.merging(right.refused, uniquingKeysWith: +))
    }
}
