import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing

@testable import SignalsWorkflows

@Suite(.timeLimit(.minutes(60))) struct `A backlog at the door` {
    /// `SIGNALS_BACKLOG=10000` fills the mailbox as the product ships.
    @Test func `S6 is refused beyond its bound as busy, and accepted once it has drained`()
        async throws
    {
        let most = Tickets.size("SIGNALS_BACKLOG", byDefault: 30)
        let pipeline = try await Pipeline(workers: .asleep, pendingMax: most)
        let ids = try await pipeline.accept((0..<most).map(Tickets.lone))
        let head = try await pipeline.host.store.head().position
        let refused = try await pipeline.emit(Tickets.lone(-1), id: "one too many")
        guard case .refused(.busy(let retryAfter)) = refused else {
            Issue.record("\(refused)")
            return
        }
        #expect(retryAfter > .zero)
        #expect(try await pipeline.host.store.head().position == head)

        try await pipeline.restart()
        await pipeline.host.advance(by: .seconds(60))
        let again = try await pipeline.emit(Tickets.lone(-1), id: "one too many")
        let late = try #require(again.signalID)
        await pipeline.host.advance(by: .seconds(60))
        let assignments = try await pipeline.assignments()
        for id in ids + [late] { #expect(assignments[id] == 1) }
        #expect(try await pipeline.balancedAccount().count(.assigned) == most + 1)
        await pipeline.host.stop()
    }

    @Test func `is brought on in batches of the size that the process was told`() async throws {
        let told = try PacingOverrides(environment: ["BUFFER_MAX_SIZE": "4"])
        let pipeline = try await Pipeline(workers: .asleep, pacing: told)
        _ = try await pipeline.accept((0..<12).map(Tickets.lone))
        try await pipeline.restart()
        await pipeline.host.settle()
        #expect(try await pipeline.batches().max() == 4)
        await pipeline.host.stop()
    }

    @Test func `is brought on in batches of the size that the team has set, whatever else is told`()
        async throws
    {
        let told = try PacingOverrides(environment: ["BUFFER_MAX_SIZE": "4"])
        let pipeline = try await Pipeline(workers: .asleep, pacing: told)
        _ = try await pipeline.signals.configureTeam(
            ConfigureTeam(overrides: PacingOverrides(bufferMaxSize: 6)), team: pipeline.team)
        _ = try await pipeline.accept((0..<12).map(Tickets.lone))
        try await pipeline.restart()
        await pipeline.host.settle()
        #expect(try await pipeline.batches().max() == 6)
        await pipeline.host.stop()
    }

    @Test(arguments: [
        ["BUFFER_MAX_SIZE": "0"], ["BUFFER_MAX_SIZE": "many"],
        ["GROUPING_COLLECT_WINDOW_SECONDS": "-1"], ["BUFFER_FLUSH_TIMEOUT_SECONDS": "1e9"],
    ])
    func `takes no setting that cannot be meant`(environment: [String: String]) {
        #expect(throws: SignalsError.self) { try PacingOverrides(environment: environment) }
    }
}

extension Pipeline {
    /// How many signals each batch held that was mailed to the grouping.
    fileprivate func batches() async throws -> [Int] {
        var sizes: [Int] = []
        for event in try await events() where event.type.text == "workflow.signal-accepted" {
            let record = try JSONValue(parsing: event.data)
            guard let count = record["payload"]?["signal_count"]?.integer else { continue }
            sizes.append(Int(count))
        }
        return sizes
    }
}
