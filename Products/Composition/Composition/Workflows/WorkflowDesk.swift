public import Events
import EventStore
import WorkflowRuntime
import Workflows

/// The workflows of a log as an operator asks for them: read from the log, changed by appending to it.
///
/// It runs no workflow; what needs live code is asked of the process that runs `signalbox up`.
public struct WorkflowDesk: Sendable {
    private let store: SQLiteEventStore
    private let api: WorkflowAPI

    /// Opens the log of a folder for reading.
    ///
    /// - Throws: `NoLog` where there is none; why it cannot be read.
    public static func looking(at directory: DataDirectory) async throws -> WorkflowDesk {
        try await open(directory, .reader)
    }

    /// Opens the log of a folder for appending, through whoever is its writer.
    ///
    /// - Throws: `NoLog` where there is none; why it cannot be opened.
    public static func changing(_ directory: DataDirectory) async throws -> WorkflowDesk {
        try await open(directory, .automatic)
    }

    private static func open(
        _ directory: DataDirectory, _ role: SQLiteEventStore.Role
    ) async throws -> WorkflowDesk {
        guard directory.hasLog else { throw NoLog(directory: directory) }
        let (time, random) = (SystemTime(), SystemRandom())
        let store = try await SQLiteEventStore.open(directory.path, role: role)
        let client = LogWorkflowClient(store: store, time: time, random: random)
        let api = WorkflowAPI(
            store: store, registry: WorkflowRegistry(), client: client, time: time, random: random)
        return WorkflowDesk(store: store, api: api)
    }

    /// Lets go of the log.
    public func close() async { await store.close() }

    /// Asks the workflow API, whose paths and fields these are; the path begins after the namespace.
    ///
    /// - Throws: `WorkflowRefusal` with the API's message.
    public func ask(
        _ method: String, _ path: [String], _ query: [(name: String, value: String)] = [],
        body: JSONValue? = nil
    ) async throws -> JSONValue {
        let request = WorkflowAPIRequest(
            method: method, path: ["namespaces", "default"] + path, query: query,
            body: body?.bytes() ?? [])
        let answer = await api.answer(request)
        let json = try JSONValue(parsing: answer.body)
        guard answer.status == 200 else {
            throw WorkflowRefusal(
                status: answer.status, message: json["message"]?.string ?? "\(answer.status)")
        }
        return json
    }

    /// The stored records of a run (nil: the open or last one); nil where there is none.
    public func records(of workflow: String, run: UniqueID?) async throws -> [JSONValue]? {
        try await api.records(of: workflow, run: run)
    }
}

/// What the workflow API refused, with its message.
public struct WorkflowRefusal: Error, Hashable, CustomStringConvertible {
    /// The status that the API answers with.
    public let status: Int
    /// What is wrong, which one, and what to do next.
    public let message: String

    /// What is wrong, which one, and what to do next.
    public var description: String { message }
    /// Whether the call itself was wrong.
    public var isUsage: Bool { status == 400 }
}
