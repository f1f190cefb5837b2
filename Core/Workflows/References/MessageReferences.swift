/// Names a kind of signal with what it carries.
public struct SignalReference<Payload: WorkflowValue>: Hashable, Sendable {
    /// The stored name.
    public let name: String
    /// How much mail its workflow lets wait.
    public let mailbox: Mailbox
}

/// Names a question to a workflow; it changes nothing and leaves no trace.
public struct QueryReference<Argument: WorkflowValue, Answer: WorkflowValue>: Hashable, Sendable {
    /// The stored name.
    public let name: String
}

/// Names a request that a workflow carries out and answers.
public struct UpdateReference<Argument: WorkflowValue, Answer: WorkflowValue>: Hashable, Sendable {
    /// The stored name.
    public let name: String
    /// How much mail its workflow lets wait.
    public let mailbox: Mailbox
}
