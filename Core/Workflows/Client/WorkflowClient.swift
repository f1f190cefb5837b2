public import Events

/// The way to workflows for everyone outside of them: it appends, and asks an engine where there is one.
///
/// Whoever holds a client builds no workflow and needs none of their code.
public protocol WorkflowClient: Sendable {
    /// Appends events and what the intents come to in one commit, or refuses without writing anything.
    func submit(_ request: WorkflowRequest) async throws(WorkflowError) -> WorkflowReceipt

    /// Waits until the chain of a run has ended and returns what the last run left.
    func result(of workflow: String, run: UniqueID) async throws(WorkflowError) -> JSONValue

    /// Asks a workflow; every letter acknowledged before is seen.
    func query(
        workflow: String, run: UniqueID?, name: String, argument: JSONValue
    ) async throws(WorkflowError) -> JSONValue

    /// Has a workflow carry out a request and returns its answer.
    func update(
        workflow: String, name: String, argument: JSONValue, updateID: String
    ) async throws(WorkflowError) -> JSONValue

    /// What is known of a run (nil: the open or last one).
    func describe(
        workflow: String, run: UniqueID?
    ) async throws(WorkflowError) -> WorkflowDescription

    /// The runs that a query of the list keeps; an empty query keeps all.
    func list(
        _ query: String, limit: Int, after token: String?
    ) async throws(WorkflowError) -> WorkflowPage

    /// How many runs a query of the list keeps.
    func count(_ query: String) async throws(WorkflowError) -> Int

    /// The stored records of a run, as JSON with their places in the log.
    func history(
        workflow: String, run: UniqueID?
    ) async throws(WorkflowError) -> [JSONValue]
}

/// Events and intents for one commit.
public struct WorkflowRequest: Sendable {
    /// Events for streams of a product.
    public var streams: [StreamAppend]
    /// Expectations of streams that get none.
    public var checks: [StreamCheck]
    /// Protects a caller who decides anew when repeating a request.
    public var key: IdempotencyKey?
    /// What workflows are asked to do.
    public var intents: [Intent]
    /// What happens when a mailbox is full.
    public var whenFull: WhenFull

    /// Puts a request together.
    public init(
        _ streams: [StreamAppend] = [], checks: [StreamCheck] = [], key: IdempotencyKey? = nil,
        intents: [Intent], whenFull: WhenFull = .refuse
    ) {
        (self.streams, self.checks, self.key) = (streams, checks, key)
        (self.intents, self.whenFull) = (intents, whenFull)
    }
}

/// What a sender does while a mailbox is full.
public enum WhenFull: Hashable, Sendable {
    /// It is refused at once.
    case refuse
    /// It waits for room.
    case wait(upTo: Duration)
}

/// Where a request ended up.
public struct WorkflowReceipt: Sendable {
    /// The places of the product's events first, then of the letters and starts.
    public let append: AppendResult
    /// What became of each intent, in the order of the request; nothing of one that found no run.
    public let outcomes: [IntentOutcome]

    package init(append: AppendResult, outcomes: [IntentOutcome]) {
        (self.append, self.outcomes) = (append, outcomes)
    }
}

/// What became of one intent.
public struct IntentOutcome: Hashable, Sendable {
    /// The run that was started or reached.
    public let run: UniqueID
    /// The first run of its chain.
    public let firstRun: UniqueID
    /// Whether this intent started it.
    public let started: Bool

    package init(run: UniqueID, firstRun: UniqueID, started: Bool) {
        (self.run, self.firstRun, self.started) = (run, firstRun, started)
    }
}

/// One page of a list of runs.
public struct WorkflowPage: Sendable {
    /// The runs in order.
    public let runs: [WorkflowDescription]
    /// Asks for the next page; nil at the end.
    public let next: String?

    package init(runs: [WorkflowDescription], next: String?) {
        (self.runs, self.next) = (runs, next)
    }
}

/// What is known of a run without running its code.
public struct WorkflowDescription: Hashable, Sendable {
    /// The workflow id.
    public var workflow: String
    /// The run.
    public var run: UniqueID
    /// The first run of the chain.
    public var firstRun: UniqueID
    /// The stored name of its type.
    public var type: String
    /// Its queue.
    public var queue: String
    /// How it stands.
    public var status: RunStatus
    /// When it started.
    public var started: Timestamp
    /// When it closed; nil while it is open.
    public var closed: Timestamp?
    /// Events of the history.
    public var historyLength: Int
    /// Letters that wait; after the close, letters that nobody read.
    public var unread: Int
    /// Keys of activities that are under way or wait for their next attempt.
    public var pendingActivities: [String]
    /// Why it does not advance; nil while all is well.
    public var problem: String?

    package init(
        workflow: String, run: UniqueID, firstRun: UniqueID, type: String, queue: String,
        status: RunStatus, started: Timestamp, closed: Timestamp?, historyLength: Int,
        unread: Int, pendingActivities: [String], problem: String?
    ) {
        (self.workflow, self.run, self.firstRun) = (workflow, run, firstRun)
        (self.type, self.queue, self.status) = (type, queue, status)
        (self.started, self.closed, self.historyLength) = (started, closed, historyLength)
        (self.unread, self.pendingActivities) = (unread, pendingActivities)
        self.problem = problem
    }
}
