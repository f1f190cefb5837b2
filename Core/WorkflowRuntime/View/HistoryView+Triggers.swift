import Events
import Workflows

extension HistoryView {
    /// The events of what an activation answers.
    mutating func apply(_ trigger: Trigger, at moment: Timestamp) {
        switch trigger {
        case .start(let mail): for offset in mail { applyLetter(offset) }
        case .mail(let offset): applyLetter(offset)
        case .activity(let end), .local(let end): apply(end, at: moment)
        case .timer(let key):
            var view = ViewObject()
            view.add("timerId", key)
            view.add(large: "startedEventId", beginning(.timer, key))
            add("TIMER_FIRED", at: moment, view)
        case .childStarted(let key, let run): applyChildStart(key, run, at: moment)
        case .childClosed(let key, _, let end): apply(end, of: key, at: moment)
        case .externalDone(let key, let delivered):
            applyExternal(key, isDelivered: delivered, at: moment)
        }
    }

    private mutating func applyLetter(_ offset: Int) {
        guard let letter = letters[offset] else { return }
        var view = ViewObject()
        switch letter.content {
        case .signal(let name, let payload):
            view.add("signalName", name)
            view.add("input", payloads.list(payload))
            view.add("identity", letter.identity)
            view.add("header", [:])
            add("WORKFLOW_EXECUTION_SIGNALED", at: letter.at, view)
        case .cancel(let reason):
            view.add("cause", reason)
            view.add("identity", letter.identity)
            add("WORKFLOW_EXECUTION_CANCEL_REQUESTED", at: letter.at, view)
        case .update, .childEnded, .activity: break
        }
    }

    // MARK: - Activities

    private mutating func apply(_ end: ActivityEnd, at moment: Timestamp) {
        let scheduled = beginning(.activity, end.key)
        var start = ViewObject()
        start.add(large: "scheduledEventId", scheduled)
        start.add("identity", started.worker)
        start.add("requestId", "\(end.key)@\(end.attempt)")
        start.add(small: "attempt", end.attempt)
        start.add("lastFailure", end.lastFailure.map(json))
        let startedID = add("ACTIVITY_TASK_STARTED", at: end.startedAt, start)
        follow(.activity, end.key, startedID)
        var view = ViewObject()
        switch end.outcome {
        case .completed(let result):
            view.add("result", payloads.list(result))
            addPlace(of: end.key, to: &view)
            add("ACTIVITY_TASK_COMPLETED", at: moment, view)
        case .failed(let failure, let state):
            view.add("failure", json(failure))
            addPlace(of: end.key, to: &view, identity: !failure.isTimeout)
            view.add("retryState", "RETRY_STATE_\(state.rawValue)")
            let type = failure.isTimeout ? "ACTIVITY_TASK_TIMED_OUT" : "ACTIVITY_TASK_FAILED"
            add(type, at: moment, view)
        case .canceled(let failure):
            view.add("details", failure.details.map(payloads.list))
            let request = following(.cancelRequest, end.key)
            view.add(large: "latestCancelRequestedEventId", request)
            addPlace(of: end.key, to: &view)
            add("ACTIVITY_TASK_CANCELED", at: moment, view)
        }
    }

    private func addPlace(of key: String, to view: inout ViewObject, identity: Bool = true) {
        view.add(large: "scheduledEventId", beginning(.activity, key))
        view.add(large: "startedEventId", following(.activity, key))
        if identity { view.add("identity", started.worker) }
    }

    // MARK: - Other workflows

    private mutating func applyChildStart(_ key: String, _ run: UniqueID?, at moment: Timestamp) {
        guard let child = children[key] else { return }
        var view = ViewObject()
        view.add("namespace", Limits.defaultNamespace)
        guard let run else {
            view.add("workflowId", child.workflow)
            view.add(named: "workflowType", child.type)
            view.add(
                "cause", "START_CHILD_WORKFLOW_EXECUTION_FAILED_CAUSE_WORKFLOW_ALREADY_EXISTS")
            view.add(large: "initiatedEventId", beginning(.child, key))
            add("START_CHILD_WORKFLOW_EXECUTION_FAILED", at: moment, view)
            return
        }
        view.add(large: "initiatedEventId", beginning(.child, key))
        view.add(execution: "workflowExecution", child.workflow, run)
        view.add(named: "workflowType", child.type)
        follow(.child, key, add("CHILD_WORKFLOW_EXECUTION_STARTED", at: moment, view))
    }

    private mutating func apply(_ end: ChildEnd, of key: String, at moment: Timestamp) {
        var view = ViewObject()
        switch end.status {
        case .completed: view.add("result", payloads.list(end.result ?? .null))
        case .failed:
            view.add("failure", end.failure.map(json))
            view.add("retryState", "RETRY_STATE_RETRY_POLICY_NOT_SET")
        case .timedOut: view.add("retryState", "RETRY_STATE_TIMEOUT")
        case .canceled: view.add("details", end.failure?.details.map(payloads.list))
        case .running, .terminated, .continuedAsNew: break
        }
        view.add("namespace", Limits.defaultNamespace)
        view.add(execution: "workflowExecution", children[key]?.workflow ?? "", end.run)
        view.add(named: "workflowType", children[key]?.type ?? "")
        view.add(large: "initiatedEventId", beginning(.child, key))
        view.add(large: "startedEventId", following(.child, key))
        let word = end.status.fullName.dropFirst("WORKFLOW_EXECUTION_STATUS_".count)
        add("CHILD_WORKFLOW_EXECUTION_\(word)", at: moment, view)
    }

    private mutating func applyExternal(
        _ key: String, isDelivered: Bool, at moment: Timestamp
    ) {
        guard let external = externals[key] else { return }
        let isSignal = external.signal != nil
        var view = ViewObject()
        view.add("namespace", Limits.defaultNamespace)
        if isDelivered {
            view.add(large: "initiatedEventId", beginning(.external, key))
            view.add(execution: "workflowExecution", external.target.workflow, nil)
            let type = isSignal ? "SIGNALED" : "CANCEL_REQUESTED"
            add("EXTERNAL_WORKFLOW_EXECUTION_\(type)", at: moment, view)
        } else {
            let what = isSignal ? "SIGNAL" : "CANCEL"
            let type = isSignal ? "SIGNAL" : "REQUEST_CANCEL"
            view.add(
                "cause",
                "\(what)_EXTERNAL_WORKFLOW_EXECUTION_FAILED_CAUSE_"
                    + "EXTERNAL_WORKFLOW_EXECUTION_NOT_FOUND")
            view.add(execution: "workflowExecution", external.target.workflow, nil)
            view.add(large: "initiatedEventId", beginning(.external, key))
            add("\(type)_EXTERNAL_WORKFLOW_EXECUTION_FAILED", at: moment, view)
        }
    }
}
