public import Events

extension WorkflowContext {
    /// Starts a child in the commit of this decision and goes on once it runs.
    ///
    /// - Throws: `ChildFailure` when the id is taken.
    public func startChild<Input: WorkflowValue, Output: WorkflowValue>(
        _ reference: WorkflowReference<Input, Output>, id: String, _ input: Input,
        options: ChildOptions = ChildOptions()
    ) async throws -> ChildWorkflow<Output> {
        let order = ChildOrder(
            type: reference.type, workflow: id, input: try JSONValue(encoding: input),
            options: options)
        return ChildWorkflow(run: run, child: try await run.startChild(order))
    }

    /// Starts a child and waits for its result.
    ///
    /// - Throws: `ChildFailure`; `CancellationError` when the scope is cancelled.
    public func child<Input: WorkflowValue, Output: WorkflowValue>(
        _ reference: WorkflowReference<Input, Output>, id: String, _ input: Input,
        options: ChildOptions = ChildOptions()
    ) async throws -> Output {
        try await startChild(reference, id: id, input, options: options).result()
    }

    /// Another workflow, known by its id alone.
    public func external(_ id: String) -> ExternalWorkflow { ExternalWorkflow(run: run, id: id) }

    /// Sets or removes search attributes of this run.
    public func upsert(_ changes: AttributeChange...) {
        run.upsert(attributes: AttributeChange.object(changes))
    }

    /// Sets entries of this run's memo.
    public func upsertMemo(_ entries: JSONObject) { run.upsert(memo: entries) }
}

/// A child that was started.
@WorkflowActor public struct ChildWorkflow<Output: WorkflowValue>: Sendable {
    let run: any RunPort
    let child: StartedChild

    /// The child's workflow id.
    public var id: String { child.workflow }
    /// The child's first run.
    public var runID: UniqueID { child.run }

    /// Waits for the result of the child's last run.
    ///
    /// - Throws: `ChildFailure`; `CancellationError` when the scope is cancelled.
    public func result() async throws -> Output { try await run.result(of: child).decode() }

    /// Sends a letter in the commit of this decision.
    public func signal<Payload: WorkflowValue>(
        _ reference: SignalReference<Payload>, _ payload: Payload
    ) async throws {
        try await run.signal(
            ExternalTarget(workflow: child.workflow, child: child), reference.name,
            try JSONValue(encoding: payload))
    }

    /// Asks the child to stop.
    public func cancel() async throws {
        try await run.cancel(ExternalTarget(workflow: child.workflow, child: child))
    }
}

/// Another workflow, known by its id.
@WorkflowActor public struct ExternalWorkflow: Sendable {
    let run: any RunPort
    let id: String

    /// Sends a letter in the commit of this decision; waits while the mailbox is full.
    ///
    /// - Throws: `ExternalFailure` when nobody runs under the id.
    public func signal<Payload: WorkflowValue>(
        _ reference: SignalReference<Payload>, _ payload: Payload
    ) async throws {
        try await run.signal(
            ExternalTarget(workflow: id, child: nil), reference.name,
            try JSONValue(encoding: payload))
    }

    /// Asks the workflow to stop.
    ///
    /// - Throws: `ExternalFailure` when nobody runs under the id.
    public func cancel() async throws {
        try await run.cancel(ExternalTarget(workflow: id, child: nil))
    }
}

/// What a child's start says beside its input.
public struct ChildOptions: Hashable, Sendable {
    /// What becomes of the child when its parent closes.
    public var parentClose: ParentClosePolicy
    /// What cancelling the waiting scope does to the child.
    public var cancellation: ActivityOptions.Cancellation
    /// The policies and limits of the start.
    public var start: StartOptions

    /// A child that ends with its parent, unless said otherwise.
    public init(
        parentClose: ParentClosePolicy = .terminate,
        cancellation: ActivityOptions.Cancellation = .wait, start: StartOptions = StartOptions()
    ) {
        (self.parentClose, self.cancellation, self.start) = (parentClose, cancellation, start)
    }
}

/// What becomes of a child when its parent closes; the raw value is stored.
public enum ParentClosePolicy: String, Hashable, Sendable {
    /// It ends at once, in the parent's closing commit.
    case terminate
    /// It goes on alone.
    case abandon
    /// It is asked to stop, in the parent's closing commit.
    case requestCancel
}
