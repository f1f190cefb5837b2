import Events
import SignalsContracts
import SignalsFacade
import Simulation
import Testing

@Suite struct `A signal on its way` {
    @Test func `is assigned without being emitted again`() async throws {
        let pipeline = try await Pipeline()
        let receipt = try await pipeline.emit(
            "Export of bookings stops after 500 rows\nThe CSV has only the first rows.", id: "1")
        guard case .accepted(let id, _) = receipt else {
            Issue.record("\(receipt)")
            return
        }
        await pipeline.host.settle()
        let place = try await pipeline.place(of: id)
        #expect(place.report != nil, "\(place) \(pipeline.host.logged)")
        try await pipeline.host.checkReplay()
        await pipeline.host.stop()
    }
}

@Suite struct `Maintaining a team` {
    private static let texts = [
        "Export of bookings stops after 500 rows\nThe CSV has only the first rows.",
        "Password reset mail never arrives\nNobody gets the mail since Monday.",
        "The invoice PDF shows the wrong tax rate\nIt prints 7 instead of 19 percent.",
    ]

    private func filled() async throws -> (Pipeline, [SignalID]) {
        let pipeline = try await Pipeline()
        var ids: [SignalID] = []
        for (number, text) in Self.texts.enumerated() {
            let receipt = try await pipeline.emit(text, id: "\(number)")
            if case .accepted(let id, _) = receipt { ids.append(id) }
        }
        await pipeline.host.settle()
        #expect(ids.count == Self.texts.count)
        return (pipeline, ids)
    }

    @Test func `cleanup ends the epoch and the same signal is accepted again`() async throws {
        let (pipeline, ids) = try await filled()
        _ = try await pipeline.signals.cleanup(team: pipeline.team)
        await pipeline.host.settle()

        let team = try await pipeline.signals.team(pipeline.team)
        #expect(team.epoch == 2 && !team.isFenced)
        let again = try await pipeline.emit(Self.texts[0], id: "0")
        guard case .accepted(let id, _) = again else {
            Issue.record("\(again)")
            return
        }
        #expect(!ids.contains(id))
        await pipeline.host.settle()
        #expect(try await pipeline.place(of: id).report != nil)
        await pipeline.host.stop()
    }

    @Test func `a deleted report drops its signals by name`() async throws {
        let (pipeline, ids) = try await filled()
        let report = try #require(try await pipeline.place(of: ids[0]).report)
        _ = try await pipeline.signals.delete(report, team: pipeline.team)
        await pipeline.host.settle()
        #expect(try await pipeline.place(of: ids[0]) == .settled(.dropped(.reportDeleted)))
        #expect(try await pipeline.place(of: ids[1]).report != nil)
        await pipeline.host.stop()
    }

    @Test func `a reingested report gives its signals another one`() async throws {
        let (pipeline, ids) = try await filled()
        let report = try #require(try await pipeline.place(of: ids[0]).report)
        _ = try await pipeline.signals.reingest(report, team: pipeline.team)
        await pipeline.host.settle()
        let next = try #require(try await pipeline.place(of: ids[0]).report)
        #expect(next != report)
        try await pipeline.host.checkReplay()
        await pipeline.host.stop()
    }
}
