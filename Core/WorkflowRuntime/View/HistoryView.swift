import Events
import Workflows

/// The Temporal-shaped history of one run, made from its records; a pure function of the log.
package struct HistoryView: Sendable {
    /// The events in order.
    package private(set) var events: [HistoryEvent] = []

    let payloads: Payloads
    let letters: [Int: MailRecord]
    private(set) var started: RunStarted
    private let root: RunRow.Link?
    private var position: Position
    /// Where activities, timers, children and updates began, by kind and key.
    private var begun: [Begin: Int] = [:]
    /// Event ids of what a later event refers to besides.
    private var followed: [Begin: Int] = [:]
    var types: [String: String] = [:]
    var children: [String: ChildCommand] = [:]
    var externals: [String: External] = [:]
    /// The run that follows a closed one.
    private(set) var successor: UniqueID?

    /// What an event refers back to.
    struct Begin: Hashable {
        enum Kind { case activity, timer, child, external, update, cancelRequest }
        let kind: Kind
        let key: String
    }

    /// What was asked of another workflow.
    struct External {
        let target: ExternalCommand
        let signal: String?
    }

    /// The history of the run whose records are given; nil where its start is not among them.
    ///
    /// - Parameters:
    ///   - records: The run's records in the order of the log.
    ///   - letters: The letters of the workflow id by offset; those that the run has seen suffice.
    ///   - root: The run from which the run's tree grew, where it is a child.
    ///   - form: How values are shown.
    package init?(
        _ records: [StoredRecord], letters: [Int: MailRecord], root: RunRow.Link? = nil,
        form: PayloadForm = .full
    ) {
        guard let first = records.first, case .started(let started) = first.content else {
            return nil
        }
        (self.letters, payloads, self.root) = (letters, Payloads(form), root)
        (self.started, position) = (started, first.position)
        for record in records { apply(record) }
    }

    private mutating func apply(_ record: StoredRecord) {
        position = record.position
        switch record.content {
        case .started(let started):
            add("WORKFLOW_EXECUTION_STARTED", at: started.at, attributes(of: started))
            for activation in started.activations { apply(activation) }
        case .advanced(let advanced):
            for activation in advanced.activations { apply(activation) }
        case .closed(let closed):
            successor = closed.newRun
            for activation in closed.activations { apply(activation) }
            end(closed)
        case .attemptFailed, .heartbeat, .held, .released, .letter: break
        }
    }

    // MARK: - Activations

    private mutating func apply(_ activation: Activation) {
        apply(activation.trigger, at: activation.at)
        let completed = task(at: activation.at)
        for command in activation.commands {
            apply(command, at: activation.at, completed: completed)
        }
    }

    /// The three events that stand for an activation; the id of the last.
    private mutating func task(at moment: Timestamp) -> Int {
        var scheduled = ViewObject()
        scheduled.add(queue: started.queue)
        scheduled.add("startToCloseTimeout", started.taskTimeout)
        scheduled.add(small: "attempt", 1)
        let scheduledID = add("WORKFLOW_TASK_SCHEDULED", at: moment, scheduled)
        var begun = ViewObject()
        begun.add(large: "scheduledEventId", scheduledID)
        begun.add("identity", started.worker)
        begun.add("requestId", String(scheduledID))
        let startedID = add("WORKFLOW_TASK_STARTED", at: moment, begun)
        var completed = ViewObject()
        completed.add(large: "scheduledEventId", scheduledID)
        completed.add(large: "startedEventId", startedID)
        completed.add("identity", started.worker)
        return add("WORKFLOW_TASK_COMPLETED", at: moment, completed)
    }

    // MARK: - Events

    /// Adds an event, no earlier than the one before it, and returns its id.
    @discardableResult
    mutating func add(_ type: String, at moment: Timestamp, _ attributes: ViewObject) -> Int {
        let time = max(moment, events.last?.time ?? moment)
        let event = HistoryEvent(
            id: events.count + 1, time: time, type: type, position: position,
            attributes: attributes.object)
        events.append(event)
        return event.id
    }

    mutating func begin(_ kind: Begin.Kind, _ key: String, _ event: Int) {
        begun[Begin(kind: kind, key: key)] = event
    }

    mutating func follow(_ kind: Begin.Kind, _ key: String, _ event: Int) {
        followed[Begin(kind: kind, key: key)] = event
    }

    func beginning(_ kind: Begin.Kind, _ key: String) -> Int? {
        begun[Begin(kind: kind, key: key)]
    }

    func following(_ kind: Begin.Kind, _ key: String) -> Int? {
        followed[Begin(kind: kind, key: key)]
    }

    // MARK: - The start

    private func attributes(of start: RunStarted) -> ViewObject {
        var view = ViewObject()
        view.add(named: "workflowType", start.type)
        if let parent = start.parent {
            view.add(execution: "parentWorkflowExecution", parent.workflow, parent.run)
        }
        view.add(queue: start.queue)
        view.add("input", payloads.list(start.input))
        view.add("workflowExecutionTimeout", start.executionTimeout ?? .zero)
        view.add("workflowRunTimeout", start.runTimeout ?? .zero)
        view.add("workflowTaskTimeout", start.taskTimeout)
        view.add("continuedExecutionRunId", start.continuedFrom)
        if start.continuedFrom != nil {
            let initiator = start.initiator?.uppercased() ?? "WORKFLOW"
            view.add("initiator", "CONTINUE_AS_NEW_INITIATOR_\(initiator)")
        }
        view.add("originalExecutionRunId", start.run)
        view.add("identity", start.identity)
        view.add("firstExecutionRunId", start.firstRun)
        view.add("retryPolicy", start.retry?.json)
        view.add(small: "attempt", start.attempt)
        view.add(
            "workflowExecutionExpirationTime",
            start.executionTimeout.map { start.executionStarted + $0 })
        view.add("firstWorkflowTaskBackoff", start.delay ?? .zero)
        if !start.memo.isEmpty { view.add("memo", payloads.memo(start.memo)) }
        if !start.attributes.isEmpty {
            view.add("searchAttributes", payloads.attributes(start.attributes))
        }
        view.add("header", [:])
        view.add("workflowId", start.workflow)
        if start.parent != nil, let root { view.add(execution: "rootWorkflowExecution", root) }
        return view
    }
}
