import EventStore
import Events
import Projections
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing
import WorkflowRuntime
import Workflows

/// A door over a log in memory, views in memory, and workflows that nobody runs.
struct Desk {
    let store: MemoryStore
    let time = VirtualTime()
    let client: LogWorkflowClient
    let signals: Signals
    let team = TeamID.first

    init(pendingMax: Int = SignalsLimits.pendingSignalsMax) async throws {
        let (time, random) = (time, SeededRandom(seed: 1))
        store = MemoryStore(time: time)
        let views = try await Views.open(nil, over: store, Signals.projections, time: time)
        client = LogWorkflowClient(store: store, time: time, random: random)
        signals = Signals(
            store: store, client: client, views: views, time: time, random: random,
            pendingMax: pendingMax)
    }

    /// A door whose first team exists.
    static func open(
        _ settings: ConfigureTeam = ConfigureTeam(),
        pendingMax: Int = SignalsLimits.pendingSignalsMax
    ) async throws -> Desk {
        let desk = try await Desk(pendingMax: pendingMax)
        _ = try await desk.signals.setUp(settings, team: desk.team)
        return desk
    }

    static let ticketExtra: JSONValue = [
        "url": "https://example.test/1", "tags": ["export"], "created_at": "2026-05-01T08:00:00Z",
        "status": "open",
    ]

    /// A ticket that passes every gate.
    static func ticket(
        _ id: String = "1", _ text: String = "Exports are empty", weight: Weight? = nil,
        key: String? = nil
    ) -> EmitSignal {
        EmitSignal(
            source: .zendeskTicket, sourceID: id, description: text, weight: weight,
            extra: ticketExtra, idempotencyKey: key)
    }

    /// Emits a signal that has to be accepted.
    @discardableResult
    func accept(_ signal: EmitSignal) async throws -> SignalID {
        let receipt = try await signals.emit(signal, team: team)
        guard case .accepted(let id, _) = receipt else {
            throw UnexpectedReceipt(receipt: receipt)
        }
        return id
    }

    /// Emits a signal and brings it into a report of its own.
    func open(_ signal: EmitSignal) async throws -> (SignalID, ReportID) {
        let id = try await accept(signal)
        _ = try await signals.decisions.step(id, of: team, .clear(judge: nil))
        let outcome = try await signals.decisions.assign(
            id, of: team, to: .new(title: "", summary: "", NewMatch(reason: "first")))
        guard case .assigned(let report, _, _) = outcome else {
            throw UnexpectedOutcome(outcome: outcome)
        }
        return (id, report)
    }

    /// Emits a signal and brings it into a report that is there.
    @discardableResult
    func join(
        _ report: ReportID, _ signal: EmitSignal
    ) async throws -> (SignalID, PlacementOutcome) {
        let id = try await accept(signal)
        _ = try await signals.decisions.step(id, of: team, .clear(judge: nil))
        let match = ExistingMatch(parentSignalID: id, matchQuery: "q", reason: "same")
        let outcome = try await signals.decisions.assign(
            id, of: team, to: .existing(report, title: nil, match))
        return (id, outcome)
    }

    /// Where a report stands by its own events.
    func standing(_ report: ReportID) async throws -> ReportStanding {
        try await signals.decisions.report(report).state.standing
    }

    /// Everything in the log that is the product's.
    func events() async throws -> [RecordedEvent] { try await events(.all) }

    private func events(_ filter: EventFilter) async throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        var after = Position.start
        while true {
            let page = try await store.read(
                after: after, through: nil, filter, .forward, limit: 1_000)
            events += page.events
            guard let next = page.next else { return events }
            after = next
        }
    }

    /// The workflows that were started, by id, in their order.
    func started() async throws -> [String] { try await workflows("workflow.run-started") }

    /// The workflows that got a letter, by id, in the order of the letters.
    func mailed() async throws -> [String] { try await workflows("workflow.signal-accepted") }

    private func workflows(_ type: String) async throws -> [String] {
        try await events(.everything).filter { $0.type.text == type }.map { event in
            String(event.stream.decodedID.split(separator: "/", maxSplits: 1).last ?? "")
        }
    }

    var position: Position {
        get async throws { try await store.head().position }
    }

    /// The account of the log, which has to balance wherever it is cut off.
    func balancedAccount() async throws -> LedgerAccount<SignalLedgerRules> {
        var ledger = Ledger<SignalLedgerRules>()
        for event in try await events() {
            try ledger.apply(event)
            #expect(ledger.account().remainder == 0, "at position \(event.position)")
        }
        #expect(ledger.flaws.isEmpty, "\(ledger.flaws)")
        return ledger.account()
    }
}

struct UnexpectedReceipt: Error {
    let receipt: Receipt
}

struct UnexpectedOutcome: Error {
    let outcome: PlacementOutcome
}
