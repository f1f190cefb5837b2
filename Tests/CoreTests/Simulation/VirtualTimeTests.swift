import Events
import Simulation
import Synchronization
import Testing

@Suite struct `The virtual clock` {
    private let time = VirtualTime(at: Timestamp(microseconds: 0))

    @Test func `moves only when it is told to`() {
        #expect(time.now() == Timestamp(microseconds: 0))
        time.advance(by: .seconds(3))
        #expect(time.now() == Timestamp(microseconds: 3_000_000))
        time.advance(to: Timestamp(microseconds: 1))
        #expect(time.now() == Timestamp(microseconds: 3_000_000))
        time.set(to: Timestamp(microseconds: 5))
        #expect(time.now() == Timestamp(microseconds: 5))
    }

    @Test func `wakes at the deadline and never before`() async throws {
        let time = time
        async let woken: Void = time.wait(until: Timestamp(microseconds: 10))
        while time.waiting == 0 { await Task.yield() }
        time.advance(by: .microseconds(9))
        #expect(time.nextDeadline == Timestamp(microseconds: 10))
        time.advance(by: .microseconds(1))
        try await woken
        #expect(time.nextDeadline == nil)
    }

    @Test func `returns at once for the past`() async throws {
        try await time.wait(until: Timestamp(microseconds: -5))
    }

    @Test func `shows the earliest deadline first`() async throws {
        let time = time
        try await withThrowingTaskGroup(of: Void.self) { group in
            for deadline in [30, 10, 20] as [Int64] {
                group.addTask { try await time.wait(until: Timestamp(microseconds: deadline)) }
            }
            for deadline in [10, 20, 30] as [Int64] {
                while time.waiting < Int(40 - deadline) / 10 { await Task.yield() }
                #expect(time.nextDeadline == Timestamp(microseconds: deadline))
                time.advance(to: Timestamp(microseconds: deadline))
            }
            try await group.waitForAll()
        }
    }

    @Test func `lets a cancelled task go`() async {
        let time = time
        let task = Task { try await time.wait(until: Timestamp(microseconds: 10)) }
        while time.waiting == 0 { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(time.waiting == 0)
    }
}

@Suite struct `Seeded randomness` {
    @Test func `is SplitMix64`() {
        let random = Simulation.SeededRandom(seed: 1_234_567)
        let first = (0..<3).map { _ in random.next() }
        #expect(
            first == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    @Test func `gives every name its own stream`() {
        let one = Simulation.SeededRandom(seed: 7, name: "disk")
        let again = Simulation.SeededRandom(seed: 7, name: "disk")
        let other = Simulation.SeededRandom(seed: 7, name: "network")
        let drawn = (0..<8).map { _ in one.next() }
        #expect(drawn == (0..<8).map { _ in again.next() })
        #expect(drawn != (0..<8).map { _ in other.next() })
    }
}
