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

@Suite(.timeLimit(.minutes(60))) struct `Teams that share the workers` {
    /// `SIGNALS_FAIRNESS_QUEUED=5000` queues as many as the scenario says.
    @Test func `S13 one signal of a team is assigned before another's thousands are half done`()
        async throws
    {
        let queued = Tickets.size("SIGNALS_FAIRNESS_QUEUED", byDefault: 80)
        let pipeline = try await Pipeline(workers: .asleep)
        let other = try #require(TeamID(2))
        _ = try await pipeline.signals.setUp(ConfigureTeam(preset: .immediate), team: other)
        _ = try await pipeline.accept((0..<queued).map(Tickets.lone))
        let lone = try await pipeline.accept([Tickets.lone(1)], team: other)[0]

        try await pipeline.restart()
        await pipeline.host.advance(by: .seconds(60))
        var before = 0
        var isAssigned = false
        for event in try await pipeline.events() where event.type == SignalAssigned.type {
            isAssigned = isAssigned || event.stream.signalID == lone
            if !isAssigned { before += 1 }
        }
        #expect(isAssigned)
        #expect(before < queued / 2, "\(before) of \(queued) came first")
        #expect(try await pipeline.balancedAccount().count(.assigned) == queued + 1)
        await pipeline.host.stop()
    }

    @Test func `S13 take turns at research, however many reports of one team wait for it`()
        async throws
    {
        let pipeline = try await Pipeline()
        let other = try #require(TeamID(2))
        _ = try await pipeline.signals.setUp(ConfigureTeam(preset: .immediate), team: other)
        let served = Mutex<[TeamID]>([])
        pipeline.host.mock(SummarySteps.selectRepository) { input, context in
            served.withLock { $0.append(input.team) }
            try await context.sleep(for: .seconds(60))
            return RepositorySelection(repository: nil, reason: "none", candidates: [])
        }
        let whole = try #require(Weight(1))
        for (number, text) in try Tickets.different(24).enumerated() {
            _ = try await pipeline.emit(text, id: "\(number)", weight: whole)
        }
        await pipeline.host.advance(by: .seconds(30))
        // All slots of research are taken, and a queue of the first team has formed.
        #expect(served.withLock(\.count) == FlowLimits.researchSlots)
        _ = try await pipeline.emit(Tickets.lone(1), id: "lone", weight: whole, team: other)
        await pipeline.host.advance(by: .seconds(600))
        let order = served.withLock(\.self)
        #expect(order.count > 20)
        let place = try #require(order.firstIndex(of: other))
        #expect(place <= FlowLimits.researchSlots + 1, "it was number \(place) of \(order.count)")
        await pipeline.host.stop()
    }
}
