import EventStore
public import Events
import HTTPServer
public import SignalsFacade
import WorkflowRuntime
import Workflows

extension Platform {
    /// The API of workflows over this log; without an engine at work it answers what the log knows.
    var workflowAPI: WorkflowAPI {
        WorkflowAPI(
            store: log, registry: registry, client: engine.client, time: time, random: random)
    }

    /// Calls the API of workflows within the process, as its HTTP routes do.
    ///
    /// - Parameters:
    ///   - method: The method of HTTP.
    ///   - path: The segments behind the namespace.
    ///   - query: The parameters.
    ///   - body: What is sent.
    /// - Returns: The body of the answer.
    /// - Throws: `WorkflowRefusal`.
    public func workflows(
        _ method: String, _ path: [String], query: [(name: String, value: String)] = [],
        body: JSONValue? = nil
    ) async throws -> JSONValue {
        let answer = await workflowAPI.answer(
            WorkflowAPIRequest(
                method: method, path: ["namespaces", "default"] + path, query: query,
                body: body?.bytes() ?? []))
        let value = try JSONValue(parsing: answer.body)
        guard answer.status < 400 else {
            throw WorkflowRefusal(
                status: answer.status, message: value["message"]?.string ?? "refused")
        }
        return value
    }

    /// The workflows of a team: its buffer, its grouping, and how many researches are open.
    public func workflows(of team: TeamID) async throws -> JSONObject {
        let open = "WorkflowType = '\(SignalFlows.summary.name)' AND ExecutionStatus = 'Running'"
        let mine = " AND WorkflowId STARTS_WITH 'signals-report:\(team):'"
        let summaries = try await workflows(
            "GET", ["workflow-count"], query: [("query", open + mine)])
        let count = summaries["count"]?.string.flatMap(Int.init) ?? 0
        return JSONObject([
            ("buffer", try await standing(SignalFlows.bufferID(team))),
            ("grouping", try await standing(SignalFlows.groupingID(team))),
            ("summaries", .object(JSONObject([("open", JSONValue(count))]))),
        ])
    }

    private func standing(_ workflow: String) async throws -> JSONValue {
        let page = try await workflows(
            "GET", ["workflows"],
            query: [("query", "WorkflowId = '\(workflow)'"), ("pageSize", "1")])
        let row = page["executions"]?.array?.first
        let status = row?["status"]?.string?.replacing("WORKFLOW_EXECUTION_STATUS_", with: "")
        return [
            "workflow_id": .string(workflow),
            "status": .string(status?.lowercased() ?? "not_started"),
            "run_id": row?["execution"]?["runId"] ?? .null,
        ]
    }

    /// The end of the log.
    public func position() async throws -> Position { try await log.head().position }
}

extension Platform {
    /// Waits for the end of a run, whoever works on it, and returns its result.
    ///
    /// - Throws: `WorkflowRefusal` where it failed; `LateResult` when the time was up before.
    public func result(
        of workflow: String, run: UniqueID, timeout: Duration
    ) async throws -> JSONValue {
        let path = ["workflows", workflow]
        let mine = [(name: "execution.runId", value: "\(run)")]
        let hasEnded = try await wait(timeout: timeout) {
            let info = try await workflows("GET", path, query: mine)["workflowExecutionInfo"]
            return info?["status"]?.string != "WORKFLOW_EXECUTION_STATUS_RUNNING"
        }
        guard hasEnded else { throw LateResult(workflow: workflow, timeout: timeout) }
        let closing = [(name: "historyEventFilterType", value: "2"), ("payloadShorthand", "")]
        let page = try await workflows("GET", path + ["history"], query: mine + closing)
        let event = page["history"]?["events"]?.array?.last
        let completed = event?["workflowExecutionCompletedEventAttributes"]
        if let result = completed?["result"] { return result.array?.first ?? result }
        let failed = event?["workflowExecutionFailedEventAttributes"]?["failure"]
        throw WorkflowRefusal(
            status: 500,
            message: failed?.innermostMessage ?? "\(workflow) ended without a result")
    }

    /// Waits until no run of a workflow is open.
    ///
    /// - Throws: `LateResult` when the time was up before.
    public func end(of workflow: String, timeout: Duration) async throws {
        let hasEnded = try await wait(timeout: timeout) {
            let info = try await workflows("GET", ["workflows", workflow])["workflowExecutionInfo"]
            return info?["status"]?.string != "WORKFLOW_EXECUTION_STATUS_RUNNING"
        }
        guard hasEnded else { throw LateResult(workflow: workflow, timeout: timeout) }
    }

    /// The activities of a workflow's last run that have completed, by name, in their order.
    public func finishedActivities(of workflow: String) async throws -> [String] {
        var (names, finished, token): ([String: String], [String], String?) = ([:], [], "")
        while let next = token {
            let page = try await workflows(
                "GET", ["workflows", workflow, "history"], query: [("nextPageToken", next)])
            for event in page["history"]?["events"]?.array ?? [] {
                let scheduled = event["activityTaskScheduledEventAttributes"]?["activityType"]
                if let name = scheduled?["name"]?.string, let id = event["eventId"]?.string {
                    names[id] = name
                }
                let completed = event["activityTaskCompletedEventAttributes"]?["scheduledEventId"]
                if let name = completed?.string.flatMap({ names[$0] }) { finished.append(name) }
            }
            token = page["nextPageToken"]?.string
        }
        return finished
    }
}

/// A run that had not ended when the time was up.
public struct LateResult: Error, Hashable, CustomStringConvertible {
    /// The workflow.
    public let workflow: String
    /// How long it was waited for.
    public let timeout: Duration

    /// Which workflow is late, and where to look.
    public var description: String {
        "\(workflow) had not ended after \(timeout.components.seconds) s: see "
            + "`signalbox workflow describe \(workflow)`"
    }
}

extension JSONValue {
    /// The message of a failure's last cause, which says what went wrong.
    fileprivate var innermostMessage: String? {
        self["cause"]?.innermostMessage ?? self["message"]?.string
    }
}
