import EventStore
import Events
import Simulation
import Testing
import WorkflowRuntime
import Workflows

@Suite(.timeLimit(.minutes(1))) struct `Starts and ends of runs in the log` {
    private func last(_ workflow: String, _ host: TestHost) async throws -> RunChange {
        try #require(try await RunChange.last(of: workflow, in: host.store))
    }

    @Test func `say which run began, and how it ended`() async throws {
        try await withHost { host in
            let handle = try await host.client.start(Faults.careful, id: "c", NoValue())
            let started = try await last("c", host)
            #expect(started.kind == .started(after: nil))
            #expect((started.workflow, started.run) == ("c", handle.run))
            #expect(started.type == "careful")
            await host.advance(by: .seconds(3_600))
            let ended = try await last("c", host)
            #expect(ended.kind == .closed(.completed, cause: nil, next: nil))
            #expect(ended.run == handle.run && ended.position > started.position)
        }
    }

    @Test func `give the reason of a termination`() async throws {
        try await withHost { host in
            _ = try await host.client.start(Faults.careful, id: "c", NoValue())
            try await host.client.terminate("c", reason: "wrong input")
            #expect(
                try await last("c", host).kind
                    == .closed(.terminated, cause: "wrong input", next: nil))
        }
    }

    @Test func `give what a failed run's activity failed with, not its wrapper`() async throws {
        try await withHost { host in
            host.mock(Faults.work) { _, _ in throw ApplicationFailure("no such host", type: "Fatal")
            }
            _ = try await host.client.start(Faults.flaky, id: "f", "x")
            await host.settle()
            #expect(
                try await last("f", host).kind
                    == .closed(.failed, cause: "no such host", next: nil))
        }
    }

    @Test func `name the run that goes on, and the one that it follows`() async throws {
        try await withHost { host in
            host.mock(Samples.hello) { input, _ in input }
            _ = try await host.client.signalWithStart(
                Faults.mixed, id: "m", MixedInput(), Faults.word, "one")
            await host.advance(by: .seconds(5))
            let chain = try await host.store.read(
                RunChange.stream(of: "m"), from: nil, .forward, limit: 10)
            var changes: [RunChange] = []
            for event in chain.events {
                if let change = try await RunChange.read(event, in: host.store) {
                    changes.append(change)
                }
            }
            try #require(changes.count == 3)
            #expect(changes[2].kind == .started(after: changes[0].run))
            #expect(changes[1].run == changes[0].run)
            #expect(
                changes[1].kind
                    == .closed(.continuedAsNew, cause: nil, next: changes[2].run))
        }
    }

    @Test func `are read whole although their record fills several events`() async throws {
        try await withHost { host in
            let long = String(repeating: "x", count: 90_000)
            host.mock(Faults.work) { _, _ in long }
            _ = try await host.client.start(Faults.flaky, id: "f", "x")
            await host.settle()
            let page = try await host.store.read(
                RunChange.stream(of: "f"), from: nil, .backward, limit: 1)
            let event = try #require(page.events.first)
            #expect(event.event.encoding == .binary)
            #expect(try RunChange(event) == nil)
            #expect(
                try await RunChange.read(event, in: host.store)?.kind
                    == .closed(.completed, cause: nil, next: nil))
        }
    }

    @Test func `can be followed with a filter that keeps nothing else of the engine`() async throws
    {
        try await withHost { host in
            host.mock(Faults.work) { input, _ in input }
            _ = try await host.client.start(Faults.flaky, id: "f", "x")
            _ = try await host.client.start(Faults.careful, id: "c", NoValue())
            await host.settle()
            let filter = EventFilter(
                categories: [RunChange.category], types: RunChange.types)
            let page = try await host.store.read(
                after: .start, through: nil, filter, .forward, limit: 100)
            #expect(page.events.map(\.type).count { $0 == RunChange.startedType } == 2)
            #expect(page.events.map(\.type).count { $0 == RunChange.closedType } == 1)
            #expect(page.events.count == 3)
            #expect(Set(page.events.map { RunChange.workflow(of: $0.stream) }) == ["f", "c"])
        }
    }

    @Test func `are no other events, and there are none before the first start`() async throws {
        try await withHost { host in
            #expect(try await RunChange.last(of: "never", in: host.store) == nil)
            _ = try await host.store.append(
                Append([StreamAppend(sampleStream("s"), [sampleEvent("e")])]))
            let page = try await host.store.read(sampleStream("s"), from: nil, .forward, limit: 1)
            let event = try #require(page.events.first)
            #expect(try RunChange(event) == nil)
            #expect(RunChange.workflow(of: event.stream) == nil)
        }
    }

    private func sampleStream(_ id: String) -> StreamName {
        StreamName(category: sampleCategory, text: id)
    }
}

@Suite(.timeLimit(.minutes(1))) struct `Asking a workflow to stop where it runs` {
    @Test func `stops the one that runs`() async throws {
        try await withHost { host in
            _ = try await host.client.start(Faults.careful, id: "c", NoValue())
            await host.settle()
            let receipt = try await host.client.submit(
                WorkflowRequest(intents: [.requestCancelIfOpen(id: "c", reason: "enough")]))
            #expect(receipt.outcomes.count == 1)
            await host.settle()
            #expect(try await host.client.describe(workflow: "c", run: nil).status == .canceled)
        }
    }

    @Test(arguments: ["never", "closed"])
    func `writes the events beside it where none runs`(id: String) async throws {
        try await withHost { host in
            host.mock(Faults.work) { input, _ in input }
            _ = try await host.client.start(Faults.flaky, id: "closed", "x").result()
            let stream = StreamName(category: sampleCategory, text: "beside")
            let receipt = try await host.client.submit(
                WorkflowRequest(
                    [StreamAppend(stream, [sampleEvent("beside")])],
                    intents: [.requestCancelIfOpen(id: id)]))
            #expect(receipt.outcomes.isEmpty && receipt.append.events.count == 1)
            #expect(try await host.store.head(of: stream).revision == .first)
            #expect(try await host.store.head(of: WorkflowStreams.mailbox(id)).revision == nil)
        }
    }

    @Test func `expects that none begins before the commit`() async throws {
        try await withHost { host in
            let make = EventMaker(time: host.time, random: SeededRandom(seed: 1))
            var plan = RequestPlan(make)
            let (store, chain) = (host.store, WorkflowStreams.chain("c"))
            try await plan.add(.requestCancelIfOpen(id: "c")) { workflow throws(WorkflowError) in
                try await ChainReader(log: store).draft(workflow)
            }
            var append = Append([])
            plan.write(to: &append)
            #expect(append.streams.isEmpty)
            #expect(append.checks == [StreamCheck(chain, expected: .noStream)])
        }
    }

    @Test func `can be staged by the run's own local activity`() async throws {
        try await withHost { host in
            host.registry.workflow(SelfStopping.self)
            host.registry.local(SelfStop.reference) { SelfStop() }
            _ = try await host.client.start(SelfStop.workflow, id: "me", "me")
            await host.settle()
            #expect(try await host.client.describe(workflow: "me", run: nil).status == .canceled)
        }
    }

    /// Has itself stopped by an activity, then waits for the request.
    private final class SelfStopping: Workflow {
        static let reference = SelfStop.workflow
        let input: String

        init(_ input: String) { self.input = input }

        func run(_ context: WorkflowContext) async throws -> NoValue {
            let seen = try await context.local(SelfStop.reference, input)
            guard seen == input else { throw ApplicationFailure("\(seen)", type: "Stranger") }
            try await context.wait { false }
            return NoValue()
        }
    }

    /// Stages the request, and answers on whose behalf.
    private struct SelfStop: LocalActivity {
        static let workflow = WorkflowReference<String, NoValue>("self-stopping", queue: "signals")
        static let reference = LocalActivityReference<String, String>("self_stop")

        func run(_ input: String, _ log: LogSession) async throws -> String {
            _ = try await log.append([], with: [.requestCancelIfOpen(id: input)])
            return log.workflow ?? "nobody"
        }
    }
}
