public import Events

/// Facts about the run that is executing; the same live and in replay.
public struct WorkflowExecution: Hashable, Sendable {
    /// The workflow id, which all runs of the chain share.
    public let workflow: String
    /// The id of this run.
    public let run: UniqueID
    /// The first run of the chain.
    public let firstRun: UniqueID
    /// The run that continued as this one; nil for the first.
    public let continuedFrom: UniqueID?
    /// The stored name of the workflow's type.
    public let type: String
    /// The queue whose slots its activities take.
    public let queue: String
    /// The number of this attempt under the workflow's own retry policy, from 1.
    public let attempt: Int
    /// When the run started.
    public let started: Timestamp
    /// The workflow that started it as a child; nil where it was none.
    public let parent: Parent?
    /// The events of the history so far.
    public internal(set) var historyLength: Int
    /// Whether the history is long enough for a new run.
    public internal(set) var continueAsNewSuggested: Bool

    /// Who waits for a child.
    public struct Parent: Hashable, Sendable {
        /// The parent's workflow id.
        public let workflow: String
        /// The parent's run.
        public let run: UniqueID
        /// The key of the child in the parent's history.
        public let key: String

        package init(workflow: String, run: UniqueID, key: String) {
            (self.workflow, self.run, self.key) = (workflow, run, key)
        }
    }

    package init(
        workflow: String, run: UniqueID, firstRun: UniqueID, continuedFrom: UniqueID?,
        type: String, queue: String, attempt: Int, started: Timestamp, parent: Parent?
    ) {
        (self.workflow, self.run, self.firstRun) = (workflow, run, firstRun)
        (self.continuedFrom, self.type, self.queue) = (continuedFrom, type, queue)
        (self.attempt, self.started, self.parent) = (attempt, started, parent)
        (historyLength, continueAsNewSuggested) = (0, false)
    }

    package mutating func grew(to length: Int, suggestsContinueAsNew: Bool) {
        (historyLength, continueAsNewSuggested) = (length, suggestsContinueAsNew)
    }
}
