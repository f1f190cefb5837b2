package import Events
import Workflows

/// The form of runs in lists and descriptions.
package struct RunView: Sendable {
    private let payloads: Payloads

    package init(form: PayloadForm = .full) { payloads = Payloads(form) }

    /// A row of a list; what only a closed run has is left out while it is open.
    package func row(_ row: RunRow) -> JSONValue { object(row).json }

    private func object(_ row: RunRow) -> ViewObject {
        var view = ViewObject()
        view.add(execution: "execution", row.workflow, row.run)
        view.add(named: "type", row.type)
        view.add("startTime", row.started)
        view.add("closeTime", row.closed)
        view.add("status", row.status.fullName)
        if !row.isOpen { view.add(large: "historyLength", row.historyLength) }
        if let parent = row.parent { view.add(execution: "parentExecution", parent) }
        view.add("executionTime", row.execution)
        view.add("memo", payloads.memo(row.memo))
        if !row.attributes.isEmpty {
            view.add("searchAttributes", payloads.attributes(row.attributes))
        }
        view.add("taskQueue", row.queue)
        if let closed = row.closed {
            view.add(large: "stateTransitionCount", row.records)
            view.add(large: "historySizeBytes", row.historyBytes)
            view.add("executionDuration", closed - row.execution)
        }
        view.add(execution: "rootExecution", row.root)
        view.add("firstRunId", row.firstRun)
        return view
    }

    /// The description of a run.
    ///
    /// - Parameters:
    ///   - row: The run.
    ///   - history: Its history.
    ///   - pending: What it waits for.
    ///   - unread: The letters that wait for it.
    ///   - originalStart: When the first run of its chain started.
    /// - Returns: The object that describes it.
    package func description(
        _ row: RunRow, history: HistoryView, pending: PendingWork, unread: Int,
        originalStart: Timestamp
    ) -> JSONValue {
        var view = ViewObject()
        view.add("executionConfig", configuration(row))
        view.add("workflowExecutionInfo", information(row))
        if row.isOpen {
            let activities = pending.activities.map(json)
            if !activities.isEmpty { view.add("pendingActivities", .array(activities)) }
            let children = pending.children.map { json($0, history) }
            if !children.isEmpty { view.add("pendingChildren", .array(children)) }
        }
        view.add("workflowExtendedInfo", extended(row, originalStart))
        view.add("mailbox", mailbox(row, unread))
        if let problem = row.problem {
            view.add(
                "problem",
                [
                    "category": .string(problem.category.rawValue),
                    "message": .string(problem.message),
                ])
        }
        return view.json
    }

    private func configuration(_ row: RunRow) -> JSONValue {
        var view = ViewObject()
        view.add(queue: row.queue)
        view.add("workflowExecutionTimeout", row.executionTimeout ?? .zero)
        view.add("workflowRunTimeout", row.runTimeout ?? .zero)
        view.add("defaultWorkflowTaskTimeout", row.taskTimeout)
        return view.json
    }

    private func information(_ row: RunRow) -> JSONValue {
        var view = object(row)
        if row.isOpen {
            view.add(large: "historyLength", row.historyLength)
            view.add(large: "stateTransitionCount", row.records)
            view.add(large: "historySizeBytes", row.historyBytes)
        }
        return view.json
    }

    private func extended(_ row: RunRow, _ originalStart: Timestamp) -> JSONValue {
        var view = ViewObject()
        view.add(
            "executionExpirationTime", row.executionTimeout.map { row.executionStarted + $0 })
        view.add("runExpirationTime", row.runTimeout.map { row.started + $0 })
        view.add("originalStartTime", originalStart)
        return view.json
    }

    private func mailbox(_ row: RunRow, _ unread: Int) -> JSONValue {
        var view = ViewObject()
        view.add(small: "unread", unread)
        view.add(small: "limit", row.mailboxMax)
        if !row.undelivered.isEmpty { view.add("undelivered", row.undelivered.json) }
        return view.json
    }

    private func json(_ activity: PendingWork.PendingActivity) -> JSONValue {
        var view = ViewObject()
        view.add("activityId", activity.key)
        view.add(named: "activityType", activity.type)
        view.add(
            "state",
            activity.isCanceled
                ? "PENDING_ACTIVITY_STATE_CANCEL_REQUESTED" : "PENDING_ACTIVITY_STATE_SCHEDULED")
        view.add("heartbeatDetails", activity.heartbeat.map { payloads.list($0.details) })
        view.add("lastHeartbeatTime", activity.heartbeat?.at)
        view.add(small: "attempt", activity.attempt)
        view.add(small: "maximumAttempts", activity.attemptsMax ?? 0)
        view.add("scheduledTime", activity.scheduled)
        view.add("lastStartedTime", activity.lastStarted)
        let failures = FailureView(payloads: payloads)
        view.add("lastFailure", activity.lastFailure.map { failures.json($0) })
        return view.json
    }

    private func json(_ child: PendingWork.PendingChild, _ history: HistoryView) -> JSONValue {
        var view = ViewObject()
        view.add("workflowId", child.command.workflow)
        view.add("runId", child.run)
        view.add("workflowTypeName", child.command.type)
        view.add(large: "initiatedId", history.beginning(.child, child.command.key))
        view.add("parentClosePolicy", "PARENT_CLOSE_POLICY_\(child.command.parentClose.view)")
        return view.json
    }
}
