public import Events

/// What a workflow may do: everything that waits, changes something or differs from run to run.
///
/// The calls are recorded; in replay they answer from the record and do nothing.
@WorkflowActor public struct WorkflowContext: Sendable {
    let run: any RunPort

    package nonisolated init(_ run: any RunPort) { self.run = run }

    /// Facts about this run.
    public var execution: WorkflowExecution { run.execution }
    /// The time of the event that is being handled; it never goes back.
    public var now: Timestamp { run.now }
}

// MARK: - Work

extension WorkflowContext {
    /// Runs an activity at least once and returns its result.
    ///
    /// An `id` names this use of the activity in the history; else uses are numbered.
    ///
    /// - Throws: `ActivityFailure`; `CancellationError` when the scope is cancelled.
    public func activity<Input: WorkflowValue, Output: WorkflowValue>(
        _ reference: ActivityReference<Input, Output>, _ input: Input, id: String? = nil,
        options: ActivityOptions? = nil
    ) async throws -> Output {
        let order = ActivityOrder(
            name: reference.name, id: id, input: try JSONValue(encoding: input),
            options: options ?? reference.type.options)
        return try await run.activity(order).decode()
    }

    /// Runs a local activity, whose events commit with its completion, exactly once.
    ///
    /// - Throws: `ActivityFailure`; `CancellationError` when the scope is cancelled.
    public func local<Input: WorkflowValue, Output: WorkflowValue>(
        _ reference: LocalActivityReference<Input, Output>, _ input: Input, id: String? = nil
    ) async throws -> Output {
        let order = LocalOrder(
            name: reference.name, id: id, input: try JSONValue(encoding: input),
            limit: reference.limit)
        return try await run.local(order).decode()
    }

    /// Does `work` for every item, at most `limit` at a time, and returns the results in the order of the items.
    ///
    /// The first error cancels the rest and is thrown.
    public func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], atMost limit: Int,
        _ work: @escaping @WorkflowActor @Sendable (Item) async throws -> Result
    ) async throws -> [Result] {
        precondition(limit > 0, "at least one item is worked on at a time")
        return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var results: [Result?] = Array(repeating: nil, count: items.count)
            var next = 0
            while next < min(limit, items.count) {
                let index = next
                group.addTask { (index, try await work(items[index])) }
                next += 1
            }
            while let (index, result) = try await group.next() {
                results[index] = result
                guard next < items.count else { continue }
                let following = next
                group.addTask { (following, try await work(items[following])) }
                next += 1
            }
            return results.compactMap(\.self)
        }
    }
}

// MARK: - Time and conditions

extension WorkflowContext {
    /// Waits for a time that outlives the process.
    public func sleep(for duration: Duration, _ name: String = "sleep") async throws {
        try await run.sleep(name, for: duration)
    }

    /// Waits until a moment that outlives the process.
    public func sleep(until moment: Timestamp, _ name: String = "sleep") async throws {
        try await run.sleep(name, until: moment)
    }

    /// Waits until a condition holds; it is tested at once and after every event.
    public func wait(until condition: @escaping @WorkflowActor () -> Bool) async throws {
        try await run.wait(until: condition)
    }

    /// Waits until a condition holds, or for `duration`; false when the time ran out first.
    public func wait(
        upTo duration: Duration, _ name: String = "wait",
        until condition: @escaping @WorkflowActor () -> Bool
    ) async throws -> Bool {
        try await run.wait(name, upTo: duration, until: condition)
    }
}

// MARK: - What differs from run to run

extension WorkflowContext {
    /// Records a value that is made once and read back in replay; `make` must not wait.
    public func sideEffect<Value: WorkflowValue>(
        _ name: String, _ make: () throws -> Value
    ) throws -> Value {
        try run.sideEffect(name) { try JSONValue(encoding: try make()) }.decode()
    }

    /// A source of random bits that depends on the run alone.
    public var random: WorkflowRandom { WorkflowRandom(run: run) }

    /// An id that depends on the run and on how often it was called.
    public func uuid() -> UniqueID {
        UniqueID.timeOrdered(at: now, DrawnBits(run.random(), run.random()))
    }

    /// Says something to the operator's log; silent in replay.
    public func log(_ message: String) { run.log(message) }

    /// Whether this run takes the new path of a change; old histories keep the old path.
    public func patched(_ id: String) -> Bool { run.patched(id) }

    /// Marks a change whose old path is gone.
    public func deprecatePatch(_ id: String) { run.deprecatePatch(id) }
}

/// Random bits of one run: the same in every replay.
@WorkflowActor public struct WorkflowRandom: Sendable {
    let run: any RunPort

    /// The next 64 bits.
    public func next() -> UInt64 { run.random() }

    /// A number of the range, each as likely as the others.
    ///
    /// - Precondition: The range is not empty.
    public func next(in range: Range<Int>) -> Int {
        precondition(!range.isEmpty, "the range holds a number")
        return range.lowerBound + Int(run.random() % UInt64(range.count))
    }
}

/// Two words drawn beforehand, for making one id.
private final class DrawnBits: RandomSource {
    private let words: (UInt64, UInt64)
    private let calls = Counter()

    init(_ first: UInt64, _ second: UInt64) { words = (first, second) }

    func next() -> UInt64 { calls.next() == 0 ? words.0 : words.1 }
}

// MARK: - Structure

extension WorkflowContext {
    /// Prefixes the keys of everything that `body` does.
    ///
    /// - Precondition: The name is well formed.
    public func scope<Result: Sendable>(
        _ name: String, _ body: @WorkflowActor () async throws -> Result
    ) async rethrows -> Result {
        let outer = ScopePath.current
        let path = outer.isEmpty ? Name.checked(name) : "\(outer)/\(Name.checked(name))"
        return try await ScopePath.$current.withValue(path) { try await body() }
    }

    /// Does what must be finished although the workflow was cancelled.
    public func shield<Result: Sendable>(
        _ body: @escaping @WorkflowActor @Sendable () async throws -> Result
    ) async throws -> Result {
        try await Task(executorPreference: Lane.shared) { try await body() }.value
    }

    /// Calls `body` once, in order of registration, when the workflow is asked to stop.
    public func onCancel(_ body: @escaping @WorkflowActor () -> Void) { run.onCancel(body) }

    /// Ends this run and begins the next with `input`, in one commit; unread mail stays where it is.
    public func continueAsNew(
        _ input: some WorkflowValue, options: ContinueOptions = ContinueOptions()
    ) throws -> Never {
        try run.continueAsNew(
            ContinueOrder(input: try JSONValue(encoding: input), options: options))
    }
}

/// What changes from one run to the next.
public struct ContinueOptions: Hashable, Sendable {
    /// The time for the next run; nil: as for this one.
    public var runTimeout: Duration?
    /// A pause before the next run begins.
    public var delay: Duration?

    /// Changes nothing.
    public init(runTimeout: Duration? = nil, delay: Duration? = nil) {
        (self.runTimeout, self.delay) = (runTimeout, delay)
    }
}
