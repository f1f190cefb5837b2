internal import Events
internal import Synchronization
internal import Workflows

/// One place in a workflow's code that waits.
@WorkflowActor final class Wait {
    /// What is waited for, and so what cancelling means.
    enum Kind {
        case activity(ActivityOptions.Cancellation)
        case local
        case timer
        case condition(timer: String?)
        case childStart
        case childEnd(StartedChild, ActivityOptions.Cancellation)
        case external
    }

    /// The place in the order of registration.
    let id: Int
    /// The command that will be answered; empty for a condition without a timer.
    let key: String
    let kind: Kind
    let test: (@WorkflowActor () -> Bool)?
    var continuation: UnsafeContinuation<JSONValue, any Error>?
    /// Whether the request to stop was passed on and the end is waited for.
    var isStopping = false

    init(id: Int, key: String, kind: Kind, test: (@WorkflowActor () -> Bool)? = nil) {
        (self.id, self.key, self.kind, self.test) = (id, key, kind, test)
    }
}

/// Waits whose task was cancelled, noted from wherever the cancellation came.
final class CancelMarks: Sendable {
    private let ids = Mutex<[Int]>([])

    func mark(_ id: Int) { ids.withLock { $0.append(id) } }

    /// The marked waits in the order of their registration.
    func taken() -> [Int] {
        ids.withLock { ids in
            defer { ids = [] }
            return ids.sorted()
        }
    }
}

/// Ends the run so that its chain goes on with another.
struct ContinueRequest: Error {
    let order: ContinueOrder
}

/// Ends the waits of an instance that is dropped; its run goes on elsewhere.
struct Evicted: Error {}

/// A call that breaks a rule of the context.
struct UsageError: Error, CustomStringConvertible {
    let description: String
}
