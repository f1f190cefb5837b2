public import Events

/// A failure as it is stored: what went wrong, of which kind, and what caused it.
public struct Failure: Error, Hashable, Sendable {
    /// What marks a failure apart from others.
    public enum Kind: Hashable, Sendable {
        /// Code said so.
        case application(type: String, nonRetryable: Bool)
        /// A time limit was exceeded.
        case timeout(TimeoutKind)
        /// It was asked to stop.
        case canceled
        /// It was ended from outside.
        case terminated
        /// An activity failed for the reason in `causes`.
        case activity(type: String, key: String, RetryState)
        /// A child failed for the reason in `causes`.
        case child(type: String, workflow: String, run: String)
    }

    /// What went wrong, for people.
    public var message: String
    /// Which kind of failure it is.
    public var kind: Kind
    /// What the thrower wanted to be kept beside the text.
    public var details: JSONValue?
    /// When the thrower wants the next attempt, if it said so.
    public var nextRetryDelay: Duration?
    /// The chain of causes, nearest first.
    public var causes: [Failure]

    /// Puts a failure together; texts and chains that are too long are cut.
    public init(
        _ message: String, _ kind: Kind, details: JSONValue? = nil,
        nextRetryDelay: Duration? = nil, causes: [Failure] = []
    ) {
        self.message = message.cut(toBytes: Limits.failureTextBytesMax)
        (self.kind, self.details, self.nextRetryDelay) = (kind, details, nextRetryDelay)
        self.causes = Array(causes.prefix(Limits.failureCausesMax))
    }

    /// The failure and its causes as one chain, for a wrapper's `causes`.
    public var chain: [Failure] {
        var alone = self
        alone.causes = []
        return [alone] + causes
    }
}

/// Which time limit was exceeded; the raw value is stored.
public enum TimeoutKind: String, Hashable, Sendable {
    /// One attempt took too long.
    case startToClose = "START_TO_CLOSE"
    /// No slot came free in time.
    case scheduleToStart = "SCHEDULE_TO_START"
    /// All attempts together took too long.
    case scheduleToClose = "SCHEDULE_TO_CLOSE"
    /// A sign of life did not come.
    case heartbeat = "HEARTBEAT"
}

/// Why an activity was not tried again; the raw value is stored.
public enum RetryState: String, Hashable, Sendable {
    /// No repetition cures this failure.
    case nonRetryable = "NON_RETRYABLE_FAILURE"
    /// There was no time for another attempt.
    case timeout = "TIMEOUT"
    /// Every attempt was used.
    case attemptsUsed = "MAXIMUM_ATTEMPTS_REACHED"
    /// It was asked to stop.
    case cancelRequested = "CANCEL_REQUESTED"
}

extension Failure: CustomStringConvertible {
    /// The text, with that of its causes.
    public var description: String {
        ([message] + causes.map(\.message)).joined(separator: ": ")
    }
}

extension String {
    package func cut(toBytes bytesMax: Int) -> String {
        guard utf8.count > bytesMax else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: bytesMax)
        while end > utf8.startIndex, String.Index(end, within: self) == nil {
            end = utf8.index(before: end)
        }
        return String(self[..<end])
    }
}
