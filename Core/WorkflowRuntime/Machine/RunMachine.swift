package import Events
package import Workflows

/// A run's code with everything it waits for: one trigger in, commands out, no I/O.
///
/// The same machine serves live runs, replay and tests. Every call needs the lane's turn.
@WorkflowActor package final class RunMachine {
    /// How the code of the run ended.
    package enum Outcome: Sendable {
        case returned(JSONValue)
        case failed(Failure)
        case canceled
        case continued(ContinueOrder)
    }

    /// What the machine is told at its making.
    package struct Setup: Sendable {
        package var execution: WorkflowExecution
        package var input: JSONValue
        /// Patches that the recorded history took.
        package var patches: Set<String> = []
        /// Hears what the workflow logs while live.
        package var log: @Sendable (String) -> Void = { _ in }
        /// Hears of a call that came back from outside of the lane.
        package var strayed: @Sendable (UniqueID) -> Void = { _ in }

        package init(execution: WorkflowExecution, input: JSONValue) {
            (self.execution, self.input) = (execution, input)
        }
    }

    let setup: Setup
    let bound: any BoundWorkflow
    let lane = Lane.shared
    let marks = CancelMarks()

    var facts: WorkflowExecution
    var clock: Timestamp
    var built: (any BuiltWorkflow)?
    var root: Task<Void, Never>?
    var handlers: [Int: Task<Void, Never>] = [:]
    var handlersStarted = 0
    package internal(set) var outcome: Outcome?
    package internal(set) var problem: Problem?

    // What is waited for.
    var waits: [Int: Wait] = [:]
    var waitsMade = 0
    var waitOfKey: [String: Int] = [:]
    var conditions: [Wait] = []
    var childEnds: [String: ChildEnd] = [:]
    /// What commands were about, by key: for the errors that answer them.
    var types: [String: String] = [:]
    var targets: [String: String] = [:]
    var childOrders:
        [String: (type: String, workflow: String, cancellation: ActivityOptions.Cancellation)] = [:]
    var cancelHooks: [@WorkflowActor () -> Void] = []
    var isCancelRequested = false

    // What is decided.
    var commands: [Command] = []
    var acknowledged: [Int] = []
    var uses: [String: Int] = [:]
    var drawn: UInt64 = 0
    var patchesTaken: [String: Bool] = [:]

    // Mail.
    var boxes: [String: [MailedLetter]] = [:]
    var claimedLetters: [Int: (signal: String, letter: MailedLetter)] = [:]
    var unreadOffsets: Set<Int> = []

    // Modes.
    package internal(set) var isReplaying = false
    var recordedValues: [String: JSONValue] = [:]
    var isAnsweringQuery = false
    var queryViolation: String?
    var isEvicted = false
    var callsAfterEviction = 0

    package init(_ setup: Setup, _ bound: any BoundWorkflow) {
        (self.setup, self.bound) = (setup, bound)
        facts = setup.execution
        clock = setup.execution.started
    }

    /// Whether the run can be closed: its code has ended and no handler is waited for.
    package var isDone: Bool {
        switch outcome {
        case nil: false
        case .failed, .canceled: true
        case .returned, .continued: handlers.isEmpty || built?.abandonsHandlers == true
        }
    }

    /// Delivered letters that were not consumed.
    package var unread: OffsetRanges { OffsetRanges(unreadOffsets) }

    /// The time of the last activation.
    package var now: Timestamp { clock }
}

// MARK: - One event

extension RunMachine {
    /// A letter with its place.
    package struct Delivery: Sendable {
        package var offset: Int
        package var mail: MailRecord

        package init(offset: Int, mail: MailRecord) { (self.offset, self.mail) = (offset, mail) }
    }

    /// Applies one trigger until nothing is runnable, and returns what was decided.
    ///
    /// `historyLength` counts the view's events before this activation. `recorded` holds the commands
    /// of the history in a replay; it is nil when the activation is live.
    package func step(
        _ trigger: Trigger, _ letters: [Delivery], at moment: Timestamp, historyLength: Int,
        recorded: [Command]?
    ) -> [Command] {
        lane.running = ObjectIdentifier(self)
        defer { lane.running = nil }
        clock = max(clock, moment)
        facts.grew(
            to: historyLength,
            suggestsContinueAsNew: historyLength >= Limits.continueAsNewEvents)
        isReplaying = recorded != nil
        recordedValues = RunMachine.sideEffects(of: recorded ?? [])
        (commands, acknowledged) = ([], [])
        apply(trigger, letters)
        settle()
        noteIfStuck()
        if !acknowledged.isEmpty { commands.append(.acknowledge(offsets: acknowledged.sorted())) }
        return commands
    }

    private static func sideEffects(of recorded: [Command]) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for case .sideEffect(let key, let value) in recorded { values[key] = value }
        return values
    }

    private func apply(_ trigger: Trigger, _ letters: [Delivery]) {
        switch trigger {
        case .start: begin(letters)
        case .mail: for letter in letters { deliver(letter) }
        case .activity(let end), .local(let end): resolve(end)
        case .timer(let key): resolveTimer(key)
        case .childStarted(let key, let run): resolveChildStart(key, run)
        case .childClosed(let key, _, let end): resolveChildEnd(key, end)
        case .externalDone(let key, let delivered):
            take(key)?.resume(
                with: delivered
                    ? .success(.null) : .failure(ExternalFailure(workflow: targets[key] ?? key)))
        }
    }

    private func begin(_ letters: [Delivery]) {
        do {
            built = try bound.make(setup.input)
        } catch {
            problem = Problem(
                .unexpectedError, "the input cannot be read as the workflow's: \(error)")
            return
        }
        for letter in letters {
            deliver(letter)
            settle()
        }
        let context = WorkflowContext(self)
        guard let built else { return }
        root = Task(executorPreference: lane) { await self.runRoot(built, context) }
        if isCancelRequested { root?.cancel() }
    }

    private func runRoot(_ built: any BuiltWorkflow, _ context: WorkflowContext) async {
        do {
            finish(.returned(try await built.run(context)))
        } catch {
            fail(error)
        }
    }

    /// Drains the lane, then resumes what was cancelled and what has come true, until nothing is left.
    private func settle() {
        lane.drain()
        var rounds = 0
        while problem == nil {
            if stopMarked() {
                lane.drain()
            } else if let wait = conditions.first(where: { $0.test?() == true }) {
                rounds += 1
                guard rounds <= Limits.conditionRoundsMax else {
                    problem = Problem(
                        .livelock,
                        "conditions came true \(rounds) times in one activation: make them depend "
                            + "on something that stops changing")
                    return
                }
                fulfil(wait)
                lane.drain()
            } else {
                return
            }
        }
    }

    private func noteIfStuck() {
        guard problem == nil, waits.isEmpty, !isDone, built != nil else { return }
        problem = Problem(
            .foreignAwait,
            "the code waits for something that the engine does not know: use the context's calls "
                + "in place of Task.sleep, other executors and callbacks")
    }
}

// MARK: - Ends

extension RunMachine {
    func finish(_ ended: Outcome) {
        guard isOnItsActivation("the end of run") else { return }
        guard !isEvicted, outcome == nil else { return }
        outcome = ended
    }

    /// Sorts an error into an outcome that closes the run, or a problem that holds it.
    func fail(_ error: any Error) {
        guard isOnItsActivation("the end of run") else { return }
        guard !isEvicted, !(error is Evicted), outcome == nil else { return }
        switch error {
        case let request as ContinueRequest: outcome = .continued(request.order)
        case is CancellationError where isCancelRequested: outcome = .canceled
        case let failure as ActivityFailure
        where isCancelRequested && failure.cause.kind == .canceled:
            outcome = .canceled
        case let failure as ChildFailure
        where isCancelRequested && failure.cause.kind == .canceled:
            outcome = .canceled
        case let failure as any WorkflowFailure: outcome = .failed(failure.failure)
        case let failure as Failure: outcome = .failed(failure)
        default:
            if built?.isFailure(error) == true {
                let type = String(describing: Swift.type(of: error))
                outcome = .failed(
                    Failure("\(error)", .application(type: type, nonRetryable: false)))
            } else {
                problem = Problem(
                    .unexpectedError,
                    "run threw an error that is not a failure: \("\(error)".prefix(1_000))")
            }
        }
    }

    /// Whether the caller runs within an activation of this run; else it left the lane and is noted.
    func isOnItsActivation(_ call: String) -> Bool {
        guard lane.running != ObjectIdentifier(self) else { return true }
        if problem == nil {
            problem = Problem(
                .foreignAwait,
                "\(call) was reached after a wait outside of the engine: use the context's calls "
                    + "in place of Task.sleep, other executors and callbacks")
            setup.strayed(facts.run)
        }
        return false
    }

    /// Ends every wait with an error so that the code's tasks are freed; the instance is dropped.
    package func evict() {
        guard !isEvicted else { return }
        lane.running = ObjectIdentifier(self)
        defer { lane.running = nil }
        isEvicted = true
        while let id = waits.keys.min() {
            guard let wait = waits.removeValue(forKey: id) else { break }
            wait.continuation?.resume(throwing: Evicted())
            lane.drain()
        }
    }
}

extension UnsafeContinuation where T == JSONValue, E == any Error {
    func resume(with result: Result<JSONValue, any Error>) {
        switch result {
        case .success(let value): resume(returning: value)
        case .failure(let error): resume(throwing: error)
        }
    }
}
