import EventStore
import Events
import Simulation
import Testing
import Workflows

@Suite(.timeLimit(.minutes(1))) struct `Activities` {
    @Test func `W-S10: that fail twice are tried a third time, with one key`() async throws {
        try await withHost { host in
            let tally = Notes()
            host.mock(Faults.work) { input, context in
                tally.note("\(context.attempt) \(context.idempotencyKey)")
                if context.attempt < 3 { throw ApplicationFailure("503", type: "ModelError") }
                return input
            }
            let handle = try await host.client.start(Faults.flaky, id: "f", "x")
            await host.settle()
            #expect(tally.all.count == 1)
            await host.advance(by: .seconds(1))
            #expect(tally.all.count == 2)
            await host.crash()
            await host.advance(by: .seconds(2))
            #expect(try await handleResult(host, handle.run) == "x")
            #expect(tally.all.map { $0.prefix(1) } == ["1", "2", "3"])
            #expect(Set(tally.all.map { $0.dropFirst(2) }).count == 1)
        }
    }

    @Test func `W-S11: that no repetition cures are not repeated`() async throws {
        try await withHost { host in
            host.mock(Faults.work) { _, _ in throw ApplicationFailure("bad", type: "Fatal") }
            let handle = try await host.client.start(Faults.flaky, id: "f", "x")
            await #expect(throws: WorkflowError.self) { try await handle.result() }
            let seen = try await host.client.describe(workflow: "f", run: nil)
            #expect(seen.status == .failed)
            let records = try await host.client.history(workflow: "f", run: nil)
            #expect(
                records.last?["activations"]?.array?.last?["trigger"]?["retryState"]
                    == "NON_RETRYABLE_FAILURE")
        }
    }

    @Test func `W-S11: wait as long as the failure says`() async throws {
        try await withHost { host in
            let tally = Notes()
            host.mock(Faults.work) { input, context in
                tally.note("\(context.attempt)")
                guard context.attempt > 1 else {
                    throw ApplicationFailure(
                        "later", type: "Busy", nextRetryDelay: .seconds(7))
                }
                return input
            }
            let handle = try await host.client.start(Faults.flaky, id: "f", "x")
            await host.advance(by: .milliseconds(6_999))
            #expect(tally.all == ["1"])
            await host.advance(by: .milliseconds(1))
            #expect(try await handle.result() == "x")
        }
    }

    @Test func `W-S12: are timed out when they are silent, and read their last heartbeat`()
        async throws
    {
        try await withHost { host in
            let tally = Notes()
            host.mock(Faults.work) { input, context in
                let before = try context.details(as: Int.self)
                tally.note("\(context.attempt) \(before.map(String.init) ?? "none")")
                guard context.attempt > 1 else {
                    try context.heartbeat(5)
                    try await context.sleep(for: .seconds(3_600))
                    return "never"
                }
                return input
            }
            let handle = try await host.client.start(Faults.flaky, id: "f", "x")
            await host.advance(by: .seconds(3))
            #expect(tally.all == ["1 none"])
            await host.advance(by: .seconds(3))
            #expect(try await handle.result() == "x")
            #expect(tally.all == ["1 none", "2 5"])
        }
    }

    @Test func `W-S12: are timed out when an attempt takes too long`() async throws {
        try await withHost { host in
            host.mock(Faults.work) { _, context in
                while true {
                    try context.heartbeat()
                    try await context.sleep(for: .seconds(2))
                }
            }
            let handle = try await host.client.start(Faults.flaky, id: "f", "x")
            await host.advance(by: .seconds(40))
            #expect(try await handle.result() == "timeout START_TO_CLOSE")
        }
    }

    @Test func `W-S21: race with timers, and the loser is cancelled`() async throws {
        try await withHost { host in
            host.mock(Faults.work) { input, context in
                try await context.sleep(for: .seconds(3))
                return input
            }
            let slow = try await host.client.start(Faults.racer, id: "timer wins", 1)
            let fast = try await host.client.start(Faults.racer, id: "activity wins", 9)
            await host.advance(by: .seconds(20))
            #expect(try await slow.result() == "timer")
            #expect(try await fast.result() == "race")
        }
    }

    private func handleResult(_ host: TestHost, _ run: UniqueID) async throws -> String {
        try await host.client.result(of: "f", run: run).decode()
    }
}
