package import Events

/// An activity behind its name.
package struct BoundActivity: Sendable {
    package let type: ActivityType
    private let attempt:
        @Sendable (WorkflowRegistry, JSONValue, ActivityContext) async throws -> JSONValue

    init(
        type: ActivityType,
        attempt:
            @escaping @Sendable (WorkflowRegistry, JSONValue, ActivityContext) async throws ->
            JSONValue
    ) {
        (self.type, self.attempt) = (type, attempt)
    }

    /// Makes one attempt, away from the caller's actor.
    @concurrent package func run(
        _ registry: WorkflowRegistry, _ input: JSONValue, _ context: ActivityContext
    ) async throws -> JSONValue {
        try await attempt(registry, input, context)
    }
}

/// A local activity behind its name.
package struct BoundLocal: Sendable {
    package let name: String
    private let attempt:
        @Sendable (WorkflowRegistry, JSONValue, LogSession) async throws -> JSONValue

    init(
        name: String,
        attempt:
            @escaping @Sendable (WorkflowRegistry, JSONValue, LogSession) async throws -> JSONValue
    ) {
        (self.name, self.attempt) = (name, attempt)
    }

    /// Makes one attempt, away from the caller's actor.
    @concurrent package func run(
        _ registry: WorkflowRegistry, _ input: JSONValue, _ log: LogSession
    ) async throws -> JSONValue {
        try await attempt(registry, input, log)
    }
}

/// A workflow behind its name.
package protocol BoundWorkflow: Sendable {
    var type: WorkflowType { get }
    /// What its handlers are called and for, without building it.
    var handlers: [BoundHandler] { get }

    /// Builds an instance; on the lane.
    @WorkflowActor func make(_ input: JSONValue) throws -> any BuiltWorkflow
}

/// One handler's name and purpose.
package struct BoundHandler: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case signal, query, update }
    package let name: String
    package let kind: Kind
}

/// An instance of a workflow, driven by the engine.
@WorkflowActor package protocol BuiltWorkflow: AnyObject, Sendable {
    func run(_ context: WorkflowContext) async throws -> JSONValue
    /// The code for a signal; nil where none is bound.
    func signal(
        _ name: String
    ) -> (@WorkflowActor @Sendable (JSONValue, WorkflowContext) async throws -> Void)?
    func query(_ name: String) -> (@WorkflowActor (JSONValue) throws -> JSONValue)?
    func update(_ name: String) -> BoundUpdate?
    var abandonsHandlers: Bool { get }
    func isFailure(_ error: any Error) -> Bool
}

/// The code of an update: first a check that may refuse it, then the work.
package struct BoundUpdate: Sendable {
    package let check: @WorkflowActor @Sendable (JSONValue) throws -> Void
    package let run: @WorkflowActor @Sendable (JSONValue, WorkflowContext) async throws -> JSONValue
}

/// Binds one workflow type; it reads the type's constants and builds nothing.
struct Binding<W: Workflow>: BoundWorkflow {
    let type: WorkflowType

    init() { type = WorkflowActor.assume { W.reference.type } }

    var handlers: [BoundHandler] {
        WorkflowActor.assume { W.handlers }.map { handler in
            switch handler.action {
            case .signal: BoundHandler(name: handler.name, kind: .signal)
            case .query: BoundHandler(name: handler.name, kind: .query)
            case .update: BoundHandler(name: handler.name, kind: .update)
            }
        }
    }

    @WorkflowActor func make(_ input: JSONValue) throws -> any BuiltWorkflow {
        Built<W>(W(try input.decode()))
    }
}

/// An instance of one workflow type with its handlers.
@WorkflowActor final class Built<W: Workflow>: BuiltWorkflow {
    private let workflow: W

    init(_ workflow: W) { self.workflow = workflow }

    func run(_ context: WorkflowContext) async throws -> JSONValue {
        try JSONValue(encoding: try await workflow.run(context))
    }

    func signal(
        _ name: String
    ) -> (@WorkflowActor @Sendable (JSONValue, WorkflowContext) async throws -> Void)? {
        for handler in W.handlers where handler.name == name {
            guard case .signal(let body) = handler.action else { continue }
            let workflow = workflow
            return { try await body(workflow, $0, $1) }
        }
        return nil
    }

    func query(_ name: String) -> (@WorkflowActor (JSONValue) throws -> JSONValue)? {
        for handler in W.handlers where handler.name == name {
            guard case .query(let body) = handler.action else { continue }
            let workflow = workflow
            return { try body(workflow, $0) }
        }
        return nil
    }

    func update(_ name: String) -> BoundUpdate? {
        for handler in W.handlers where handler.name == name {
            guard case .update(let check, let run) = handler.action else { continue }
            let workflow = workflow
            return BoundUpdate(
                check: { try check(workflow, $0) }, run: { try await run(workflow, $0, $1) })
        }
        return nil
    }

    var abandonsHandlers: Bool { W.abandonsHandlers }

    func isFailure(_ error: any Error) -> Bool { W.isFailure(error) }
}
