/// A durable process as ordinary code: it survives every crash and does each step once.
///
/// Its code runs on the lane and is repeated from the record whenever the process starts again, so
/// that everything that differs from run to run must come from the context.
@WorkflowActor public protocol Workflow: AnyObject, Sendable {
    /// What a start brings.
    associatedtype Input: WorkflowValue
    /// What a completed run leaves.
    associatedtype Output: WorkflowValue

    /// The name under which it is started.
    static var reference: WorkflowReference<Input, Output> { get }
    /// What it does with signals, queries and updates; a signal without a handler waits in the mailbox.
    static var handlers: [Handler<Self>] { get }
    /// Whether unfinished handlers are abandoned when `run` returns; else the run waits for them.
    static var abandonsHandlers: Bool { get }
    /// Errors that fail the run like an `ApplicationFailure`; any other unknown error holds it.
    static func isFailure(_ error: any Error) -> Bool

    /// Begins; nothing may be done before `run`.
    init(_ input: Input)

    /// Does the work.
    func run(_ context: WorkflowContext) async throws -> Output
}

extension Workflow {
    /// None.
    public static var handlers: [Handler<Self>] { [] }
    /// They are waited for.
    public static var abandonsHandlers: Bool { false }
    /// None.
    public static func isFailure(_ error: any Error) -> Bool { false }
}
