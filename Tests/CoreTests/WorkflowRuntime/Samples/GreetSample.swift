import Events
import Workflows

/// Small workflows, one for each thing that an engine must do.
enum Samples {
    static let greet = WorkflowReference<String, String>("greet", queue: "signals")
    static let hello = ActivityReference<String, String>(
        "say_hello", startToClose: .seconds(10),
        retry: RetryPolicy(attempts: 3))
    static let note = LocalActivityReference<String, Int>("note_name")

    static let sleeper = WorkflowReference<Int, Int>("sleeper", queue: "signals")
    static let parent = WorkflowReference<[String], [String]>("parent", queue: "signals")
    static let patient = WorkflowReference<NoValue, String>(
        "patient", queue: "signals", mailbox: .bounded(5))
    static let knock = patient.signal("knock", of: String.self)
    static let open = patient.signal("open", of: NoValue.self)
    static let heard = patient.query("heard", returns: [String].self)
}

final class GreetWorkflow: Workflow {
    static let reference = Samples.greet
    let name: String

    init(_ input: String) { name = input }

    func run(_ context: WorkflowContext) async throws -> String {
        _ = try await context.local(Samples.note, name)
        return try await context.activity(Samples.hello, name)
    }
}

struct SayHello: Activity {
    func run(_ input: String, _ context: ActivityContext) async throws -> String {
        "Hello, \(input)"
    }
}

struct NoteName: LocalActivity {
    func run(_ input: String, _ log: LogSession) async throws -> Int {
        let stream = StreamName(category: sampleCategory, text: "name-\(input)")
        let head = try await log.head(of: stream)
        let count = head.revision.map { Int($0.value) + 1 } ?? 0
        let event = Event(
            id: EventID(UniqueID.named("\(input) \(count)", in: sampleNamespace)),
            type: EventType(literal: "sample.name-noted"), data: Array("{}".utf8))
        _ = try await log.append(
            Append([StreamAppend(stream, expected: head.expectation, [event])]))
        return count + 1
    }
}

/// Sleeps `input` times a second, adding the seconds up.
final class SleeperWorkflow: Workflow {
    static let reference = Samples.sleeper
    let rounds: Int

    init(_ input: Int) { rounds = input }

    func run(_ context: WorkflowContext) async throws -> Int {
        let began = context.now
        for _ in 0..<rounds { try await context.sleep(for: .seconds(1)) }
        return Int((context.now - began) / .seconds(1))
    }
}

/// Greets everybody through children.
final class ParentWorkflow: Workflow {
    static let reference = Samples.parent
    let names: [String]

    init(_ input: [String]) { names = input }

    func run(_ context: WorkflowContext) async throws -> [String] {
        try await context.map(names, atMost: 2) { name in
            try await context.child(Samples.greet, id: "greet-\(name)", name)
        }
    }
}

/// Hears who knocks until it is told to open; one knock is left unread.
final class PatientWorkflow: Workflow {
    static let reference = Samples.patient
    static let handlers: [Handler<PatientWorkflow>] = [
        .signal(Samples.open, PatientWorkflow.open),
        .query(Samples.heard) { $0.heard },
    ]
    var heard: [String] = []
    var isOpen = false

    init(_ input: NoValue) {}

    func open(_ nothing: NoValue) { isOpen = true }

    func run(_ context: WorkflowContext) async throws -> String {
        try await context.wait { self.isOpen }
        let mail = context.mail(Samples.knock)
        while mail.count > 1 { heard.append(try await mail.next()) }
        return heard.joined(separator: " ")
    }
}

func bindSamples(_ registry: WorkflowRegistry) {
    bindBuffer(registry)
    registry.workflow(GreetWorkflow.self)
    registry.workflow(SleeperWorkflow.self)
    registry.workflow(ParentWorkflow.self)
    registry.workflow(PatientWorkflow.self)
    registry.activity(Samples.hello) { SayHello() }
    registry.local(Samples.note) { NoteName() }
}
