import EventStore
import Events
import Simulation
import Testing
import Workflows

@Suite(.timeLimit(.minutes(1))) struct `Stopping workflows` {
    @Test func `W-S24: lets the code clean up before it is canceled`() async throws {
        try await withHost { host in
            _ = try await host.client.start(Faults.careful, id: "c", NoValue())
            await host.settle()
            try await host.client.cancel("c", reason: "enough")
            try await host.client.cancel("c", reason: "twice")
            await host.settle()
            let seen = try await host.client.describe(workflow: "c", run: nil)
            #expect(seen.status == .canceled)
            let tidied = try await host.store.head(
                of: StreamName(category: sampleCategory, text: "tidy"))
            #expect(tidied.revision == .first)
        }
    }

    @Test func `W-S24: before the first activation cancels the first wait`() async throws {
        try await withHost { host in
            _ = try await host.client.submit(
                WorkflowRequest(intents: [
                    try .start(Faults.careful, id: "c", NoValue()), .requestCancel(id: "c"),
                ]))
            await host.settle()
            #expect(try await host.client.describe(workflow: "c", run: nil).status == .canceled)
        }
    }

    @Test func `W-S25: by termination is at once, and what completes later is dropped`()
        async throws
    {
        try await withHost { host in
            host.mock(Faults.work) { input, context in
                try await context.sleep(for: .seconds(3))
                return input
            }
            let handle = try await host.client.start(Faults.flaky, id: "f", "x")
            await host.settle()
            try await host.client.terminate("f", reason: "wrong input")
            await host.settle()
            #expect(try await host.client.describe(workflow: "f", run: nil).status == .terminated)
            await host.advance(by: .seconds(30))
            await #expect(throws: WorkflowError.self) { try await handle.result() }
            await #expect(throws: WorkflowError.alreadyClosed(workflow: "f")) {
                try await host.client.terminate("f", reason: "again")
            }
        }
    }

    @Test(arguments: [ParentClosePolicy.terminate, .requestCancel, .abandon])
    func `W-S22: of a parent ends, asks or keeps its children`(
        policy: ParentClosePolicy
    ) async throws {
        try await withHost { host in
            _ = try await host.client.start(
                Families.guardian, id: "g", GuardianInput(policy: policy.rawValue))
            await host.settle()
            #expect(try await host.client.describe(workflow: "ward", run: nil).status == .running)
            try await host.client.signal(Families.leave, id: "g", NoValue())
            await host.settle()
            #expect(try await host.client.describe(workflow: "g", run: nil).status == .completed)
            let ward = try await host.client.describe(workflow: "ward", run: nil).status
            switch policy {
            case .terminate: #expect(ward == .terminated)
            case .requestCancel: #expect(ward == .canceled)
            case .abandon: #expect(ward == .running)
            }
        }
    }
}

/// A parent that leaves its child when it is told to.
enum Families {
    static let guardian = WorkflowReference<GuardianInput, NoValue>("guardian", queue: "signals")
    static let leave = guardian.signal("leave", of: NoValue.self)
}

struct GuardianInput: Codable, Hashable, Sendable {
    var policy: String
}

final class GuardianWorkflow: Workflow {
    static let reference = Families.guardian
    let policy: ParentClosePolicy

    init(_ input: GuardianInput) {
        policy = ParentClosePolicy(rawValue: input.policy) ?? .terminate
    }

    func run(_ context: WorkflowContext) async throws -> NoValue {
        _ = try await context.startChild(
            Faults.careful, id: "ward", NoValue(), options: ChildOptions(parentClose: policy))
        _ = try await context.mail(Families.leave).next()
        return NoValue()
    }
}
