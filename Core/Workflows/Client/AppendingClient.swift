public import Events

/// A client that only appends; what needs an engine is refused, in one place.
public protocol AppendingClient: WorkflowClient {}

extension AppendingClient {
    /// Refused: results are waited for where the engine runs.
    public func result(
        of workflow: String, run: UniqueID
    ) async throws(WorkflowError) -> JSONValue { throw .noEngine }

    /// Refused: a query needs the workflow's code.
    public func query(
        workflow: String, run: UniqueID?, name: String, argument: JSONValue
    ) async throws(WorkflowError) -> JSONValue { throw .noEngine }

    /// Refused: an update needs the workflow's code.
    public func update(
        workflow: String, name: String, argument: JSONValue, updateID: String
    ) async throws(WorkflowError) -> JSONValue { throw .noEngine }

    /// Refused: lists are folded where the engine runs.
    public func describe(
        workflow: String, run: UniqueID?
    ) async throws(WorkflowError) -> WorkflowDescription { throw .noEngine }

    /// Refused: lists are folded where the engine runs.
    public func list(
        _ query: String, limit: Int, after token: String?
    ) async throws(WorkflowError) -> WorkflowPage { throw .noEngine }

    /// Refused: lists are folded where the engine runs.
    public func count(_ query: String) async throws(WorkflowError) -> Int { throw .noEngine }

    /// Refused: histories are read where the engine runs.
    public func history(
        workflow: String, run: UniqueID?
    ) async throws(WorkflowError) -> [JSONValue] { throw .noEngine }
}
