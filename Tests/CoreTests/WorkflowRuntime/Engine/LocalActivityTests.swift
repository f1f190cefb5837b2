import EventStore
import Events
import Simulation
import Testing
import Workflows

@Suite(.timeLimit(.minutes(1))) struct `Local activities` {
    private static let stream = StreamName(category: sampleCategory, text: "contested")

    @Test func `W-S17: run again when another writer was faster`() async throws {
        try await withHost { host in
            let notes = Notes()
            let count = try await result(host, notes, meddlings: 1)
            #expect(count == 2)
            #expect(notes.all.count == 2)
        }
    }

    @Test func `W-S17: fail with a conflict when others are faster each time`() async throws {
        try await withHost { host in
            await #expect(throws: WorkflowError.self) {
                _ = try await result(host, Notes(), meddlings: 100)
            }
            let records = try await host.client.history(workflow: "c", run: nil)
            let failure = records.last?["activations"]?.array?.last?["trigger"]?["failure"]
            #expect(failure?["type"] == "Conflict")
        }
    }

    private func result(
        _ host: TestHost, _ notes: Notes, meddlings: Int
    ) async throws -> Int {
        host.registry.workflow(ContestedWorkflow.self)
        let store = host.store
        host.registry.local(Contested.count) {
            Counting(notes: notes) { attempt in
                guard attempt <= meddlings else { return }
                let event = sampleEvent("meddled \(attempt)")
                _ = try await store.append(Append([StreamAppend(Self.stream, [event])]))
            }
        }
        return try await host.client.start(Contested.workflow, id: "c", NoValue()).result()
    }

    /// Counts what the stream holds, then lets somebody else write.
    private struct Counting: LocalActivity {
        let notes: Notes
        let meddle: @Sendable (Int) async throws -> Void

        func run(_ input: NoValue, _ log: LogSession) async throws -> Int {
            notes.note("attempt")
            let head = try await log.head(of: stream)
            let count = Int((head.revision?.value ?? -1) + 1)
            let event = sampleEvent("counted \(notes.all.count)")
            _ = try await log.append(
                Append([StreamAppend(stream, expected: head.expectation, [event])]))
            try await meddle(notes.all.count)
            return count + 1
        }
    }
}

func sampleEvent(_ name: String) -> Event {
    Event(
        id: EventID(UniqueID.named(name, in: sampleNamespace)),
        type: EventType(literal: "sample.noted"), data: Array("{}".utf8))
}

enum Contested {
    static let workflow = WorkflowReference<NoValue, Int>("contested", queue: "signals")
    static let count = LocalActivityReference<NoValue, Int>("count")
}

final class ContestedWorkflow: Workflow {
    static let reference = Contested.workflow

    init(_ input: NoValue) {}

    func run(_ context: WorkflowContext) async throws -> Int {
        try await context.local(Contested.count, NoValue())
    }
}
