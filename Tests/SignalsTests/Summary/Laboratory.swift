import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Synchronization
import Testing
import Workflows

@testable import SignalsWorkflows

/// The offline judges, and a hand in what happens around their answers.
final class AttendedJudges: Judges {
    /// Looks on before a step is answered; what it throws is the step's failure.
    typealias Attendant = @Sendable (StepName, String) async throws -> Void

    private let judges: OfflineJudges
    private let attendant = Mutex<Attendant?>(nil)
    private let asked = Mutex<[StepName]>([])

    init(_ checkouts: any CodeCheckouts) {
        judges = OfflineJudges(tools: OfflineTools(checkouts: checkouts))
    }

    /// Has somebody look on from now on.
    func attend(_ body: Attendant?) { attendant.withLock { $0 = body } }

    /// How often a step was asked.
    func count(of step: StepName) -> Int { asked.withLock { $0.count { $0 == step } } }

    func answer<Step: JudgedStep>(
        _ question: Step.Question, as step: Step.Type
    ) async throws(JudgeError) -> Judgement<Step.Answer> {
        asked.withLock { $0.append(Step.name) }
        do {
            try await attendant.withLock { $0 }?(Step.name, "\(question)")
        } catch {
            throw .checkoutUnavailable(repository: Laboratory.name, reason: "\(error)")
        }
        return try await judges.answer(question, as: step)
    }
}

/// How long a step waits before it does its work.
private final class Pause: Sendable {
    private let kept = Mutex<Duration?>(nil)

    var length: Duration? { kept.withLock { $0 } }

    func set(_ length: Duration?) { kept.withLock { $0 = length } }
}

/// What an attendant throws where a network would.
struct ConnectionLost: Error, CustomStringConvertible {
    let description = "connection reset by peer"
}

/// A pipeline whose reports are researched in a real repository.
///
/// Signals are placed by hand, so that a test says which report holds what; research itself is the
/// product's own, on the engine.
struct Laboratory {
    static let name = "harbour/service"
    /// A defect that quotes what the sample repository holds.
    static let defect = "Webhooks stop\nThe log says \"gave up after 3 attempts\" and nothing more."

    let pipeline: Pipeline
    let judges: AttendedJudges
    let repository: SampleRepository
    private let pause = Pause()

    init(
        isConnected: Bool = true,
        completed: @escaping @Sendable (ReportID, TeamID) async throws -> Void = { _, _ in }
    ) async throws {
        repository = try SampleRepository()
        let checkouts = repository.checkouts(named: Self.name)
        judges = AttendedJudges(checkouts)
        pipeline = try await Pipeline(
            judge: judges, checkouts: checkouts, completed: completed)
        // Nothing places signals but the test.
        _ = try await signals.pause(
            until: pipeline.host.time.now() + .seconds(86_400 * 365), team: team)
        slowDown()
        guard isConnected else { return }
        _ = try await signals.connectRepository(Self.name, path: nil, team: team)
    }

    /// Lets the judge of the report take as long as the laboratory says, then do its real work.
    private func slowDown() {
        let (desk, pause) = (pipeline.desk, pause)
        pipeline.host.mock(SummarySteps.judgeSafety) { input, context in
            if let length = pause.length { try await context.sleep(for: length) }
            return try await JudgeReportSafety(desk: desk).run(input, context)
        }
    }

    /// Has research stand still for a while at its first judge; nil lets it go on at once.
    func rest(for length: Duration?) { pause.set(length) }

    var signals: Signals { pipeline.signals }
    var team: TeamID { pipeline.team }

    /// Brings a signal into a report of its own, which is promoted unless it weighs less.
    func open(
        _ text: String = defect, id: String = "1", weight: Weight = .full
    ) async throws -> (SignalID, ReportID) {
        let signal = try await accept(text, id, weight)
        let outcome = try await signals.decisions.assign(
            signal, of: team, to: .new(title: "", summary: "", NewMatch(reason: "first")))
        guard case .assigned(let report, _, _) = outcome else {
            throw UnexpectedOutcome(outcome: outcome)
        }
        return (signal, report)
    }

    /// Brings a signal into a report that is there.
    @discardableResult
    func join(
        _ report: ReportID, _ text: String = defect, id: String, weight: Weight = .full
    ) async throws -> SignalID {
        let signal = try await accept(text, id, weight)
        let match = ExistingMatch(parentSignalID: signal, matchQuery: "q", reason: "same")
        _ = try await signals.decisions.assign(
            signal, of: team, to: .existing(report, title: nil, match))
        return signal
    }

    private func accept(_ text: String, _ id: String, _ weight: Weight) async throws -> SignalID {
        let receipt = try await pipeline.emit(text, id: id, weight: weight)
        guard case .accepted(let signal, _) = receipt else {
            throw UnexpectedReceipt(receipt: receipt)
        }
        return signal
    }

    func standing(_ report: ReportID) async throws -> ReportStanding {
        try await signals.decisions.report(report).state.standing
    }

    /// The types of a report's events behind its first research, in words.
    func history(_ report: ReportID) async throws -> [String] {
        try await signals.history(of: report, team: team).map {
            String($0.type.dropFirst("signals.report-".count))
        }
    }

    /// The signals of the current findings, each as often as it is found.
    func findings(_ report: ReportID) async throws -> [SignalID] {
        let artefacts = try await signals.artefacts(of: report, team: team)
        return artefacts.compactMap {
            if case .signalFinding(let finding) = $0.artefact { finding.signalID } else { nil }
        }
    }

    /// How the runs of a report's research ended, oldest first; nil for one that is open.
    func runs(_ report: ReportID) async throws -> [RunStatus?] {
        let chain = RunChange.stream(of: SignalFlows.summaryID(team, report))
        let page = try await pipeline.host.store.read(chain, from: nil, .forward, limit: 1_000)
        var ends: [RunStatus?] = []
        for event in page.events {
            switch try await RunChange.read(event, in: pipeline.host.store)?.kind {
            case .started: ends.append(nil)
            case .closed(let status, _, _): ends[ends.count - 1] = status
            case nil: break
            }
        }
        return ends
    }

    /// Looks for research without a run once, as the workers do, and lets everything come to rest.
    func reconcile() async throws {
        var watch = ResearchWatch(signals: signals, store: pipeline.host.store)
        try await watch.sweep()
        await pipeline.host.settle()
    }

    /// Balances the ledger and replays every history, then ends.
    func close() async throws {
        let total = try await signals.status(team: team).ledger.total
        let settled = total.outcomes
        #expect(
            total.accepted == settled.assigned + settled.filtered + settled.blocked
                + settled.dropped + total.inFlight)
        try await pipeline.host.checkReplay()
        await pipeline.host.stop()
    }
}
