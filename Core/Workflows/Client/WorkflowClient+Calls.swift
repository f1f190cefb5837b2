public import Events

extension WorkflowClient {
    /// Appends events and what the intents come to in one commit.
    ///
    /// - Throws: `WorkflowError.log(.conflict)` when an expectation of the caller's own streams failed.
    public func append(
        _ streams: [StreamAppend], checks: [StreamCheck] = [], key: IdempotencyKey? = nil,
        with intents: [Intent], whenFull: WhenFull = .refuse
    ) async throws(WorkflowError) -> AppendResult {
        try await submit(
            WorkflowRequest(
                streams, checks: checks, key: key, intents: intents, whenFull: whenFull)
        ).append
    }

    /// Starts a workflow and returns after the commit.
    public func start<Input, Output>(
        _ reference: WorkflowReference<Input, Output>, id: String, _ input: Input,
        options: StartOptions = StartOptions(), requestID: String? = nil
    ) async throws(WorkflowError) -> WorkflowHandle<Output> {
        let intent = try Intent.start(
            reference, id: id, input, options: options, requestID: requestID)
        return try await handle(of: intent)
    }

    /// Puts a letter into the mailbox of a workflow that runs, and returns after the commit.
    public func signal<Payload>(
        _ reference: SignalReference<Payload>, id: String, _ payload: Payload,
        requestID: String? = nil, whenFull: WhenFull = .refuse
    ) async throws(WorkflowError) {
        let intent = try Intent.signal(reference, id: id, payload, requestID: requestID)
        _ = try await submit(WorkflowRequest(intents: [intent], whenFull: whenFull))
    }

    /// Puts a letter into the mailbox of a workflow, started when it does not run.
    public func signalWithStart<Input, Output, Payload>(
        _ reference: WorkflowReference<Input, Output>, id: String, _ input: Input,
        _ signal: SignalReference<Payload>, _ payload: Payload,
        options: StartOptions = StartOptions(), requestID: String? = nil
    ) async throws(WorkflowError) -> WorkflowHandle<Output> {
        let intent = try Intent.signalWithStart(
            reference, id: id, input, signal, payload, options: options, requestID: requestID)
        return try await handle(of: intent)
    }

    /// Asks a workflow (nil: its open or last run); every letter acknowledged before is seen.
    public func query<Argument, Answer>(
        _ reference: QueryReference<Argument, Answer>, id: String, _ argument: Argument,
        run: UniqueID? = nil
    ) async throws(WorkflowError) -> Answer {
        let answer = try await query(
            workflow: id, run: run, name: reference.name, argument: try .of(argument))
        return try answer.answer()
    }

    /// Asks a workflow a question without an argument.
    public func query<Answer>(
        _ reference: QueryReference<NoValue, Answer>, id: String, run: UniqueID? = nil
    ) async throws(WorkflowError) -> Answer {
        try await query(reference, id: id, NoValue(), run: run)
    }

    /// Has a workflow carry out a request; repeating `updateID` answers with the first outcome.
    public func update<Argument, Answer>(
        _ reference: UpdateReference<Argument, Answer>, id: String, _ argument: Argument,
        updateID: String
    ) async throws(WorkflowError) -> Answer {
        let answer = try await update(
            workflow: id, name: reference.name, argument: try .of(argument), updateID: updateID)
        return try answer.answer()
    }

    /// Asks a workflow to stop.
    public func cancel(_ id: String, reason: String = "") async throws(WorkflowError) {
        _ = try await submit(
            WorkflowRequest(intents: [.requestCancel(id: id, reason: reason)]))
    }

    /// Ends a workflow at once.
    public func terminate(_ id: String, reason: String) async throws(WorkflowError) {
        _ = try await submit(WorkflowRequest(intents: [.terminate(id: id, reason: reason)]))
    }

    private func handle<Output>(
        of intent: Intent
    ) async throws(WorkflowError) -> WorkflowHandle<Output> {
        let receipt = try await submit(WorkflowRequest(intents: [intent]))
        guard let outcome = receipt.outcomes.first else {
            throw .invalid("the start of \(intent.workflow) was answered without a run")
        }
        return WorkflowHandle(client: self, workflow: intent.workflow, outcome: outcome)
    }
}

/// A run that was started or found.
public struct WorkflowHandle<Output: WorkflowValue>: Sendable {
    private let client: any WorkflowClient
    /// The workflow id.
    public let workflow: String
    private let outcome: IntentOutcome

    package init(client: any WorkflowClient, workflow: String, outcome: IntentOutcome) {
        (self.client, self.workflow, self.outcome) = (client, workflow, outcome)
    }

    /// The run.
    public var run: UniqueID { outcome.run }
    /// The first run of its chain.
    public var firstRun: UniqueID { outcome.firstRun }
    /// Whether the call started it.
    public var started: Bool { outcome.started }

    /// Waits for the result of the last run of the chain.
    ///
    /// - Throws: `WorkflowError.ended` when it ended without one.
    public func result() async throws(WorkflowError) -> Output {
        try await client.result(of: workflow, run: outcome.run).answer()
    }
}

extension JSONValue {
    fileprivate func answer<Value: WorkflowValue>() throws(WorkflowError) -> Value {
        do {
            return try decode(as: Value.self)
        } catch {
            throw .invalid("the answer is not a \(Value.self): \(error)")
        }
    }
}
