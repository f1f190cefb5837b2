import EventStore
import Events
import Simulation
import Workflows

/// The log of a host as it is at the moment, so that what was built over it outlives a crash.
struct LastingStore: EventStore {
    let host: TestHost

    func append(_ append: Append) async throws(AppendError) -> AppendResult {
        try await host.store.append(append)
    }

    func read(
        _ stream: StreamName, from: Revision?, _ direction: Direction, limit: Int
    ) async throws(ReadError) -> Page {
        try await host.store.read(stream, from: from, direction, limit: limit)
    }

    func head(of stream: StreamName) async throws(ReadError) -> StreamHead {
        try await host.store.head(of: stream)
    }

    func read(
        after: Position, through: Position?, _ filter: EventFilter, _ direction: Direction,
        limit: Int
    ) async throws(ReadError) -> Page {
        try await host.store.read(
            after: after, through: through, filter, direction, limit: limit)
    }

    func event(_ id: EventID) async throws(ReadError) -> RecordedEvent? {
        try await host.store.event(id)
    }

    func last(
        in stream: StreamName, of types: Set<EventType>?
    ) async throws(ReadError) -> RecordedEvent? {
        try await host.store.last(in: stream, of: types)
    }

    func head() async throws(ReadError) -> LogHead { try await host.store.head() }

    func changed(after position: Position) async throws(ReadError) -> Position {
        try await host.store.changed(after: position)
    }
}

/// The way to the workflows of a host as it is at the moment.
struct LastingClient: WorkflowClient {
    let host: TestHost

    func submit(_ request: WorkflowRequest) async throws(WorkflowError) -> WorkflowReceipt {
        try await host.client.submit(request)
    }

    func result(of workflow: String, run: UniqueID) async throws(WorkflowError) -> JSONValue {
        try await host.client.result(of: workflow, run: run)
    }

    func query(
        workflow: String, run: UniqueID?, name: String, argument: JSONValue
    ) async throws(WorkflowError) -> JSONValue {
        try await host.client.query(workflow: workflow, run: run, name: name, argument: argument)
    }

    func update(
        workflow: String, name: String, argument: JSONValue, updateID: String
    ) async throws(WorkflowError) -> JSONValue {
        try await host.client.update(
            workflow: workflow, name: name, argument: argument, updateID: updateID)
    }

    func describe(
        workflow: String, run: UniqueID?
    ) async throws(WorkflowError) -> WorkflowDescription {
        try await host.client.describe(workflow: workflow, run: run)
    }

    func list(
        _ query: String, limit: Int, after token: String?
    ) async throws(WorkflowError) -> WorkflowPage {
        try await host.client.list(query, limit: limit, after: token)
    }

    func count(_ query: String) async throws(WorkflowError) -> Int {
        try await host.client.count(query)
    }

    func history(workflow: String, run: UniqueID?) async throws(WorkflowError) -> [JSONValue] {
        try await host.client.history(workflow: workflow, run: run)
    }
}
