import Events
import Workflows

/// One workflow name with several states of its code.
enum Repairs {
    static let job = WorkflowReference<String, String>("job", queue: "signals")
    static let first = ActivityReference<String, String>("first_step", startToClose: .seconds(10))
    static let second = ActivityReference<String, String>("second_step", startToClose: .seconds(10))
}

struct Bug: Error {}

/// Throws what is not a failure.
final class BrokenJob: Workflow {
    static let reference = Repairs.job

    init(_ input: String) {}

    func run(_ context: WorkflowContext) async throws -> String {
        try await context.sleep(for: .seconds(1))
        throw Bug()
    }
}

/// The same decisions, without the bug.
final class RepairedJob: Workflow {
    static let reference = Repairs.job

    init(_ input: String) {}

    func run(_ context: WorkflowContext) async throws -> String {
        try await context.sleep(for: .seconds(1))
        return "done"
    }
}

/// Two steps, one after the other.
final class OrderedJob: Workflow {
    static let reference = Repairs.job
    let input: String

    init(_ input: String) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> String {
        let one = try await context.activity(Repairs.first, input)
        try await context.sleep(for: .seconds(1))
        return try await context.activity(Repairs.second, one)
    }
}

/// The two steps the other way round.
final class SwappedJob: Workflow {
    static let reference = Repairs.job
    let input: String

    init(_ input: String) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> String {
        let one = try await context.activity(Repairs.second, input)
        try await context.sleep(for: .seconds(1))
        return try await context.activity(Repairs.first, one)
    }
}

/// Waits for something that no record tells of.
final class EscapingJob: Workflow {
    static let reference = Repairs.job

    init(_ input: String) {}

    func run(_ context: WorkflowContext) async throws -> String {
        // tidy: this is the escape that the engine has to notice
        try await Task.sleep(for: .milliseconds(1))
        return "never recorded"
    }
}

struct Echo: Activity {
    func run(_ input: String, _ context: ActivityContext) async throws -> String { input }
}

func jobRegistry<W: Workflow>(_ type: W.Type) -> WorkflowRegistry {
    let registry = WorkflowRegistry()
    bindJob(type, registry)
    return registry
}

func bindJob<W: Workflow>(_ type: W.Type, _ registry: WorkflowRegistry) {
    registry.queue("signals")
    registry.workflow(type)
    registry.activity(Repairs.first) { Echo() }
    registry.activity(Repairs.second) { Echo() }
}
