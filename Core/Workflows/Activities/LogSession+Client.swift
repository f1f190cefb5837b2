public import Events

extension LogSession: WorkflowClient {
    /// Stages events and intents; the intents are planned when the activity's completion commits.
    public func submit(
        _ request: WorkflowRequest
    ) async throws(WorkflowError) -> WorkflowReceipt {
        let append: AppendResult
        do {
            append = try await self.append(
                Append(request.streams, checks: request.checks, key: request.key))
        } catch {
            throw .log(error)
        }
        if !append.wasDuplicate { stage(request.intents) }
        return WorkflowReceipt(append: append, outcomes: [])
    }

    /// Not from within an activity.
    public func result(
        of workflow: String, run: UniqueID
    ) async throws(WorkflowError) -> JSONValue { throw .noEngine }

    /// Not from within an activity.
    public func query(
        workflow: String, run: UniqueID?, name: String, argument: JSONValue
    ) async throws(WorkflowError) -> JSONValue { throw .noEngine }

    /// Not from within an activity.
    public func update(
        workflow: String, name: String, argument: JSONValue, updateID: String
    ) async throws(WorkflowError) -> JSONValue { throw .noEngine }

    /// Not from within an activity.
    public func describe(
        workflow: String, run: UniqueID?
    ) async throws(WorkflowError) -> WorkflowDescription { throw .noEngine }

    /// Not from within an activity.
    public func list(
        _ query: String, limit: Int, after token: String?
    ) async throws(WorkflowError) -> WorkflowPage { throw .noEngine }

    /// Not from within an activity.
    public func count(_ query: String) async throws(WorkflowError) -> Int { throw .noEngine }

    /// Not from within an activity.
    public func history(
        workflow: String, run: UniqueID?
    ) async throws(WorkflowError) -> [JSONValue] { throw .noEngine }
}
