import Events
import Workflows

extension HistoryView {
    /// The event of what an activation decided.
    mutating func apply(_ command: Command, at moment: Timestamp, completed task: Int) {
        switch command {
        case .activity(let activity): schedule(activity, at: moment, task)
        case .local(let key, let type, let input):
            let options = ActivityOptions(
                startToClose: Workflows.Limits.localActivityTime, retry: .never)
            let local = ActivityCommand(key: key, type: type, input: input, options: options)
            schedule(local, at: moment, task)
        case .timer, .cancelTimer, .cancelActivity: applyWait(command, at: moment, task)
        case .child(let child): start(child, at: moment, task)
        case .signalExternal(let target, let signal, let payload):
            var view = ViewObject()
            view.add(large: "workflowTaskCompletedEventId", task)
            view.add("namespace", Limits.defaultNamespace)
            view.add(execution: "workflowExecution", target.workflow, nil)
            view.add("signalName", signal)
            view.add("input", payloads.list(payload))
            externals[target.key] = External(target: target, signal: signal)
            let id = add("SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED", at: moment, view)
            begin(.external, target.key, id)
        case .cancelExternal(let target):
            var view = ViewObject()
            view.add(large: "workflowTaskCompletedEventId", task)
            view.add("namespace", Limits.defaultNamespace)
            view.add(execution: "workflowExecution", target.workflow, nil)
            externals[target.key] = External(target: target, signal: nil)
            let id = add("REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED", at: moment, view)
            begin(.external, target.key, id)
        case .sideEffect, .patch, .attributes, .memo: note(command, at: moment, task)
        case .updateAccepted, .updateCompleted: applyUpdate(command, at: moment)
        case .complete, .fail, .cancel, .continueAsNew: close(command, at: moment, task)
        case .acknowledge, .updateRejected: break
        }
    }

    // MARK: - Activities and timers

    private mutating func schedule(
        _ activity: ActivityCommand, at moment: Timestamp, _ task: Int
    ) {
        let options = activity.options
        var view = ViewObject()
        view.add("activityId", activity.key)
        view.add(named: "activityType", activity.type)
        view.add(queue: options.queue ?? started.queue)
        view.add("header", [:])
        view.add("input", payloads.list(activity.input))
        view.add("scheduleToCloseTimeout", options.scheduleToClose ?? .zero)
        view.add("scheduleToStartTimeout", options.scheduleToStart ?? .zero)
        view.add("startToCloseTimeout", options.startToClose)
        view.add("heartbeatTimeout", options.heartbeat ?? .zero)
        view.add(large: "workflowTaskCompletedEventId", task)
        view.add("retryPolicy", options.retry.json)
        types[activity.key] = activity.type
        begin(.activity, activity.key, add("ACTIVITY_TASK_SCHEDULED", at: moment, view))
    }

    private mutating func applyWait(_ command: Command, at moment: Timestamp, _ task: Int) {
        var view = ViewObject()
        switch command {
        case .timer(let key, let duration):
            view.add("timerId", key)
            view.add("startToFireTimeout", duration)
            view.add(large: "workflowTaskCompletedEventId", task)
            begin(.timer, key, add("TIMER_STARTED", at: moment, view))
        case .cancelTimer(let key):
            view.add("timerId", key)
            view.add(large: "startedEventId", beginning(.timer, key))
            view.add(large: "workflowTaskCompletedEventId", task)
            view.add("identity", started.worker)
            add("TIMER_CANCELED", at: moment, view)
        case .cancelActivity(let key):
            view.add(large: "scheduledEventId", beginning(.activity, key))
            view.add(large: "workflowTaskCompletedEventId", task)
            let id = add("ACTIVITY_TASK_CANCEL_REQUESTED", at: moment, view)
            follow(.cancelRequest, key, id)
        default: break
        }
    }

    // MARK: - Children

    private mutating func start(_ child: ChildCommand, at moment: Timestamp, _ task: Int) {
        var view = ViewObject()
        view.add("namespace", Limits.defaultNamespace)
        view.add("workflowId", child.workflow)
        view.add(named: "workflowType", child.type)
        view.add(queue: child.queue)
        view.add("input", payloads.list(child.input))
        view.add("workflowExecutionTimeout", child.start.executionTimeout ?? .zero)
        view.add("workflowRunTimeout", child.start.runTimeout ?? .zero)
        view.add("workflowTaskTimeout", started.taskTimeout)
        view.add("parentClosePolicy", "PARENT_CLOSE_POLICY_\(child.parentClose.view)")
        view.add(large: "workflowTaskCompletedEventId", task)
        view.add("workflowIdReusePolicy", child.start.reuse.view)
        view.add("retryPolicy", child.start.retry?.json)
        children[child.key] = child
        let id = add("START_CHILD_WORKFLOW_EXECUTION_INITIATED", at: moment, view)
        begin(.child, child.key, id)
    }

    // MARK: - Notes

    private mutating func note(_ command: Command, at moment: Timestamp, _ task: Int) {
        var view = ViewObject()
        switch command {
        case .sideEffect(let key, let value):
            view.add("markerName", "SideEffect")
            view.add(
                "details",
                ["side-effect-id": payloads.list(.string(key)), "data": payloads.list(value)])
            view.add(large: "workflowTaskCompletedEventId", task)
            add("MARKER_RECORDED", at: moment, view)
        case .patch(let id, let isDeprecated):
            view.add("markerName", "Version")
            view.add(
                "details",
                [
                    "patch-id": payloads.list(.string(id)),
                    "deprecated": payloads.list(.bool(isDeprecated)),
                ])
            view.add(large: "workflowTaskCompletedEventId", task)
            add("MARKER_RECORDED", at: moment, view)
        case .attributes(let values):
            view.add(large: "workflowTaskCompletedEventId", task)
            view.add("searchAttributes", payloads.attributes(values))
            add("UPSERT_WORKFLOW_SEARCH_ATTRIBUTES", at: moment, view)
        case .memo(let values):
            view.add(large: "workflowTaskCompletedEventId", task)
            view.add("upsertedMemo", payloads.memo(values))
            add("WORKFLOW_PROPERTIES_MODIFIED", at: moment, view)
        default: break
        }
    }

    private mutating func applyUpdate(_ command: Command, at moment: Timestamp) {
        var view = ViewObject()
        switch command {
        case .updateAccepted(let update, let offset):
            view.add("protocolInstanceId", update)
            var request = ViewObject()
            request.add("meta", meta(update, letters[offset]?.identity ?? ""))
            if case .update(let name, _, let argument) = letters[offset]?.content {
                request.add(
                    "input", ["name": .string(name), "args": payloads.list(argument)])
            }
            view.add("acceptedRequest", request.json)
            begin(.update, update, add("WORKFLOW_EXECUTION_UPDATE_ACCEPTED", at: moment, view))
        case .updateCompleted(let update, let end):
            view.add("meta", meta(update, ""))
            view.add(large: "acceptedEventId", beginning(.update, update))
            switch end {
            case .result(let result): view.add("outcome", ["success": payloads.list(result)])
            case .failure(let failure): view.add("outcome", ["failure": json(failure)])
            }
            add("WORKFLOW_EXECUTION_UPDATE_COMPLETED", at: moment, view)
        default: break
        }
    }

    private func meta(_ update: String, _ identity: String) -> JSONValue {
        var meta = ViewObject()
        meta.add("updateId", update)
        meta.add("identity", identity)
        return meta.json
    }
}

extension ParentClosePolicy {
    /// The word that stands for it in answers, without its prefix.
    var view: String {
        switch self {
        case .terminate: "TERMINATE"
        case .abandon: "ABANDON"
        case .requestCancel: "REQUEST_CANCEL"
        }
    }
}

extension StartOptions.ReusePolicy {
    /// The word that stands for it in answers.
    var view: String {
        switch self {
        case .allow: "WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE"
        case .allowIfFailed: "WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY"
        case .reject: "WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE"
        }
    }
}
