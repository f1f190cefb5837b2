import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Testing

@Suite struct `A full mailbox` {
    @Test func `refuses the next signal with a time to come back, and writes nothing`() async throws
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
}
