import BlobStore
import EventStore
import Events
import Projections
import SignalsContracts
import SignalsDomain
import SignalsFacade
@testable import SignalsWorkflows
import Simulation
import Synchronization
import TestSupport
import Testing
import WorkflowRuntime
import Workflows

/// The whole product over a log in memory and a clock that is moved by hand, with its real judges.
final class Pipeline: Sendable {
    /// Whether workers run from the beginning.
    enum Workers { case running, asleep }

    let host: TestHost
    let blobs = MemoryBlobStore()
    let team = TeamID.first
    private let judge: any Judges
    private let checkouts: any CodeCheckouts
    private let keptModel: String?
    private let viewsFolder: String?
    private let pacing: PacingOverrides
    private let pendingMax: Int
    private let completed: @Sendable (ReportID, TeamID) async throws -> Void
    private let process: Mutex<(signals: Signals, desk: SignalsDesk)>

    static let offline = OfflineJudges(tools: OfflineTools(checkouts: NoCheckouts()))

    /// A pipeline whose first team exists; workers that are asleep are woken by `restart()`.
    ///
    /// Answers of the judge are kept in the log under the name of a model where one is given, and
    /// views are kept in a folder where one is given.
    init(
        preset: Preset = .immediate, judge: any Judges = Pipeline.offline,
        checkouts: any CodeCheckouts = NoCheckouts(), keptAs model: String? = nil,
        workers: Workers = .running, views: String? = nil, seed: UInt64 = 1,
        pacing: PacingOverrides = PacingOverrides(),
        pendingMax: Int = SignalsLimits.pendingSignalsMax,
        completed: @escaping @Sendable (ReportID, TeamID) async throws -> Void = { _, _ in }
    ) async throws {
        host = TestHost(seed: seed)
        (self.judge, self.checkouts, self.completed) = (judge, checkouts, completed)
        (keptModel, viewsFolder, self.pacing) = (model, views, pacing)
        self.pendingMax = pendingMax
        let client = LogWorkflowClient(
            store: host.store, time: host.time, random: SeededRandom(seed: seed, name: "early"))
        let signals = try await Self.door(
            over: host.store, client, host.time, nil, pendingMax: pendingMax)
        process = Mutex(
            (
                signals,
                Self.desk(signals, host, client, blobs, judge, checkouts, completed)
            ))
        _ = try await signals.setUp(ConfigureTeam(preset: preset), team: team)
        if workers == .running { try await restart() }
    }

    /// The door of the process that runs now.
    var signals: Signals { process.withLock(\.signals) }

    /// What the activities of the process that runs now work with.
    var desk: SignalsDesk { process.withLock(\.desk) }

    /// Kills the process and starts another: only log and blobs are handed on.
    func restart() async throws {
        try await host.crash { registry, _, _ in
            let (store, client) = (LastingStore(host: host), LastingClient(host: host))
            let signals = try await Self.door(
                over: store, client, host.time, viewsFolder, pendingMax: pendingMax)
            let judges: any Judges =
                keptModel.map { KeptJudges(judge, model: $0, in: store) } ?? judge
            var desk = Self.desk(signals, host, client, blobs, judges, checkouts, completed)
            desk.pacing = pacing
            let made = desk
            process.withLock { $0 = (signals, made) }
            bind(registry, made)
        }
    }

    private static func desk(
        _ signals: Signals, _ host: TestHost, _ client: any WorkflowClient,
        _ blobs: MemoryBlobStore, _ judges: any Judges, _ checkouts: any CodeCheckouts,
        _ completed: @escaping @Sendable (ReportID, TeamID) async throws -> Void
    ) -> SignalsDesk {
        let store = LastingStore(host: host)
        let vectors = VectorCache(judges)
        return SignalsDesk(
            decisions: signals.decisions, store: store, client: client, blobs: blobs,
            judges: judges, checkouts: checkouts, vectors: vectors,
            indexes: SignalIndexes(over: store, vectors), time: host.time, completed: completed)
    }

    static func door(
        over store: any EventStore, _ client: any WorkflowClient, _ time: VirtualTime,
        _ folder: String?, pendingMax: Int = SignalsLimits.pendingSignalsMax
    ) async throws -> Signals {
        Signals(
            store: store, client: client,
            views: try await Views.open(folder, over: store, Signals.projections, time: time),
            time: time, random: SeededRandom(seed: 1, name: "door"),
            pendingMax: pendingMax)
    }
}

// MARK: - Handing in

extension Pipeline {
    /// Hands a ticket in.
    @discardableResult
    func emit(
        _ text: String, id: String, weight: Weight? = nil, team: TeamID? = nil
    ) async throws -> Receipt {
        try await signals.emit(Self.ticket(text, id: id, weight: weight), team: team ?? self.team)
    }

    /// A ticket that passes every gate.
    static func ticket(_ text: String, id: String, weight: Weight? = nil) -> EmitSignal {
        EmitSignal(
            source: .zendeskTicket, sourceID: id, description: text, weight: weight,
            extra: [
                "url": "https://x.test/1", "tags": [], "created_at": "2026-05-01T00:00:00Z",
                "status": "open",
            ])
    }

    /// Hands several tickets in, one after the other, each of which has to be accepted.
    func accept(_ texts: [String], team: TeamID? = nil) async throws -> [SignalID] {
        var ids: [SignalID] = []
        for (number, text) in texts.enumerated() {
            let receipt = try await emit(text, id: "\(number)", team: team)
            guard case .accepted(let id, _) = receipt else {
                throw UnexpectedReceipt(receipt: receipt)
            }
            ids.append(id)
        }
        return ids
    }

    /// Moves the clock on step by step; a process that has died meanwhile is followed by another.
    func advance(_ steps: Int, by duration: Duration) async throws {
        for _ in 0..<steps {
            await host.advance(by: duration)
            if await isDead { try await restart() }
        }
    }

    /// Whether the process has died; its engine hears of it only when it next uses the log.
    var isDead: Bool {
        get async {
            if await host.isCrashed { return true }
            do {
                _ = try await host.store.head()
                return false
            } catch {
                return true
            }
        }
    }
}

// MARK: - Looking

extension Pipeline {
    /// Where a signal is.
    func place(of id: SignalID, team: TeamID? = nil) async throws -> SignalPlace {
        let standings = try await signals.decisions.standings(of: [id], team: team ?? self.team)
        return standings[0].state.place
    }

    /// Everything in the log, in its order.
    func events() async throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        var after: Position? = .start
        while let position = after {
            let page = try await host.store.read(
                after: position, through: nil, .everything, .forward, limit: 1_000)
            events += page.events
            after = page.next
        }
        return events
    }

    /// The account of the log, which has to balance wherever it is cut off.
    @discardableResult
    func balancedAccount(
        _ place: SourceLocation = #_sourceLocation
    ) async throws -> LedgerAccount<SignalLedgerRules> {
        var ledger = Ledger<SignalLedgerRules>()
        var research = Ledger<ResearchLedgerRules>()
        let types = SignalLedgerRules.types.union(ResearchLedgerRules.types)
        for event in try await events() where types.contains(event.type) {
            try ledger.apply(event)
            try research.apply(event)
            let isBalanced = ledger.account().remainder == 0 && research.account().remainder == 0
            guard !isBalanced else { continue }
            Issue.record("I4: not balanced at position \(event.position)", sourceLocation: place)
        }
        #expect(ledger.flaws.isEmpty, "I4: \(ledger.flaws)", sourceLocation: place)
        #expect(research.flaws.isEmpty, "I4: \(research.flaws)", sourceLocation: place)
        return ledger.account()
    }

    /// How often each signal was assigned.
    func assignments() async throws -> [SignalID: Int] {
        var counts: [SignalID: Int] = [:]
        for event in try await events() where event.type == SignalAssigned.type {
            guard let signal = event.stream.signalID else { continue }
            counts[signal, default: 0] += 1
        }
        return counts
    }

    /// What became of signals, and of the reports that hold them.
    func outcome(of signals: [SignalID]) async throws -> PipelineOutcome {
        var outcome = PipelineOutcome()
        for id in signals {
            let place = try await place(of: id)
            outcome.signals.append("\(id) \(place)")
            guard let report = place.report else { continue }
            let standing = try await self.signals.decisions.report(report).state.standing
            outcome.reports["\(report)"] =
                "\(standing.signalCount) signals, \(standing.totalWeight), \(standing.status), "
                + standing.title
        }
        return outcome
    }
}

/// What signals came to, in words that can be compared.
struct PipelineOutcome: Hashable {
    var signals: [String] = []
    var reports: [String: String] = [:]
}
