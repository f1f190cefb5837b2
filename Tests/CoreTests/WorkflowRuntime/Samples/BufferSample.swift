import Events
import Workflows

/// A buffer as a product would write it: mail is claimed in batches, filtered and flushed.
enum BufferFlows {
    static let buffer = WorkflowReference<BufferInput, NoValue>(
        "buffer-signals", queue: "signals", mailbox: .bounded(100))
    static let submit = buffer.signal("submit_signal", of: SampleSignal.self)
    static let pause = buffer.signal("set_paused", of: Bool.self)
    static let size = buffer.query("get_buffer_size", returns: Int.self)
    static let handled = buffer.query("get_handled", returns: [String].self)
    static let resize = buffer.update("set_limit", of: Int.self, returns: Int.self)

    static let safetyFilter = ActivityReference<SampleSignal, Bool>(
        "safety_filter_activity", startToClose: .seconds(300), retry: RetryPolicy(attempts: 3))
    static let flush = LocalActivityReference<[SampleSignal], NoValue>(
        "flush_signals_to_s3_activity")
}

struct BufferInput: Codable, Hashable, Sendable {
    var team: Int
    var runs = 0
    var runsMax = 1
    var roundsPerRun = Int.max
}

struct SampleSignal: Codable, Hashable, Sendable {
    var id: String
    var text: String
}

final class BufferSignalsWorkflow: Workflow {
    static let reference = BufferFlows.buffer
    static let handlers: [Handler<BufferSignalsWorkflow>] = [
        .signal(BufferFlows.pause, BufferSignalsWorkflow.setPaused),
        .query(BufferFlows.size) { $0.size },
        .query(BufferFlows.handled) { $0.handled },
        .update(
            BufferFlows.resize,
            check: { _, limit in
                if limit < 1 { throw ApplicationFailure("too small", type: "Range") }
            }, BufferSignalsWorkflow.setLimit),
    ]
    let input: BufferInput
    var paused = false
    var limit = 20
    var size = 0
    var handled: [String] = []

    init(_ input: BufferInput) { self.input = input }

    func setPaused(_ on: Bool) { paused = on }

    func setLimit(_ limit: Int, _ context: WorkflowContext) async throws -> Int {
        self.limit = limit
        return limit
    }

    func run(_ context: WorkflowContext) async throws -> NoValue {
        let mail = context.mail(BufferFlows.submit)
        var rounds = 0
        while !context.execution.continueAsNewSuggested, rounds < input.roundsPerRun {
            rounds += 1
            try await context.wait { !self.paused }
            let claim = try await mail.claim(upTo: limit, fill: .seconds(5))
            size = mail.count
            let safe = try await context.map(claim.letters, atMost: 10) { letter in
                try await context.activity(
                    BufferFlows.safetyFilter, letter.payload, id: letter.payload.id)
            }
            let kept = zip(claim.letters, safe).filter(\.1).map(\.0.payload)
            if !kept.isEmpty { _ = try await context.local(BufferFlows.flush, kept) }
            handled += kept.map(\.id)
            claim.acknowledge()
        }
        var next = input
        next.runs += 1
        try context.continueAsNew(next)
    }
}

struct SafetyFilter: Activity {
    func run(_ input: SampleSignal, _ context: ActivityContext) async throws -> Bool {
        try context.heartbeat(input.id)
        return !input.text.contains("unsafe")
    }
}

struct FlushSignals: LocalActivity {
    func run(_ input: [SampleSignal], _ log: LogSession) async throws -> NoValue {
        for signal in input {
            let stream = StreamName(category: sampleCategory, text: signal.id)
            let event = Event(
                id: EventID(UniqueID.named("flushed \(signal.id)", in: sampleNamespace)),
                type: EventType(literal: "sample.signal-flushed"), data: Array("{}".utf8))
            _ = try await log.append(
                Append([StreamAppend(stream, expected: .noStream, [event])]))
        }
        return NoValue()
    }
}

let sampleCategory = Category(reserved: "sample.signal")
let sampleNamespace = UniqueID(high: 0x5A4D_504C_4500_0000, low: 1)

func bindBuffer(_ registry: WorkflowRegistry) {
    registry.queue("signals", slots: 20)
    registry.workflow(BufferSignalsWorkflow.self)
    registry.activity(BufferFlows.safetyFilter) { SafetyFilter() }
    registry.local(BufferFlows.flush) { FlushSignals() }
}
