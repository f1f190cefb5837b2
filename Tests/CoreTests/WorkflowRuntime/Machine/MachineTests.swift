import Events
import Synchronization
import Testing
import WorkflowRuntime
import Workflows

/// Drives one machine by hand.
final class MachineBench: Sendable {
    private let machine: RunMachine
    private let now = Mutex(Timestamp(microseconds: 1_700_000_000_000_000))

    init<W: Workflow>(_ type: W.Type, _ input: JSONValue, patches: Set<String> = []) throws {
        let registry = WorkflowRegistry()
        registry.workflow(type)
        let name = try #require(registry.workflowNames.first)
        let bound = try #require(registry.bound(workflow: name))
        let run = UniqueID(high: 1, low: 2)
        let execution = WorkflowExecution(
            workflow: "w", run: run, firstRun: run, continuedFrom: nil, type: name,
            queue: bound.type.queue, attempt: 1,
            started: Timestamp(microseconds: 1_700_000_000_000_000), parent: nil)
        var setup = RunMachine.Setup(execution: execution, input: input)
        setup.patches = patches
        let made = setup
        machine = Lane.shared.turn { WorkflowActor.assume { RunMachine(made, bound) } }
    }

    func step(
        _ trigger: Trigger, _ letters: [RunMachine.Delivery] = [], recorded: [Command]? = nil
    ) -> [String] {
        let at = now.withLock { now in
            now = now + .seconds(1)
            return now
        }
        return Lane.shared.turn {
            WorkflowActor.assume {
                machine.step(trigger, letters, at: at, historyLength: 0, recorded: recorded)
            }
        }.map(\.identity)
    }

    func signal(_ name: String, _ payload: JSONValue, at offset: Int) -> [String] {
        step(.mail(offset: offset), [letter(name, payload, at: offset)])
    }

    func letter(_ name: String, _ payload: JSONValue, at offset: Int) -> RunMachine.Delivery {
        RunMachine.Delivery(
            offset: offset,
            mail: MailRecord(
                at: now.withLock { $0 }, identity: "test",
                .signal(name: name, payload: payload)))
    }

    func complete(_ key: String, _ result: JSONValue, local: Bool = false) -> [String] {
        let end = ActivityEnd(
            key: key, outcome: .completed(result), attempt: 1,
            startedAt: now.withLock { $0 })
        return step(local ? .local(end) : .activity(end))
    }

    func on<Result>(_ body: @WorkflowActor (RunMachine) throws -> Result) rethrows -> Result {
        try Lane.shared.turn { try WorkflowActor.assume { try body(machine) } }
    }

    var problem: Problem? { on { $0.problem } }
    var isDone: Bool { on { $0.isDone } }
    var unread: [Int] { on { $0.unread.offsets } }
}

@Suite struct `A run's machine` {
    let z1: JSONValue = ["id": "z1", "text": "login fails"]
    let z2: JSONValue = ["id": "z2", "text": "unsafe"]

    @Test func `goes through a batch of mail, one event at a time`() throws {
        let bench = try MachineBench(
            BufferSignalsWorkflow.self, ["team": 1, "runs": 0, "runsMax": 1, "roundsPerRun": 1])
        #expect(bench.step(.start(mail: [])) == [])
        #expect(bench.signal("submit_signal", z1, at: 0) == ["timer submit_signal.fill~1 5s"])
        #expect(bench.signal("submit_signal", z2, at: 1) == [])
        #expect(
            bench.step(.timer(key: "submit_signal.fill~1")) == [
                "activity safety_filter_activity@z1 safety_filter_activity",
                "activity safety_filter_activity@z2 safety_filter_activity",
            ])
        #expect(bench.unread == [0, 1])
        #expect(bench.complete("safety_filter_activity@z2", false) == [])
        #expect(
            bench.complete("safety_filter_activity@z1", true)
                == ["local flush_signals_to_s3_activity~1 flush_signals_to_s3_activity"])
        #expect(!bench.isDone)
        #expect(
            bench.complete("flush_signals_to_s3_activity~1", nil, local: true)
                == ["acknowledge [0, 1]"])
        #expect(bench.isDone)
        #expect(bench.unread == [])
        #expect(bench.problem == nil)
    }

    @Test func `calls handlers and answers queries`() throws {
        let bench = try MachineBench(
            BufferSignalsWorkflow.self, ["team": 1, "runs": 0, "runsMax": 1, "roundsPerRun": 1])
        _ = bench.step(.start(mail: [0]), [bench.letter("set_paused", true, at: 0)])
        #expect(bench.signal("submit_signal", z1, at: 1) == [])
        #expect(bench.unread == [1])
        #expect(try bench.on { try $0.answer("get_buffer_size", nil) } == 0)
        #expect(
            bench.signal("set_paused", false, at: 2)
                == ["timer submit_signal.fill~1 5s", "acknowledge [2]"])
        #expect(
            throws: WorkflowError.unknownQuery("nope", known: ["get_buffer_size", "get_handled"])
        ) {
            try bench.on { machine throws(WorkflowError) in try machine.answer("nope", nil) }
        }
    }
}
