import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing

@testable import SignalsWorkflows

@Suite struct `A team whose grouping is paused` {
    /// How the pause and the signals come together.
    enum Course: String, CaseIterable { case pausedFirst, whileCollecting }

    @Test(arguments: Course.allCases)
    func `S12 groups nothing until it is resumed, through a restart, and loses nothing`(
        course: Course
    ) async throws {
        let pipeline = try await Pipeline(preset: .compatible)
        let until = pipeline.host.time.now() + .seconds(7_200)
        let texts = (0..<30).map(Tickets.lone)
        let ids: [SignalID]
        switch course {
        case .pausedFirst:
            _ = try await pipeline.signals.pause(until: until, team: pipeline.team)
            ids = try await pipeline.accept(texts)
        case .whileCollecting:
            let first = try await pipeline.accept(Array(texts.prefix(10)))
            // They are flushed after 5 s, and their round collects for another 30 s.
            await pipeline.host.advance(by: .seconds(6))
            _ = try await pipeline.signals.pause(until: until, team: pipeline.team)
            ids = first + (try await pipeline.accept(Array(texts.suffix(20))))
        }
        await pipeline.host.advance(by: .seconds(600))
        for id in ids { #expect(try await pipeline.place(of: id).isInFlight) }
        try await pipeline.restart()
        await pipeline.host.advance(by: .seconds(600))
        for id in ids { #expect(try await pipeline.place(of: id).isInFlight) }

        _ = try await pipeline.signals.resume(team: pipeline.team)
        await pipeline.host.advance(by: .seconds(120))
        let assignments = try await pipeline.assignments()
        for id in ids { #expect(assignments[id] == 1) }
        #expect(try await pipeline.balancedAccount().inFlight == 0)
        try await pipeline.host.checkReplay()
        await pipeline.host.stop()
    }

    @Test func `S12 goes on by itself when the time is over`() async throws {
        let pipeline = try await Pipeline()
        let until = pipeline.host.time.now() + .seconds(600)
        _ = try await pipeline.signals.pause(until: until, team: pipeline.team)
        let ids = try await pipeline.accept((0..<3).map(Tickets.lone))
        await pipeline.host.advance(by: .seconds(599))
        for id in ids { #expect(try await pipeline.place(of: id).isInFlight) }
        await pipeline.host.advance(by: .seconds(2))
        for id in ids { #expect(try await pipeline.place(of: id).report != nil) }
        try await pipeline.balancedAccount()
        await pipeline.host.stop()
    }
}
