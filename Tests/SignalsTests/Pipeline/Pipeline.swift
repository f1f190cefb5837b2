import BlobStore
import EventStore
import Events
import Projections
import SignalsContracts
import SignalsDomain
import SignalsFacade
@testable import SignalsWorkflows
import Simulation
import TestSupport
import Testing
import WorkflowRuntime
import Workflows

/// The whole product over a log in memory and a clock that is moved by hand, with its real judges.
struct Pipeline: Sendable {
    let host: TestHost
    let blobs = MemoryBlobStore()
    let signals: Signals
    let desk: SignalsDesk
    let team = TeamID.first

    init(
        preset: Preset = .immediate, judge: any Judges = Pipeline.offline,
        checkouts: any CodeCheckouts = NoCheckouts(),
        completed: @escaping @Sendable (ReportID, TeamID) async throws -> Void = { _, _ in }
    ) async throws {
        host = TestHost()
        let (store, client) = (LastingStore(host: host), LastingClient(host: host))
        let views = try await Views.open(nil, over: store, Signals.projections, time: host.time)
        signals = Signals(
            store: store, client: client, views: views, time: host.time,
            random: SeededRandom(seed: 1, name: "door"))
        let vectors = VectorCache(judge)
        desk = SignalsDesk(
            decisions: signals.decisions, store: store, client: client, blobs: blobs,
            judges: judge, checkouts: checkouts, vectors: vectors,
            indexes: SignalIndexes(over: store, vectors), time: host.time, completed: completed)
        bind(host.registry, desk)
        _ = try await signals.setUp(ConfigureTeam(preset: preset), team: team)
    }

    static let offline = OfflineJudges(tools: OfflineTools(checkouts: NoCheckouts()))

    /// Hands a ticket in.
    @discardableResult
    func emit(
        _ text: String, id: String, weight: Weight? = nil
    ) async throws -> Receipt {
        try await signals.emit(
            EmitSignal(
                source: .zendeskTicket, sourceID: id, description: text, weight: weight,
                extra: [
                    "url": "https://x.test/1", "tags": [], "created_at": "2026-05-01T00:00:00Z",
                    "status": "open",
                ]),
            team: team)
    }

    /// Where a signal is.
    func place(of id: SignalID) async throws -> SignalPlace {
        let standings = try await signals.decisions.standings(of: [id], team: team)
        return standings[0].state.place
    }
}
