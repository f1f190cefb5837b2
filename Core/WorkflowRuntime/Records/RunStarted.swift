package import Events
package import Workflows

/// A run began; where the engine began it, with its first activation.
package struct RunStarted: Hashable, Sendable {
    package var queue: String
    package var executionTimeout: Duration?
    package var runTimeout: Duration?
    package var taskTimeout: Duration
    package var attempt: Int
    package var worker: String
    package var build: String
    package var workflow: String
    package var run: UniqueID
    package var firstRun: UniqueID
    package var type: String
    package var input: JSONValue
    package var identity: String
    package var at: Timestamp
    /// Where the whole execution began; its time limit counts from here.
    package var executionStarted: Timestamp
    package var mailThrough: Int
    package var mailAtStart: Int
    package var unread: OffsetRanges
    package var continuedFrom: UniqueID?
    /// Why it continues another run: `workflow` or `retry`; nil for a first run.
    package var initiator: String?
    package var parent: WorkflowExecution.Parent?
    /// What becomes of it when its parent closes.
    package var parentClose: ParentClosePolicy
    package var mailboxMax: Int
    package var retry: RetryPolicy?
    package var delay: Duration?
    package var memo: JSONObject
    package var attributes: JSONObject
    package var activations: [Activation]
    package var firstEvent: Int
    package var lastEvent: Int
}

/// A run ended; where its code ended it, with its last activations.
package struct RunClosed: Hashable, Sendable {
    package var workflow: String
    package var type: String
    package var run: UniqueID
    package var status: RunStatus
    package var build: String
    package var at: Timestamp
    package var mailThrough: Int
    package var unread: OffsetRanges
    /// Letters that nobody read, at a final close.
    package var undelivered: OffsetRanges
    package var reason: String
    package var identity: String
    package var newRun: UniqueID?
    package var activations: [Activation]
    package var firstEvent: Int
    package var lastEvent: Int
}

/// A run handled events.
package struct RunAdvanced: Hashable, Sendable {
    package var run: UniqueID
    package var build: String
    package var mailThrough: Int
    package var unread: OffsetRanges
    package var activations: [Activation]
    package var firstEvent: Int
    package var lastEvent: Int
}

/// An attempt of an activity failed and another one follows.
package struct AttemptFailed: Hashable, Sendable {
    package var run: UniqueID
    package var key: String
    package var attempt: Int
    package var startedAt: Timestamp
    package var at: Timestamp
    package var failure: Failure
    package var nextAt: Timestamp
}

/// What an activity said with its last sign of life.
package struct HeartbeatRecorded: Hashable, Sendable {
    package var run: UniqueID
    package var key: String
    package var attempt: Int
    package var at: Timestamp
    package var details: JSONValue
}

/// A run does not advance until a problem is repaired.
package struct RunHeld: Hashable, Sendable {
    package var run: UniqueID
    package var build: String
    package var at: Timestamp
    package var problem: Problem
}

/// Why a run does not advance.
package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong in one word; the raw value is stored and found by queries.
    package enum Category: String, Hashable, Sendable {
        case unexpectedError = "UnexpectedError"
        case nonDeterminism = "NonDeterminism"
        case foreignAwait = "ForeignAwait"
        case livelock = "Livelock"
        case historyLimit = "HistoryLimit"
        case unknownType = "UnknownType"
    }

    package var category: Category
    package var message: String

    package init(_ category: Category, _ message: String) {
        (self.category, self.message) = (category, message)
    }

    package var description: String { "\(category.rawValue): \(message)" }
}
