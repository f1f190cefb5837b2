/// Names an activity that may do anything, at least once, within its time limits.
public struct ActivityReference<Input: WorkflowValue, Output: WorkflowValue>: Hashable, Sendable {
    /// The name, the limits and the retry policy as the engine sees them.
    public let type: ActivityType

    /// Names an activity; its queue is the workflow's unless one is given.
    ///
    /// - Precondition: The name is well formed.
    public init(
        _ name: String, startToClose: Duration, scheduleToClose: Duration? = nil,
        scheduleToStart: Duration? = nil, heartbeat: Duration? = nil,
        retry: RetryPolicy = RetryPolicy(), queue: String? = nil
    ) {
        type = ActivityType(
            name: Name.checked(name),
            options: ActivityOptions(
                startToClose: startToClose, scheduleToClose: scheduleToClose,
                scheduleToStart: scheduleToStart, heartbeat: heartbeat, retry: retry, queue: queue))
    }

    /// The stored name.
    public var name: String { type.name }
}

/// An activity without the types of its values.
public struct ActivityType: Hashable, Sendable {
    /// The stored name.
    public let name: String
    /// What holds unless the call says otherwise.
    public let options: ActivityOptions
}

/// The limits of one activity and what happens at its failure and cancellation.
public struct ActivityOptions: Hashable, Sendable {
    /// The time for one attempt.
    public var startToClose: Duration
    /// The time for all attempts together; nil: no limit.
    public var scheduleToClose: Duration?
    /// The time in the queue before the first attempt; nil: no limit.
    public var scheduleToStart: Duration?
    /// The longest silence between two heartbeats; nil: none is expected.
    public var heartbeat: Duration?
    /// When and how often a failed attempt is repeated.
    public var retry: RetryPolicy
    /// The queue whose slots it takes; nil: the workflow's.
    public var queue: String?
    /// What cancelling the waiting scope does.
    public var cancellation: Cancellation = .tryCancel
    /// 1, the first to be served, to 5; 3 unless said otherwise.
    public var priority = 3
    /// Activities with the same key take turns with those of other keys.
    public var fairnessKey: String?

    /// Sets the limits; what is left out has no limit.
    public init(
        startToClose: Duration, scheduleToClose: Duration? = nil,
        scheduleToStart: Duration? = nil, heartbeat: Duration? = nil,
        retry: RetryPolicy = RetryPolicy(), queue: String? = nil
    ) {
        (self.startToClose, self.scheduleToClose) = (startToClose, scheduleToClose)
        (self.scheduleToStart, self.heartbeat) = (scheduleToStart, heartbeat)
        (self.retry, self.queue) = (retry, queue)
    }

    /// What cancelling a scope does to an activity that it waits for.
    public enum Cancellation: String, Hashable, Sendable {
        /// Asks the activity to stop and goes on at once.
        case tryCancel = "try"
        /// Asks the activity to stop and waits until it has.
        case wait
        /// Lets the activity go on and does not wait for it.
        case abandon
    }
}

/// Names an activity that touches only the log; its events commit with its completion, exactly once.
public struct LocalActivityReference<Input: WorkflowValue, Output: WorkflowValue>: Hashable,
    Sendable
{
    /// The stored name.
    public let name: String
    /// The time it may take.
    public let limit: Duration

    /// Names a local activity.
    ///
    /// - Precondition: The name is well formed.
    public init(_ name: String, limit: Duration = Limits.localActivityTime) {
        self.name = Name.checked(name)
        self.limit = limit
    }
}
