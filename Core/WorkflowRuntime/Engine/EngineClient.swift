internal import EventStore
internal import Events
internal import Workflows

/// The client of an engine in this process: it appends like any other, and asks the engine.
struct EngineClient: WorkflowClient {
    let core: EngineCore
    let log: LogWorkflowClient

    func submit(_ request: WorkflowRequest) async throws(WorkflowError) -> WorkflowReceipt {
        try await log.submit(request)
    }

    func result(of workflow: String, run: UniqueID) async throws(WorkflowError) -> JSONValue {
        try await core.result(of: workflow, run: run)
    }

    func query(
        workflow: String, run: UniqueID?, name: String, argument: JSONValue
    ) async throws(WorkflowError) -> JSONValue {
        try await core.answer(workflow, run, name, argument)
    }

    func update(
        workflow: String, name: String, argument: JSONValue, updateID: String
    ) async throws(WorkflowError) -> JSONValue {
        let intent = Intent(
            workflow: workflow,
            action: .update(UpdateIntent(name: name, update: updateID, argument: argument)),
            requestID: updateID)
        _ = try await log.submit(WorkflowRequest(intents: [intent]))
        return try await core.outcome(of: updateID, workflow)
    }

    func describe(
        workflow: String, run: UniqueID?
    ) async throws(WorkflowError) -> WorkflowDescription {
        try await core.description(workflow, run)
    }

    func list(
        _ query: String, limit: Int, after token: String?
    ) async throws(WorkflowError) -> WorkflowPage {
        try await core.list(query, limit: limit, after: token)
    }

    func count(_ query: String) async throws(WorkflowError) -> Int {
        try await core.count(query)
    }

    func history(
        workflow: String, run: UniqueID?
    ) async throws(WorkflowError) -> [JSONValue] {
        try await core.exported(workflow, run)
    }
}
