import Events

extension LogSession: AppendingClient {
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
}
