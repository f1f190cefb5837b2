import Events
import Projections
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing
import WorkflowRuntime
import Workflows

@Suite struct `A full mailbox` {
    @Test func `S6 refuses the next signal with a time to come back, and writes nothing`()
        async throws
    {
        let desk = try await Desk.open(pendingMax: 3)
        for number in 1...3 { try await desk.accept(Desk.ticket("\(number)", "text \(number)")) }
        let before = try await desk.position
        let receipt = try await desk.signals.emit(Desk.ticket("4", "text 4"), team: desk.team)
        guard case .refused(.busy(let retryAfter)) = receipt else {
            Issue.record("\(receipt)")
            return
        }
        #expect(retryAfter > .zero)
        #expect(try await desk.position == before)
        #expect(try await desk.balancedAccount().accepted == 3)
    }

    @Test func `is a matter of one team alone`() async throws {
        let desk = try await Desk.open(pendingMax: 1)
        let other = try #require(TeamID(2))
        _ = try await desk.signals.setUp(team: other)
        try await desk.accept(Desk.ticket())
        let receipt = try await desk.signals.emit(Desk.ticket(), team: other)
        #expect(receipt.signalID != nil)
    }

    @Test func `takes signals again once the buffer has read`() async throws {
        let host = TestHost()
        host.registry.queue(SignalFlows.queue)
        host.registry.workflow(ReadingBuffer.self)
        let client = LogWorkflowClient(
            store: host.store, time: host.time, random: SeededRandom(seed: 5))
        let views = try await Views.open(
            nil, over: host.store, Signals.projections, time: host.time)
        let signals = Signals(
            store: host.store, client: client, views: views, time: host.time,
            random: SeededRandom(seed: 6), pendingMax: 2)
        _ = try await signals.setUp(ConfigureTeam(emitterTrace: .off), team: .first)
        func emit(_ number: Int) async throws -> Receipt {
            try await signals.emit(
                Desk.ticket("\(number)", "text \(number)"), team: .first)
        }
        #expect(try await emit(1).signalID != nil)
        #expect(try await emit(2).signalID != nil)
        #expect(try await emit(3).signalID == nil)

        host.start()
        await host.settle()
        #expect(try await emit(3).signalID != nil)
        await host.stop()
    }
}

/// A buffer that reads its mail and does nothing with it.
final class ReadingBuffer: Workflow {
    static let reference = SignalFlows.buffer

    init(_ input: TeamInput) {}

    func run(_ context: WorkflowContext) async throws -> NoValue {
        let mail = context.mail(SignalFlows.submitSignal)
        while true { _ = try await mail.next() }
    }
}
