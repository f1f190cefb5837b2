import EventStore
public import Events
import Workflows

extension WorkflowAPI {
    /// The stored records of a run and the letters it has seen, each with its place in the log.
    ///
    /// Nothing is lost. Nil where there is no such run.
    ///
    /// - Parameters:
    ///   - workflow: The workflow id.
    ///   - run: The run; nil for the open or last one.
    /// - Returns: The records in the order of the log.
    /// - Throws: Why the log cannot be read.
    public func records(of workflow: String, run: UniqueID?) async throws -> [JSONValue]? {
        let row: RunRow
        do {
            row = try await self.row(workflow, run)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
        return try await catalog.events(of: row).map(StoredRecord.exported)
    }
}
