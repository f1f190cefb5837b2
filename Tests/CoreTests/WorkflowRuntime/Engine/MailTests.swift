import EventStore
import Events
import Simulation
import Testing
import Workflows

@Suite(.timeLimit(.minutes(1))) struct `Mail of workflows` {
    @Test func `W-S4: is bounded, and a sender may wait for room`() async throws {
        try await withHost { host in
            host.registry.workflow(ReaderWorkflow.self)
            let client = host.client
            _ = try await client.start(Readers.reader, id: "r", NoValue())
            for number in 0..<3 { try await client.signal(Readers.page, id: "r", number) }
            await #expect(throws: WorkflowError.self) {
                try await client.signal(Readers.page, id: "r", 3)
            }
            async let waiting: Void = client.signal(
                Readers.page, id: "r", 4, whenFull: .wait(upTo: .seconds(60)))
            await host.advance(by: .seconds(6))
            try await waiting
            await host.settle()
            #expect(try await client.query(Readers.read, id: "r") == [0, 1, 2, 4])
        }
    }

    @Test func `W-S5: with start reaches the handler before run`() async throws {
        try await withHost { host in
            let client = host.client
            let first = try await client.signalWithStart(
                Faults.mixed, id: "m", MixedInput(words: ["kept"]), Faults.finish, NoValue())
            #expect(first.started)
            #expect(try await first.result() == ["kept"])
            let again = try await client.signalWithStart(
                Faults.mixed, id: "m", MixedInput(), Faults.finish, NoValue())
            #expect(again.started)
            #expect(again.run != first.run)
            await #expect(throws: WorkflowError.notFound(workflow: "nobody")) {
                try await client.signal(Faults.finish, id: "nobody", NoValue())
            }
        }
    }

    @Test func `W-S6: with a request id is one letter, whatever the repetitions`() async throws {
        try await withHost { host in
            let client = host.client
            _ = try await client.start(Samples.patient, id: "p", NoValue())
            try await client.signal(Samples.knock, id: "p", "a", requestID: "1")
            try await client.signal(Samples.knock, id: "p", "a", requestID: "1")
            await host.settle()
            #expect(try await client.describe(workflow: "p", run: nil).unread == 1)
            await #expect(throws: WorkflowError.requestReused(workflow: "p", request: "1")) {
                try await client.signal(Samples.knock, id: "p", "b", requestID: "1")
            }
        }
    }

    @Test func `W-S7: starts follow the conflict and reuse policies`() async throws {
        try await withHost { host in
            let client = host.client
            let first = try await client.start(Samples.patient, id: "p", NoValue())
            await #expect(throws: WorkflowError.alreadyStarted(workflow: "p", run: first.run)) {
                _ = try await client.start(Samples.patient, id: "p", NoValue())
            }
            let same = try await client.start(
                Samples.patient, id: "p", NoValue(), options: StartOptions(conflict: .useExisting))
            #expect(same.run == first.run && !same.started)
            let next = try await client.start(
                Samples.patient, id: "p", NoValue(),
                options: StartOptions(conflict: .terminateExisting))
            #expect(next.started && next.run != first.run)
            try await client.signal(Samples.open, id: "p", NoValue())
            _ = try await next.result()
            for reuse in [StartOptions.ReusePolicy.reject, .allowIfFailed] {
                await #expect(throws: WorkflowError.self) {
                    _ = try await client.start(
                        Samples.patient, id: "p", NoValue(), options: StartOptions(reuse: reuse))
                }
            }
        }
    }
}

/// Reads pages from the fifth second on.
enum Readers {
    static let reader = WorkflowReference<NoValue, NoValue>(
        "reader", queue: "signals", mailbox: .bounded(3))
    static let page = reader.signal("page", of: Int.self)
    static let read = reader.query("read", returns: [Int].self)
}

final class ReaderWorkflow: Workflow {
    static let reference = Readers.reader
    static let handlers: [Handler<ReaderWorkflow>] = [.query(Readers.read) { $0.pages }]
    var pages: [Int] = []

    init(_ input: NoValue) {}

    func run(_ context: WorkflowContext) async throws -> NoValue {
        try await context.sleep(for: .seconds(5))
        for try await page in context.mail(Readers.page) { pages.append(page) }
        return NoValue()
    }
}
