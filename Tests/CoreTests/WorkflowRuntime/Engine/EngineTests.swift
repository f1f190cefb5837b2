import EventStore
import Events
import Simulation
import Testing
import WorkflowRuntime
import Workflows

/// Binds the samples, runs the body, then checks what must always hold.
func withHost(
    seed: UInt64 = 1, _ body: (TestHost) async throws -> Void
) async throws {
    let host = TestHost(seed: seed)
    bindSamples(host.registry)
    bindFaults(host.registry)
    host.registry.workflow(GuardianWorkflow.self)
    do {
        try await body(host)
        try await host.checkReplay()
    } catch {
        await host.stop()
        throw error
    }
    await host.stop()
}

@Suite(.timeLimit(.minutes(1))) struct `Durable workflows` {
    @Test func `run activities and return a result`() async throws {
        try await withHost { host in
            let handle = try await host.client.start(Samples.greet, id: "greet-1", "Ada")
            #expect(try await handle.result() == "Hello, Ada")
            let seen = try await host.client.describe(workflow: "greet-1", run: nil)
            #expect(seen.status == .completed)
            #expect(host.registry.built == ["greet", "note_name", "say_hello"])
        }
    }

    @Test func `sleep by the clock of the engine, never too short`() async throws {
        try await withHost { host in
            let handle = try await host.client.start(Samples.sleeper, id: "s", 3)
            await host.advance(by: .milliseconds(2_999))
            #expect(try await host.client.describe(workflow: "s", run: nil).status == .running)
            await host.advance(by: .milliseconds(1))
            #expect(try await handle.result() == 3)
        }
    }

    @Test func `wait for their children`() async throws {
        try await withHost { host in
            let handle = try await host.client.start(Samples.parent, id: "p", ["a", "b", "c"])
            #expect(try await handle.result() == ["Hello, a", "Hello, b", "Hello, c"])
        }
    }

    @Test func `go through mail in batches and continue as new runs`() async throws {
        try await withHost { host in
            let input = BufferInput(team: 1, roundsPerRun: 2)
            for number in 0..<5 {
                _ = try await host.client.signalWithStart(
                    BufferFlows.buffer, id: "buffer", input, BufferFlows.submit,
                    SampleSignal(id: "z\(number)", text: "login fails"),
                    requestID: "z\(number)")
            }
            await host.advance(by: .seconds(6))
            #expect(
                try await host.client.query(BufferFlows.handled, id: "buffer")
                    == ["z0", "z1", "z2", "z3", "z4"])
            try await host.client.signal(
                BufferFlows.submit, id: "buffer", SampleSignal(id: "z5", text: "x"))
            await host.advance(by: .seconds(6))
            let seen = try await host.client.describe(workflow: "buffer", run: nil)
            #expect(seen.status == .running)
            #expect(seen.unread == 0)
            #expect(seen.run != seen.firstRun)
        }
    }

    @Test func `name the letters that nobody read`() async throws {
        try await withHost { host in
            let client = host.client
            let handle = try await client.signalWithStart(
                Samples.patient, id: "door", NoValue(), Samples.knock, "a")
            try await client.signal(Samples.knock, id: "door", "b")
            try await client.signal(Samples.open, id: "door", NoValue())
            #expect(try await handle.result() == "a")
            let records = try await client.history(workflow: "door", run: nil)
            #expect(records.last?["undelivered"] == [[1, 2]])
        }
    }
}
