internal import EventStore
internal import Events
internal import Synchronization
internal import WorkflowRuntime
public import Workflows

/// An engine over a log in memory and a clock that moves only when it is told to.
///
/// Bind workflows to `registry`, talk to `client`, and move the time with `advance(by:)`: it jumps from
/// timer to timer, and only when nothing else is going on. Call `stop()` at the end.
public final class TestHost: Sendable {
    private struct State {
        var store: MemoryStore
        var engine: WorkflowEngine
        var registry: WorkflowRegistry
        var task: Task<Void, any Error>?
        var logged: [String] = []
    }

    /// The clock.
    public let time: VirtualTime
    /// What the engine may run; bind before the first call.
    public let registry: WorkflowRegistry
    private let random: SeededRandom
    private let build: Mutex<String>
    private let state: Mutex<State>
    private let journal = Journal()

    /// A host whose ids and choices depend on `seed` alone.
    public init(seed: UInt64 = 1, build: String = "b1") {
        let (time, registry) = (VirtualTime(), WorkflowRegistry())
        let random = SeededRandom(seed: seed, name: "host")
        let store = MemoryStore(
            time: time, random: SeededRandom(seed: seed, name: "store"))
        (self.time, self.registry, self.random) = (time, registry, random)
        self.build = Mutex(build)
        let engine = TestHost.engine(store, registry, time, random, build, journal)
        state = Mutex(State(store: store, engine: engine, registry: registry))
    }

    /// The log.
    public var store: MemoryStore { state.withLock(\.store) }

    /// The way to the workflows; the engine starts at the first use.
    public var client: any WorkflowClient {
        start()
        return state.withLock(\.engine.client)
    }

    /// What workflows and the engine said.
    public var logged: [String] { journal.lines }

    private var engine: WorkflowEngine { state.withLock(\.engine) }

    private static func engine(
        _ store: MemoryStore, _ registry: WorkflowRegistry, _ time: VirtualTime,
        _ random: SeededRandom, _ build: String, _ journal: Journal
    ) -> WorkflowEngine {
        WorkflowEngine(
            store: store, registry: registry, time: time, random: random, worker: "test:1",
            build: build
        ) { line in journal.write(line) }
    }

    /// Starts the engine where it does not run.
    public func start() {
        state.withLock { state in
            guard state.task == nil else { return }
            let engine = state.engine
            // The task is owned by the host and ended by `stop()`.
            state.task = Task { try await engine.run() }
        }
    }
}

/// Lines in the order in which they were written.
final class Journal: Sendable {
    private let kept = Mutex<[String]>([])

    func write(_ line: String) { kept.withLock { $0.append(line) } }

    var lines: [String] { kept.withLock { $0 } }
}

// MARK: - Time

extension TestHost {
    /// Waits until nothing happens any more at the present moment.
    public func settle() async {
        start()
        await engine.settled()
    }

    /// Moves the clock on, from one moment that somebody waits for to the next.
    public func advance(by duration: Duration) async {
        let target = time.now() + duration
        await settle()
        while let next = await nextMoment(), next <= target {
            time.advance(to: next)
            await settle()
        }
        time.advance(to: target)
        await settle()
    }
}

extension TestHost {
    /// The next moment that somebody waits for; the engine may not have told the clock yet.
    private func nextMoment() async -> Timestamp? {
        let moments = [time.nextDeadline, await engine.nextDue]
        return moments.compactMap(\.self).filter { $0 > time.now() }.min()
    }
}

// MARK: - Ends

extension TestHost {
    /// Ends the engine and closes the log.
    public func stop() async {
        let task = state.withLock { state in
            defer { state.task = nil }
            state.store.close()
            return state.task
        }
        task?.cancel()
        // How the engine ended does not matter to a test that is over.
        _ = await task?.result
    }

    /// Ends the process as kill -9 would and starts another over the same log.
    ///
    /// A new build may run other code under the same names when `registry` was bound anew.
    public func crash(build: String? = nil, registry: WorkflowRegistry? = nil) async {
        await stop()
        restart(over: store.reopened(), build: build, registry: registry)
    }

    /// Starts an engine over a log that another process has written to since the host was stopped.
    public func adopt(_ store: MemoryStore) async {
        await stop()
        restart(over: store.reopened(), build: nil, registry: nil)
    }

    private func restart(
        over store: MemoryStore, build: String?, registry: WorkflowRegistry?
    ) {
        if let build { self.build.withLock { $0 = build } }
        let name = self.build.withLock { $0 }
        state.withLock { state in
            state.store = store
            if let registry { state.registry = registry }
            state.engine = TestHost.engine(
                state.store, state.registry, time, random, name, journal)
        }
        start()
    }

    /// Ends the process as kill -9 would, has `bind` put its code anew over the same log, and starts it.
    ///
    /// Nothing that lived in memory is handed on, so that only the log can have kept it.
    public func crash(
        rebinding bind: (WorkflowRegistry, any WorkflowClient, MemoryStore) async throws -> Void
    ) async rethrows {
        await stop()
        let name = build.withLock { $0 }
        let (registry, client, store) = state.withLock { state in
            state.store = state.store.reopened()
            state.registry = WorkflowRegistry()
            state.engine = TestHost.engine(
                state.store, state.registry, time, random, name, journal)
            return (state.registry, state.engine.client, state.store)
        }
        try await bind(registry, client, store)
        start()
    }

    /// Has the process die at the n-th commit from now on, before or after it.
    public func crash(atCommit number: Int, after: Bool) {
        let store = store
        store.inject(after ? .crashAfter : .crashBefore, atCommit: store.commits + number)
    }

    /// Whether an injected crash has happened.
    public var isCrashed: Bool { get async { await engine.isFailed } }

    /// Drops every live instance: the next event finds them rebuilt from the log.
    public func evict() async { await engine.evictAll() }

    /// Replaces an activity by `body`, whatever is bound to its name.
    public func mock<Input: WorkflowValue, Output: WorkflowValue>(
        _ reference: ActivityReference<Input, Output>,
        _ body: @escaping @Sendable (Input, ActivityContext) async throws -> Output
    ) {
        let bound = state.withLock(\.registry)
        bound.replace(activity: reference.name) { input, context in
            try JSONValue(encoding: try await body(try input.decode(), context))
        }
    }

    /// Rebuilds every run of the log twice and compares each decision with the record.
    ///
    /// - Throws: `ReplayDifference` with the first difference.
    public func checkReplay() async throws {
        for _ in 0..<2 {
            let name = build.withLock { $0 }
            let bound = state.withLock(\.registry)
            let report = try await ReplayCheck(registry: bound, build: name).run(store)
            if let difference = report.differences.first { throw difference }
        }
    }
}
