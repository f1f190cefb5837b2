import Events
import Workflows

extension HistoryView {
    /// The event of the decision that ends the run.
    mutating func close(_ command: Command, at moment: Timestamp, _ task: Int) {
        var view = ViewObject()
        switch command {
        case .complete(let result):
            view.add("result", payloads.list(result))
            view.add(large: "workflowTaskCompletedEventId", task)
            add("WORKFLOW_EXECUTION_COMPLETED", at: moment, view)
        case .fail(let command):
            view.add("failure", json(command.failure))
            view.add("retryState", retryState)
            view.add(large: "workflowTaskCompletedEventId", task)
            view.add("newExecutionRunId", successor)
            add("WORKFLOW_EXECUTION_FAILED", at: moment, view)
        case .cancel:
            view.add(large: "workflowTaskCompletedEventId", task)
            add("WORKFLOW_EXECUTION_CANCELED", at: moment, view)
        case .continueAsNew(let command):
            view.add("newExecutionRunId", command.newRun)
            view.add(named: "workflowType", started.type)
            view.add(queue: started.queue)
            view.add("input", payloads.list(command.input))
            view.add("workflowRunTimeout", command.runTimeout ?? started.runTimeout ?? .zero)
            view.add("workflowTaskTimeout", started.taskTimeout)
            view.add(large: "workflowTaskCompletedEventId", task)
            view.add("backoffStartInterval", command.delay)
            view.add("initiator", "CONTINUE_AS_NEW_INITIATOR_WORKFLOW")
            add("WORKFLOW_EXECUTION_CONTINUED_AS_NEW", at: moment, view)
        default: break
        }
    }

    /// The event of an end that the run's code did not decide.
    mutating func end(_ closed: RunClosed) {
        var view = ViewObject()
        switch closed.status {
        case .terminated:
            view.add("reason", closed.reason)
            view.add("identity", closed.identity)
            add("WORKFLOW_EXECUTION_TERMINATED", at: closed.at, view)
        case .timedOut:
            view.add("retryState", successor == nil ? "RETRY_STATE_TIMEOUT" : retryState)
            view.add("newExecutionRunId", successor)
            add("WORKFLOW_EXECUTION_TIMED_OUT", at: closed.at, view)
        case .running, .completed, .failed, .canceled, .continuedAsNew: break
        }
    }

    private var retryState: String {
        if started.retry == nil { return "RETRY_STATE_RETRY_POLICY_NOT_SET" }
        if successor != nil { return "RETRY_STATE_IN_PROGRESS" }
        return "RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED"
    }

    // MARK: - Failures

    /// A failure with its causes inside it.
    func json(_ failure: Failure) -> JSONValue {
        FailureView(payloads: payloads).json(failure) { kind, view in
            if case .activity(let type, let key, _) = kind {
                view.add(large: "scheduledEventId", beginning(.activity, key))
                view.add(large: "startedEventId", following(.activity, key))
                view.add("identity", started.worker)
                view.add(named: "activityType", types[key] ?? type)
            }
            if case .child(let type, let workflow, let run) = kind {
                let child = children.values.first { $0.workflow == workflow }
                view.add("namespace", Limits.defaultNamespace)
                view.add(execution: "workflowExecution", workflow, UniqueID(run))
                view.add(named: "workflowType", type)
                view.add(large: "initiatedEventId", child.flatMap { beginning(.child, $0.key) })
                view.add(large: "startedEventId", child.flatMap { following(.child, $0.key) })
            }
        }
    }
}

/// The form of failures in events, descriptions and answers.
struct FailureView {
    let payloads: Payloads

    /// A failure with its causes inside it; `place` adds what the history knows of the activity or
    /// child that failed.
    func json(
        _ failure: Failure, place: (Failure.Kind, inout ViewObject) -> Void = { _, _ in }
    ) -> JSONValue {
        var cause: JSONValue?
        for one in failure.chain.reversed() { cause = json(one, causedBy: cause, place) }
        return cause ?? [:]
    }

    private func json(
        _ failure: Failure, causedBy cause: JSONValue?,
        _ place: (Failure.Kind, inout ViewObject) -> Void
    ) -> JSONValue {
        var view = ViewObject()
        view.add("message", JSONValue.string(failure.message))
        view.add("source", "Signalbox")
        view.add("cause", cause)
        var facts = ViewObject()
        switch failure.kind {
        case .application(let type, let nonRetryable):
            facts.add("type", type)
            if nonRetryable { facts.add("nonRetryable", true) }
            facts.add("details", failure.details.map(payloads.list))
            facts.add("nextRetryDelay", failure.nextRetryDelay)
            view.add("applicationFailureInfo", facts.json)
        case .timeout(let timeout):
            facts.add("timeoutType", "TIMEOUT_TYPE_\(timeout.rawValue)")
            facts.add("lastHeartbeatDetails", failure.details.map(payloads.list))
            view.add("timeoutFailureInfo", facts.json)
        case .canceled:
            facts.add("details", failure.details.map(payloads.list))
            view.add("canceledFailureInfo", facts.json)
        case .terminated: view.add("terminatedFailureInfo", [:])
        case .activity(_, let key, let state):
            place(failure.kind, &facts)
            facts.add("activityId", key)
            facts.add("retryState", "RETRY_STATE_\(state.rawValue)")
            view.add("activityFailureInfo", facts.json)
        case .child:
            place(failure.kind, &facts)
            facts.add("retryState", "RETRY_STATE_RETRY_POLICY_NOT_SET")
            view.add("childWorkflowExecutionFailureInfo", facts.json)
        }
        return view.json
    }
}
