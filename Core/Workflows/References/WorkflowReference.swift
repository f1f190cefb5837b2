/// Names a kind of workflow with its input and result; whoever holds one can start it, not build it.
public struct WorkflowReference<Input: WorkflowValue, Output: WorkflowValue>: Hashable, Sendable {
    /// The name, the queue and the limits as the engine sees them.
    public let type: WorkflowType

    /// Names a workflow.
    ///
    /// - Precondition: Both names are well formed.
    public init(
        _ name: String, queue: String, mailbox: Mailbox = .bounded(Limits.unreadLettersMax),
        executionTimeout: Duration? = nil, runTimeout: Duration? = nil,
        taskTimeout: Duration = Limits.workflowTaskTime
    ) {
        type = WorkflowType(
            name: Name.checked(name), queue: Name.checked(queue), mailbox: mailbox,
            executionTimeout: executionTimeout, runTimeout: runTimeout, taskTimeout: taskTimeout)
    }

    /// The stored name.
    public var name: String { type.name }

    /// Names a signal of this workflow.
    public func signal<Payload: WorkflowValue>(
        _ name: String, of payload: Payload.Type = NoValue.self
    ) -> SignalReference<Payload> {
        SignalReference(name: Name.checked(name), mailbox: type.mailbox)
    }

    /// Names a query of this workflow that takes no argument.
    public func query<Answer: WorkflowValue>(
        _ name: String, returns answer: Answer.Type
    ) -> QueryReference<NoValue, Answer> {
        QueryReference(name: Name.checked(name))
    }

    /// Names a query of this workflow.
    public func query<Argument: WorkflowValue, Answer: WorkflowValue>(
        _ name: String, of argument: Argument.Type, returns answer: Answer.Type
    ) -> QueryReference<Argument, Answer> {
        QueryReference(name: Name.checked(name))
    }

    /// Names an update of this workflow.
    public func update<Argument: WorkflowValue, Answer: WorkflowValue>(
        _ name: String, of argument: Argument.Type, returns answer: Answer.Type
    ) -> UpdateReference<Argument, Answer> {
        UpdateReference(name: Name.checked(name), mailbox: type.mailbox)
    }
}

/// A kind of workflow without the types of its values.
public struct WorkflowType: Hashable, Sendable {
    /// The stored name.
    public let name: String
    /// The queue whose slots its activities take.
    public let queue: String
    /// How much mail may wait.
    public let mailbox: Mailbox
    /// The time for all runs of one start; nil: no limit.
    public let executionTimeout: Duration?
    /// The time for one run; nil: no limit.
    public let runTimeout: Duration?
    /// The time for one activation.
    public let taskTimeout: Duration

    package init(
        name: String, queue: String, mailbox: Mailbox, executionTimeout: Duration?,
        runTimeout: Duration?, taskTimeout: Duration
    ) {
        (self.name, self.queue, self.mailbox) = (name, queue, mailbox)
        (self.executionTimeout, self.runTimeout) = (executionTimeout, runTimeout)
        self.taskTimeout = taskTimeout
    }
}

/// How much mail may wait unread for one workflow id.
public struct Mailbox: Hashable, Sendable {
    /// The number of unread letters from which on senders are refused or wait.
    public let unreadMax: Int

    /// A mailbox for at most `letters` unread letters.
    ///
    /// - Precondition: There is room for one.
    public static func bounded(_ letters: Int) -> Mailbox {
        precondition(letters > 0, "a mailbox holds at least one letter")
        return Mailbox(unreadMax: letters)
    }
}
