package import Events
package import Workflows

/// What lists and queries know of one run: a fold of its records, never more than the log says.
package struct RunRow: Hashable, Sendable {
    package var workflow: String
    package var run: UniqueID
    package var firstRun: UniqueID
    package var type: String
    package var queue: String
    package var build: String
    package var status: RunStatus
    package var started: Timestamp
    /// When its first activation may happen: later than `started` where the start was delayed.
    package var execution: Timestamp
    package var closed: Timestamp?
    /// Events of the view so far.
    package var historyLength: Int
    /// Bytes of its records.
    package var historyBytes: Int
    /// Records so far.
    package var records: Int
    package var memo: JSONObject
    /// Search attributes as stored: each an object of its type and its value.
    package var attributes: JSONObject
    package var parent: Link?
    package var root: Link
    /// Letters below `mailThrough` that nobody has read.
    package var unread: OffsetRanges
    package var mailThrough: Int
    package var mailboxMax: Int
    /// Letters that nobody read, at a final close.
    package var undelivered: OffsetRanges
    package var problem: Problem?
    /// Where the chain's stream holds its start and, once it is closed, its end.
    package var startRevision: Revision
    package var closeRevision: Revision?
    package var executionTimeout: Duration?
    package var runTimeout: Duration?
    package var taskTimeout: Duration
    /// When the first run of the execution started.
    package var executionStarted: Timestamp

    /// One run of a workflow.
    package struct Link: Hashable, Sendable {
        package var workflow: String
        package var run: UniqueID

        package init(workflow: String, run: UniqueID) {
            (self.workflow, self.run) = (workflow, run)
        }
    }

    package var isOpen: Bool { closed == nil }

    init(_ record: RunStarted, root: Link, bytes: Int, at revision: Revision) {
        (workflow, run, firstRun) = (record.workflow, record.run, record.firstRun)
        (type, queue, build) = (record.type, record.queue, record.build)
        (status, started) = (.running, record.at)
        execution = record.at + (record.delay ?? .zero)
        (historyLength, historyBytes, records) = (record.lastEvent, bytes, 1)
        (memo, attributes, self.root) = (record.memo, record.attributes, root)
        parent = record.parent.map { Link(workflow: $0.workflow, run: $0.run) }
        (unread, mailThrough, mailboxMax) = (record.unread, record.mailThrough, record.mailboxMax)
        (undelivered, startRevision) = (OffsetRanges(), revision)
        (executionTimeout, runTimeout) = (record.executionTimeout, record.runTimeout)
        (taskTimeout, executionStarted) = (record.taskTimeout, record.executionStarted)
        apply(record.activations)
    }

    mutating func apply(_ activations: [Activation]) {
        for command in activations.flatMap(\.commands) {
            switch command {
            case .attributes(let changes): attributes.merge(changes)
            case .memo(let changes): memo.merge(changes)
            default: break
            }
        }
    }
}

extension JSONObject {
    /// Takes the members of `changes`; null removes.
    fileprivate mutating func merge(_ changes: JSONObject) {
        for change in changes.members {
            self[change.key] = change.value.isNull ? nil : change.value
        }
    }
}
