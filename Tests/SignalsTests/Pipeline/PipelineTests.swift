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
