import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing
import Workflows

@testable import SignalsWorkflows

@Suite(.timeLimit(.minutes(30))) struct `How long signals wait for each other` {
    @Test func `S8 a lone signal is flushed at 5 s and grouped 30 s later, as the reference does`()
        async throws
    {
        let pipeline = try await Pipeline(preset: .compatible)
        let start = pipeline.host.time.now()
        let id = try await pipeline.accept([Tickets.lone(1)])[0]
        await pipeline.host.advance(by: .seconds(34))
        #expect(try await pipeline.place(of: id).isInFlight)
        await pipeline.host.advance(by: .seconds(2))
        #expect(try await pipeline.place(of: id).report != nil)
        let waits = try await pipeline.waits(from: start)
        #expect(waits.flushed == [5] && waits.assigned == [35])
        try await pipeline.balancedAccount()
        await pipeline.host.stop()
    }

    @Test func `S8 twenty at once are flushed without waiting`() async throws {
        let pipeline = try await Pipeline(preset: .compatible)
        let start = pipeline.host.time.now()
        let ids = try await pipeline.accept((0..<20).map(Tickets.lone))
        await pipeline.host.settle()
        #expect(try await pipeline.waits(from: start).flushed == [0])
        // The batch is a round: nothing is waited for once it is full.
        for id in ids { #expect(try await pipeline.place(of: id).report != nil) }
        await pipeline.host.stop()
    }

    @Test func `S8 a lone signal of the default preset waits for a quarter of a second`()
        async throws
    {
        let pipeline = try await Pipeline(preset: .adaptive)
        let start = pipeline.host.time.now()
        _ = try await pipeline.accept([Tickets.lone(1)])
        await pipeline.host.advance(by: .seconds(1))
        let waits = try await pipeline.waits(from: start)
        #expect(waits.flushed == [0.25] && waits.assigned == [0.25])
        await pipeline.host.stop()
    }

    /// `SIGNALS_PACING_SECONDS=60` emits for as long as the scenario says.
    @Test func `S8 a hundred a second make rounds of twenty to 39, and none waits over 36 s`()
        async throws
    {
        let seconds = Tickets.size("SIGNALS_PACING_SECONDS", byDefault: 1)
        let pipeline = try await Pipeline(preset: .adaptive)
        var emitted: [SignalID: Timestamp] = [:]
        for number in 0..<(100 * seconds) {
            let receipt = try await pipeline.emit(Tickets.lone(number), id: "\(number)")
            emitted[try #require(receipt.signalID)] = pipeline.host.time.now()
            await pipeline.host.advance(by: .milliseconds(10))
        }
        await pipeline.host.advance(by: .seconds(60))
        for event in try await pipeline.events() where event.type == SignalAssigned.type {
            let id = try #require(event.stream.signalID)
            let known = emitted.removeValue(forKey: id)
            let start = try #require(known)
            #expect(event.recorded - start <= .seconds(36))
        }
        #expect(emitted.isEmpty)
        let sizes = try await pipeline.rounds()
        #expect(sizes.dropLast().allSatisfy { (20...39).contains($0) }, "\(sizes)")
        await pipeline.host.stop()
    }

    @Test func `the flush is counted from the oldest signal, also of one that came in a round`()
        async throws
    {
        let judge = FailingJudges(atMost: 2) { step, text in
            step == .safetyFilter && text.contains("number 1 ")
        }
        let pipeline = try await Pipeline(preset: .compatible, judge: judge)
        let start = pipeline.host.time.now()
        _ = try await pipeline.accept([Tickets.lone(1)])
        // The round of the first claims it at 5 s, and its filter answers 3 s later.
        await pipeline.host.advance(by: .seconds(6))
        try await pipeline.emit(Tickets.lone(2), id: "second")
        await pipeline.host.advance(by: .seconds(60))
        #expect(try await pipeline.waits(from: start).flushed == [8, 11])
        await pipeline.host.stop()
    }
}

extension Pipeline {
    /// At which second batches were mailed to the grouping, and signals assigned.
    fileprivate func waits(
        from start: Timestamp
    ) async throws -> (flushed: [Double], assigned: [Double]) {
        var waits: (flushed: [Double], assigned: [Double]) = ([], [])
        for event in try await events() {
            let seconds = (event.recorded - start) / .seconds(1)
            if event.type == SignalAssigned.type { waits.assigned.append(seconds) }
            let isBatch =
                event.type.text == "workflow.signal-accepted"
                && String(decoding: event.data, as: UTF8.self).contains("submit_batch")
            if isBatch { waits.flushed.append(seconds) }
        }
        return waits
    }

    /// How many signals each round of the grouping embedded, by the moments of their beginnings.
    fileprivate func rounds() async throws -> [Int] {
        var sizes: [Position: Int] = [:]
        for event in try await events() where event.type.text.hasPrefix("workflow.run-") {
            let record = try JSONValue(parsing: event.data)
            for activation in record["activations"]?.array ?? [] {
                for command in activation["commands"]?.array ?? []
                where command["type"]?.string == GroupingSteps.queries.name {
                    let input = try #require(command["input"], "\(command.text())")
                    sizes[try input.decode(as: RoundStep.self).position, default: 0] += 1
                }
            }
        }
        return sizes.sorted { $0.key < $1.key }.map(\.value)
    }
}
