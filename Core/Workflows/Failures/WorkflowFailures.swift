public import Events

/// An error that fails the run that throws it; every other error holds the run until it is repaired.
public protocol WorkflowFailure: Error {
    /// The error as it is stored.
    var failure: Failure { get }
}

/// Something went wrong that the domain has a name for.
public struct ApplicationFailure: WorkflowFailure, Hashable {
    /// What went wrong, for people.
    public var message: String
    /// The name under which policies and callers know it.
    public var type: String
    /// Whether no repetition cures it.
    public var nonRetryable: Bool
    /// What is kept beside the text.
    public var details: JSONValue?
    /// When the next attempt is to be made, in place of the policy's pause.
    public var nextRetryDelay: Duration?

    /// Puts a failure together.
    public init(
        _ message: String, type: String, nonRetryable: Bool = false, details: JSONValue? = nil,
        nextRetryDelay: Duration? = nil
    ) {
        (self.message, self.type, self.nonRetryable) = (message, type, nonRetryable)
        (self.details, self.nextRetryDelay) = (details, nextRetryDelay)
    }

    /// The failure as it is stored.
    public var failure: Failure {
        Failure(
            message, .application(type: type, nonRetryable: nonRetryable), details: details,
            nextRetryDelay: nextRetryDelay)
    }
}

/// An activity did not bring a result.
public struct ActivityFailure: WorkflowFailure, Hashable {
    /// The activity's stored name.
    public let activity: String
    /// Its key in the history.
    public let key: String
    /// What went wrong in the last attempt.
    public let cause: Failure
    /// Why there was no further attempt.
    public let retryState: RetryState

    package init(activity: String, key: String, cause: Failure, retryState: RetryState) {
        (self.activity, self.key) = (activity, key)
        (self.cause, self.retryState) = (cause, retryState)
    }

    /// The failure as it is stored.
    public var failure: Failure {
        Failure(
            "activity \(activity) failed: \(cause.message)",
            .activity(type: activity, key: key, retryState), causes: cause.chain)
    }

    /// The time limit that was exceeded; nil where that is not the cause.
    public var timeout: TimeoutKind? {
        guard case .timeout(let kind) = cause.kind else { return nil }
        return kind
    }

    /// The name of an application failure; nil where that is not the cause.
    public var applicationType: String? {
        guard case .application(let type, _) = cause.kind else { return nil }
        return type
    }
}

/// A child did not start, or ended without a result.
public struct ChildFailure: WorkflowFailure, Hashable {
    /// The child's stored type.
    public let type: String
    /// The child's workflow id.
    public let workflow: String
    /// The run that ended; empty where none started.
    public let run: String
    /// What went wrong.
    public let cause: Failure

    package init(type: String, workflow: String, run: String, cause: Failure) {
        (self.type, self.workflow, self.run, self.cause) = (type, workflow, run, cause)
    }

    /// The failure as it is stored.
    public var failure: Failure {
        Failure(
            "child \(workflow) failed: \(cause.message)",
            .child(type: type, workflow: workflow, run: run), causes: cause.chain)
    }
}

/// A signal or cancel request to another workflow found nobody.
public struct ExternalFailure: WorkflowFailure, Hashable {
    /// The workflow that was meant.
    public let workflow: String

    package init(workflow: String) { self.workflow = workflow }

    /// The failure as it is stored.
    public var failure: Failure {
        Failure(
            "workflow not found for ID: \(workflow)",
            .application(type: "NotFound", nonRetryable: true))
    }
}
