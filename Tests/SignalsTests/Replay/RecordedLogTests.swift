import BlobStore
import EventStore
import Events
import Foundation
import Projections
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import TestSupport
import Testing
import WorkflowRuntime
import Workflows

@testable import SignalsWorkflows

@Suite struct `Replaying the demonstration's recorded log` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The recorded log, brought into a store of its own with every hash checked on the way.
    private func recorded() async throws -> SQLiteEventStore {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Fixtures/demo.log.jsonl")
        var rest: [UInt8]? = Array(try Data(contentsOf: file))
        _ = try SQLiteEventStore.importVerbatim(into: folder.path) {
            defer { rest = nil }
            return rest
        }
        return try await SQLiteEventStore.open(
            folder.path, role: .writer, time: SystemTime(), random: SystemRandom())
    }

    private func door(_ store: SQLiteEventStore) async throws -> Signals {
        let time = SystemTime()
        let views = try await Views.open(
            folder.path, over: store, Signals.projections, time: time)
        let client = LogWorkflowClient(store: store, time: time, random: SystemRandom())
        return Signals(
            store: store, client: client, views: views, time: time, random: SystemRandom())
    }

    /// The product's code behind its names, with one workflow taken from elsewhere where given.
    private func registry(_ signals: Signals, _ store: SQLiteEventStore) throws -> WorkflowRegistry
    {
        let registry = WorkflowRegistry()
        try bindSignals(
            registry, signals, store: store, blobs: MemoryBlobStore(), time: SystemTime())
        return registry
    }

    @Test func `rebuilds every view and balances the ledger`() async throws {
        let store = try await recorded()
        let signals = try await door(store)
        let status = try await signals.status(
            atLeast: try await store.head().position, team: .first)
        #expect(status.ledger.total.accepted == 89)
        let outcomes = status.ledger.total.outcomes
        #expect(outcomes.assigned == 77 && outcomes.filtered == 12)
        #expect(status.ledger.total.inFlight == 0)
        #expect(status.settled)
        await store.close()
    }

    @Test func `finds no difference in any history`() async throws {
        let store = try await recorded()
        let signals = try await door(store)
        let report = try await ReplayCheck(registry: try registry(signals, store)).run(store)
        #expect(report.differences.isEmpty, "\(report.differences.first?.description ?? "")")
        #expect(report.unknown.isEmpty)
        await store.close()
    }

    @Test func `fails when one decision is taken differently`() async throws {
        let store = try await recorded()
        let registry = WorkflowRegistry()
        registry.queue(SignalFlows.queue)
        registry.workflow(HastyBuffer.self)
        let report = try await ReplayCheck(registry: registry).run(store)
        let difference = try #require(report.differences.first)
        #expect(difference.workflow == SignalFlows.bufferID(.first))
        await store.close()
    }
}

/// A buffer that skips the safety filter: the one decision that differs.
private final class HastyBuffer: Workflow {
    static let reference = SignalFlows.buffer

    private let input: TeamInput

    init(_ input: TeamInput) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> NoValue {
        let mail = context.mail(SignalFlows.submitSignal)
        try await context.wait { mail.count > 0 }
        let pacing = try await context.local(BufferSteps.pacing, input)
        let claim = try mail.claimNow(upTo: pacing.bufferMaxSize)
        let flush = FlushInput(
            team: input.team, signals: claim.letters.map(\.payload), pendingBehind: mail.count)
        _ = try await context.activity(BufferSteps.flush, flush)
        claim.acknowledge()
        try context.continueAsNew(input)
    }
}
