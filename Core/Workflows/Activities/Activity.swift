/// Work that may touch the world; it runs at least once, and every attempt has the same key.
public protocol Activity<Input, Output>: Sendable {
    /// What it works on.
    associatedtype Input: WorkflowValue
    /// What it brings.
    associatedtype Output: WorkflowValue

    /// Makes one attempt; a cancelled task means that nobody waits any more.
    func run(_ input: Input, _ context: ActivityContext) async throws -> Output
}

/// Work that touches only the log; what it appends commits with its completion, exactly once.
public protocol LocalActivity<Input, Output>: Sendable {
    /// What it works on.
    associatedtype Input: WorkflowValue
    /// What it brings.
    associatedtype Output: WorkflowValue

    /// Decides on what `log` holds and stages what follows; runs again when others were faster.
    func run(_ input: Input, _ log: LogSession) async throws -> Output
}
