public import Events

/// The policies and limits of one start.
public struct StartOptions: Hashable, Sendable {
    /// Whether an id may be used again after a run has closed.
    public var reuse: ReusePolicy
    /// What happens when a run is open.
    public var conflict: ConflictPolicy
    /// The time for all runs of this start; nil: as the reference says.
    public var executionTimeout: Duration?
    /// The time for one run; nil: as the reference says.
    public var runTimeout: Duration?
    /// A pause before the first activation; a signal ends it.
    public var delay: Duration?
    /// Repeats a failed run as a new run; nil: it is not repeated.
    public var retry: RetryPolicy?
    /// Values beside the run that queries show.
    public var memo: JSONObject
    /// Values of the run that queries find.
    public var attributes: [AttributeChange]
    /// Who starts it, as it calls itself.
    public var identity: String

    /// A start that is refused while a run is open.
    public init(
        reuse: ReusePolicy = .allow, conflict: ConflictPolicy = .fail,
        executionTimeout: Duration? = nil, runTimeout: Duration? = nil, delay: Duration? = nil,
        retry: RetryPolicy? = nil, memo: JSONObject = JSONObject(),
        attributes: [AttributeChange] = [], identity: String = ""
    ) {
        (self.reuse, self.conflict) = (reuse, conflict)
        (self.executionTimeout, self.runTimeout) = (executionTimeout, runTimeout)
        (self.delay, self.retry, self.memo) = (delay, retry, memo)
        (self.attributes, self.identity) = (attributes, identity)
    }

    /// Whether an id may be used again after a run has closed.
    public enum ReusePolicy: String, Hashable, Sendable {
        /// Always.
        case allow
        /// Unless the last run completed.
        case allowIfFailed
        /// Never.
        case reject
    }

    /// What a start does while a run is open.
    public enum ConflictPolicy: String, Hashable, Sendable {
        /// It is refused.
        case fail
        /// It answers with the run that is open.
        case useExisting
        /// It ends the run that is open and starts another, in one commit.
        case terminateExisting
    }
}
