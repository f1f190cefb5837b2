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
