import Events
import Simulation
import Testing
import WorkflowRuntime
import Workflows

@Suite(.timeLimit(.minutes(1))) struct `Holding runs` {
    private func withJob<W: Workflow>(
        _ type: W.Type, _ body: (TestHost) async throws -> Void
    ) async throws {
        let host = TestHost(seed: 3)
        bindJob(type, host.registry)
        do {
            try await body(host)
        } catch {
            await host.stop()
            throw error
        }
        await host.stop()
    }

    private func problem(_ host: TestHost) async throws -> String {
        try await host.client.describe(workflow: "j", run: nil).problem ?? "none"
    }

    @Test func `W-S35: an error that is no failure holds, and a new build goes on`() async throws {
        try await withJob(BrokenJob.self) { host in
            let handle = try await host.client.start(Repairs.job, id: "j", "x")
            await host.advance(by: .seconds(2))
            #expect(try await problem(host).hasPrefix("UnexpectedError"))
            await host.crash()
            await host.advance(by: .seconds(2))
            #expect(try await problem(host).hasPrefix("UnexpectedError"))
            await host.crash(build: "b2", registry: jobRegistry(RepairedJob.self))
            await host.settle()
            #expect(
                try await host.client.result(of: "j", run: handle.run) == "done")
            try await host.checkReplay()
        }
    }

    @Test func `W-S33: steps that were swapped are named, recorded and produced`() async throws {
        try await withJob(OrderedJob.self) { host in
            let handle = try await host.client.start(Repairs.job, id: "j", "x")
            await host.settle()
            await host.crash(build: "b2", registry: jobRegistry(SwappedJob.self))
            await host.advance(by: .seconds(2))
            let text = try await problem(host)
            #expect(
                text.hasPrefix("NonDeterminism: j \(handle.run) event 2 (recorded by b1, now b2)"))
            #expect(text.contains("- activity first_step~1"))
            #expect(text.contains("+ activity second_step~1"))
            await host.crash(build: "b3", registry: jobRegistry(OrderedJob.self))
            await host.advance(by: .seconds(2))
            #expect(try await host.client.result(of: "j", run: handle.run) == "x")
        }
    }

    @Test func `W-S34: a wait that the engine does not know is named`() async throws {
        try await withJob(EscapingJob.self) { host in
            _ = try await host.client.start(Repairs.job, id: "j", "x")
            await host.advance(by: .seconds(2))
            let text = try await problem(host)
            #expect(text.hasPrefix("ForeignAwait"), "\(text)")
        }
    }

    @Test func `replay of a log finds the one decision that changed`() async throws {
        try await withJob(OrderedJob.self) { host in
            _ = try await host.client.start(Repairs.job, id: "j", "x")
            await host.advance(by: .seconds(2))
            let same = try await ReplayCheck(registry: jobRegistry(OrderedJob.self)).run(host.store)
            #expect(same.runs == 1)
            #expect(same.differences.isEmpty)
            let other = try await ReplayCheck(registry: jobRegistry(SwappedJob.self)).run(
                host.store)
            #expect(other.differences.map(\.workflow) == ["j"])
        }
    }
}

@Suite struct `Registering workflows` {
    @Test func `W-S47: refuses limits that do not nest, naming both`() {
        let registry = WorkflowRegistry()
        registry.activity(
            ActivityReference<String, String>(
                "slow", startToClose: .seconds(30), heartbeat: .seconds(60))
        ) { Echo() }
        let text = registry.refusals.map(\.description).joined()
        #expect(text.contains("60"))
        #expect(text.contains("30"))
    }

    @Test func `W-S47: refuses a name twice and a queue that nobody declared`() {
        let registry = WorkflowRegistry()
        registry.workflow(OrderedJob.self)
        registry.workflow(SwappedJob.self)
        #expect(
            registry.refusals == [
                .nameTaken("job", kind: "workflow"), .undeclaredQueue("signals", by: "job"),
            ])
        #expect(registry.built.isEmpty)
    }
}
