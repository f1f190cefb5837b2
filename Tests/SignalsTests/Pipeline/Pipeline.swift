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
    let team = TeamID.first

    init(preset: Preset = .immediate, judge: any Judges = Pipeline.offline) async throws {
        host = TestHost()
        let views = try await Views.open(
            nil, over: host.store, Signals.projections, time: host.time)
        signals = Signals(
            store: host.store, client: host.client, views: views, time: host.time,
            random: SeededRandom(seed: 1, name: "door"))
        let vectors = VectorCache(judge)
        bind(
            host.registry,
            SignalsDesk(
                decisions: signals.decisions, store: host.store, client: host.client, blobs: blobs,
                judges: judge,
                checkouts: ConnectedCheckouts(signals.decisions), vectors: vectors,
                indexes: SignalIndexes(over: host.store, vectors), time: host.time,
                completed: { _, _ in }))
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
