import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing
import Workflows

@testable import SignalsWorkflows

/// Random commands, crashes and pauses over a pipeline whose workers run.
struct Storm {
    let pipeline: Pipeline
    private let commands: SeededRandom
    private let faults: SeededRandom
    private let texts: [String]
    private(set) var signals: [SignalID] = []
    /// What happened, for whoever repeats a seed.
    private(set) var trace: [String] = []

    init(seed: UInt64) async throws {
        commands = SeededRandom(seed: seed, name: "workload")
        faults = SeededRandom(seed: seed, name: "faults")
        let preset = Preset.allCases[commands.below(Preset.allCases.count)]
        pipeline = try await Pipeline(preset: preset, seed: seed)
        texts = try TextSets.grouping().map(\.description)
        trace.append("preset \(preset)")
    }

    /// One command, or one fault; what the product refuses changes nothing and is no fault.
    mutating func step() async throws {
        if faults.below(12) == 0 { try await strike() }
        do {
            try await act()
        } catch let error as SignalsError {
            guard error.kind == .machinery else { return }
            // A process that has died gives no answer: the next one goes on from the log.
            trace.append("no answer: \(error)")
            guard await pipeline.isDead else { throw error }
        }
        await pipeline.host.advance(by: .milliseconds(commands.below(8_000)))
        if await pipeline.isDead { try await pipeline.restart() }
    }

    /// Ends every pause and fault, and gives everything two days to come to its end.
    mutating func calm() async throws {
        try await pipeline.restart()
        _ = try await pipeline.signals.configureTeam(
            ConfigureTeam(consent: .yes), team: pipeline.team)
        await pipeline.host.advance(by: .seconds(86_400))
        do {
            _ = try await pipeline.signals.resume(team: pipeline.team)
        } catch SignalsError.refused {
            trace.append("not resumed")
        }
        await pipeline.host.advance(by: .seconds(86_400))
    }

    private mutating func strike() async throws {
        switch faults.below(3) {
        case 0:
            trace.append("killed")
            try await pipeline.restart()
        case 1:
            let commit = 1 + faults.below(30)
            let isAfter = faults.below(2) == 0
            trace.append("will die \(isAfter ? "after" : "before") commit +\(commit)")
            pipeline.host.crash(atCommit: commit, after: isAfter)
        default:
            trace.append("evicted")
            await pipeline.host.evict()
        }
    }

    private mutating func act() async throws {
        let (door, team) = (pipeline.signals, pipeline.team)
        switch commands.below(30) {
        case 0...12: try await emit()
        case 13:
            let until = pipeline.host.time.now() + .seconds(1 + commands.below(3_000))
            trace.append("pause")
            _ = try await door.pause(until: until, team: team)
        case 14...15:
            trace.append("resume")
            _ = try await door.resume(team: team)
        case 16:
            let consent: TeamSettings.Consent = commands.below(3) == 0 ? .no : .yes
            trace.append("consent \(consent)")
            _ = try await door.configureTeam(ConfigureTeam(consent: consent), team: team)
        case 17...18: try await redo()
        case 19:
            guard commands.below(4) == 0 else { return }
            trace.append("cleanup")
            _ = try await door.cleanup(team: team)
        case 20:
            guard commands.below(3) == 0 else { return }
            trace.append("reingest the team")
            _ = try await door.reingestTeam(.regroup, team: team)
        default: try await operate()
        }
    }

    private mutating func emit() async throws {
        guard let text = commands.pick(texts) else { return }
        let weight = Weight(thousandths: 100 * commands.below(11))
        // Few ids, so that some come again.
        let id = "\(commands.below(60))"
        let receipt = try await pipeline.emit(text, id: id, weight: weight)
        trace.append("emit \(receipt)")
        if case .accepted(let id, _) = receipt { signals.append(id) }
    }

    private mutating func redo() async throws {
        guard let signal = commands.pick(signals) else { return }
        trace.append("release \(signal)")
        let (door, team) = (pipeline.signals, pipeline.team)
        if commands.below(2) == 0 {
            _ = try await door.redo([signal], team: team)
        } else {
            _ = try await door.release([signal], team: team)
        }
    }

    /// Does something to a report that holds one of the signals.
    private mutating func operate() async throws {
        guard let signal = commands.pick(signals), let other = commands.pick(signals),
            let report = try await pipeline.place(of: signal).report
        else { return }
        let (door, team) = (pipeline.signals, pipeline.team)
        let kind = commands.below(9)
        trace.append("operation \(kind) on report \(report)")
        switch kind {
        case 0: _ = try await door.snooze(report, signals: 1 + commands.below(4), team: team)
        case 1:
            let reason = DismissalReason.allCases[commands.below(DismissalReason.allCases.count)]
            let target = try await pipeline.place(of: other).report
            _ = try await door.dismiss(
                report, DismissReport(reason: reason, duplicateOf: target), team: team)
        case 2: _ = try await door.restore(report, team: team)
        case 3: _ = try await door.resolve(report, team: team)
        case 4: _ = try await door.retry(report, reviewed: true, team: team)
        case 5: _ = try await door.delete(report, team: team)
        case 6: _ = try await door.reingest(report, team: team)
        case 7: _ = try await door.split([signal], from: report, team: team)
        default:
            guard let target = try await pipeline.place(of: other).report else { return }
            _ = try await door.merge(report, into: target, team: team)
        }
    }
}

@Suite(.timeLimit(.minutes(60))) struct `Random commands, crashes and pauses` {
    /// `SIGNALS_STORM_SEEDS=1000` tries that many; `SIGNALS_STORM_FIRST=N` begins at N.
    @Test func `S40 leave the ledger balanced at every position, and no research without a run`()
        async throws
    {
        let first = Tickets.size("SIGNALS_STORM_FIRST", byDefault: 1)
        let count = Tickets.size("SIGNALS_STORM_SEEDS", byDefault: 6)
        for seed in first..<(first + count) {
            var storm = try await Storm(seed: UInt64(seed))
            do {
                for _ in 0..<50 { try await storm.step() }
                try await storm.calm()
                try await check(storm, seed)
            } catch {
                Issue.record("\(error)\n\(hint(storm, seed))")
            }
            await storm.pipeline.host.stop()
        }
    }

    private func check(_ storm: Storm, _ seed: Int) async throws {
        let pipeline = storm.pipeline
        var broken: [String] = []
        let account = try await pipeline.balancedAccount()
        if account.inFlight > 0 { broken.append("I4: \(account.inFlight) signals in flight") }
        let query = ReportQuery(
            statuses: [.candidate, .inProgress], limit: SignalsLimits.pageReportsMax)
        for report in try await pipeline.signals.reports(query, team: pipeline.team).results {
            let run = SignalFlows.summaryID(pipeline.team, report.id)
            let known = try await pipeline.host.client.describe(workflow: run, run: nil)
            broken.append("I4: report \(report.id) is \(report.status), its run \(known.status)")
        }
        for line in pipeline.host.logged where line.contains("held") || line.contains("refused") {
            broken.append("logged: \(line)")
        }
        do {
            try await pipeline.host.checkReplay()
        } catch {
            broken.append("I7: \(error)")
        }
        guard !broken.isEmpty else { return }
        Issue.record("\(broken.joined(separator: "\n"))\n\(hint(storm, seed))")
    }

    private func hint(_ storm: Storm, _ seed: Int) -> Comment {
        """
        seed \(seed); the last of what happened:
        \(storm.trace.suffix(40).joined(separator: "\n"))
        repeat it: SIGNALS_STORM_FIRST=\(seed) SIGNALS_STORM_SEEDS=1 swift test --filter S40
        """
    }
}
