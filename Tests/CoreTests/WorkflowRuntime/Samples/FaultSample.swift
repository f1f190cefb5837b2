import Events
import Synchronization
import Workflows

/// Workflows whose activities fail, hang, are cancelled or raced.
enum Faults {
    static let flaky = WorkflowReference<String, String>("flaky", queue: "signals")
    static let work = ActivityReference<String, String>(
        "work", startToClose: .seconds(10), heartbeat: .seconds(4),
        retry: RetryPolicy(attempts: 3, nonRetryable: ["Fatal"]))

    static let racer = WorkflowReference<Int, String>("racer", queue: "signals")
    static let careful = WorkflowReference<NoValue, String>("careful", queue: "signals")
    static let tidyUp = LocalActivityReference<String, NoValue>("tidy_up")

    static let mixed = WorkflowReference<MixedInput, [String]>(
        "mixed", queue: "signals", mailbox: .bounded(50))
    static let word = mixed.signal("word", of: String.self)
    static let finish = mixed.signal("finish", of: NoValue.self)
    static let words = mixed.query("words", returns: [String].self)
}

final class FlakyWorkflow: Workflow {
    static let reference = Faults.flaky
    let input: String

    init(_ input: String) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> String {
        do {
            return try await context.activity(Faults.work, input)
        } catch let failure as ActivityFailure where failure.timeout != nil {
            return "timeout \(failure.timeout?.rawValue ?? "")"
        }
    }
}

/// A timer against an activity; the loser is cancelled.
final class RacerWorkflow: Workflow {
    static let reference = Faults.racer
    let seconds: Int

    init(_ input: Int) { seconds = input }

    func run(_ context: WorkflowContext) async throws -> String {
        let seconds = seconds
        return try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await context.activity(Faults.work, "race") }
            group.addTask {
                try await context.sleep(for: .seconds(seconds))
                return "timer"
            }
            let first = try await group.next() ?? ""
            group.cancelAll()
            return first
        }
    }
}

/// Sleeps long, and cleans up when it is asked to stop.
final class CarefulWorkflow: Workflow {
    static let reference = Faults.careful

    init(_ input: NoValue) {}

    func run(_ context: WorkflowContext) async throws -> String {
        do {
            try await context.sleep(for: .seconds(3_600))
            return "slept"
        } catch {
            try await context.shield {
                _ = try await context.local(Faults.tidyUp, "left")
            }
            throw error
        }
    }
}

struct MixedInput: Codable, Hashable, Sendable {
    var words: [String] = []
    var runs = 0
}

/// Everything at once: mail, both kinds of activities, a timer, a child and continue-as-new.
final class MixedWorkflow: Workflow {
    static let reference = Faults.mixed
    static let handlers: [Handler<MixedWorkflow>] = [
        .signal(Faults.finish, MixedWorkflow.finish),
        .query(Faults.words) { $0.words },
    ]
    let input: MixedInput
    var words: [String]
    var isFinishing = false

    init(_ input: MixedInput) { (self.input, words) = (input, input.words) }

    func finish(_ nothing: NoValue) { isFinishing = true }

    func run(_ context: WorkflowContext) async throws -> [String] {
        let mail = context.mail(Faults.word)
        try await context.wait { mail.count > 0 || self.isFinishing }
        if mail.count == 0, isFinishing { return words }
        let claim = try await mail.claim(upTo: 2)
        for letter in claim.letters {
            async let child = context.child(
                Samples.greet, id: "child-\(letter.payload)", letter.payload)
            async let own = context.activity(Samples.hello, letter.payload, id: letter.payload)
            try await context.sleep(for: .milliseconds(250))
            words.append(try await "\(child)|\(own)")
        }
        _ = try await context.local(Samples.note, "mixed")
        claim.acknowledge()
        try context.continueAsNew(MixedInput(words: words, runs: input.runs + 1))
    }
}

struct TidyUp: LocalActivity {
    func run(_ input: String, _ log: LogSession) async throws -> NoValue {
        let event = Event(
            id: EventID(UniqueID.named("tidy \(input)", in: sampleNamespace)),
            type: EventType(literal: "sample.tidied"), data: Array("{}".utf8))
        _ = try await log.append(
            Append([StreamAppend(StreamName(category: sampleCategory, text: "tidy"), [event])]))
        return NoValue()
    }
}

struct Work: Activity {
    func run(_ input: String, _ context: ActivityContext) async throws -> String { input }
}

/// What happened, in order; shared with activities of a test.
final class Notes: Sendable {
    private let lines = Mutex<[String]>([])

    func note(_ line: String) { lines.withLock { $0.append(line) } }

    var all: [String] { lines.withLock { $0 } }
}

func bindFaults(_ registry: WorkflowRegistry) {
    registry.workflow(FlakyWorkflow.self)
    registry.workflow(RacerWorkflow.self)
    registry.workflow(CarefulWorkflow.self)
    registry.workflow(MixedWorkflow.self)
    registry.activity(Faults.work) { Work() }
    registry.local(Faults.tidyUp) { TidyUp() }
}
