package import Events

/// What a workflow does with one kind of signal, query or update.
public struct Handler<W: Workflow>: Sendable {
    package enum Action: Sendable {
        case signal(@WorkflowActor @Sendable (W, JSONValue, WorkflowContext) async throws -> Void)
        case query(@WorkflowActor @Sendable (W, JSONValue) throws -> JSONValue)
        case update(
            check: @WorkflowActor @Sendable (W, JSONValue) throws -> Void,
            run: @WorkflowActor @Sendable (W, JSONValue, WorkflowContext) async throws -> JSONValue)
    }

    package let name: String
    package let action: Action

    /// Calls a method for each signal, in the order of acceptance.
    public static func signal<Payload>(
        _ reference: SignalReference<Payload>,
        _ method: @escaping @WorkflowActor @Sendable (W) -> @WorkflowActor (Payload) -> Void
    ) -> Handler {
        Handler(
            name: reference.name,
            action: .signal { workflow, payload, _ in method(workflow)(try payload.decode()) })
    }

    /// Calls a method that may wait for each signal; the letter is consumed when it returns.
    public static func signal<Payload>(
        _ reference: SignalReference<Payload>,
        _ method:
            @escaping @WorkflowActor @Sendable (W) ->
            @WorkflowActor (Payload, WorkflowContext) async throws -> Void
    ) -> Handler {
        Handler(
            name: reference.name,
            action: .signal { workflow, payload, context in
                try await method(workflow)(try payload.decode(), context)
            })
    }

    /// Answers a question without an argument from the workflow's state.
    public static func query<Answer>(
        _ reference: QueryReference<NoValue, Answer>,
        _ answer: @escaping @WorkflowActor @Sendable (W) throws -> Answer
    ) -> Handler {
        Handler(
            name: reference.name,
            action: .query { workflow, _ in try JSONValue(encoding: try answer(workflow)) })
    }

    /// Answers a question from the workflow's state.
    public static func query<Argument, Answer>(
        _ reference: QueryReference<Argument, Answer>,
        _ answer: @escaping @WorkflowActor @Sendable (W, Argument) throws -> Answer
    ) -> Handler {
        Handler(
            name: reference.name,
            action: .query { workflow, argument in
                try JSONValue(encoding: try answer(workflow, try argument.decode()))
            })
    }

    /// Checks a request, carries it out and answers it.
    public static func update<Argument, Answer>(
        _ reference: UpdateReference<Argument, Answer>,
        check: @escaping @WorkflowActor @Sendable (W, Argument) throws -> Void = { _, _ in },
        _ method:
            @escaping @WorkflowActor @Sendable (W) ->
            @WorkflowActor (Argument, WorkflowContext) async throws -> Answer
    ) -> Handler {
        Handler(
            name: reference.name,
            action: .update(
                check: { workflow, argument in try check(workflow, try argument.decode()) },
                run: { workflow, argument, context in
                    try JSONValue(
                        encoding: try await method(workflow)(try argument.decode(), context))
                }))
    }
}
