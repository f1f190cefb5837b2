public import EventStore
public import Events
public import Workflows

/// The Temporal-shaped API of workflows over a log, without any transport.
///
/// Lists and histories come from the log alone, as of the moment of the request; what changes
/// something or asks live code goes through the client.
public struct WorkflowAPI: Sendable {
    let store: any EventStore
    let catalog: RunCatalog
    let registry: WorkflowRegistry
    let client: any WorkflowClient
    let time: any TimeSource
    let random: any RandomSource
    private let namespaces: [String]

    /// An API over a log.
    ///
    /// - Parameters:
    ///   - store: The log.
    ///   - registry: The types of workflows that may be started.
    ///   - client: What appends, and asks the engine where there is one.
    ///   - time: The clock by which requests for new events wait.
    ///   - random: Where the ids of requests without one come from.
    ///   - namespaces: The namespaces that are answered.
    public init(
        store: any EventStore, registry: WorkflowRegistry, client: any WorkflowClient,
        time: any TimeSource, random: any RandomSource, namespaces: [String] = ["default"]
    ) {
        (self.store, self.registry, self.client) = (store, registry, client)
        (self.time, self.random, self.namespaces) = (time, random, namespaces)
        catalog = RunCatalog(store: store)
    }

    /// Answers a request whose path begins with `api/v1/namespaces` or `namespaces`.
    public func answer(_ request: WorkflowAPIRequest) async -> WorkflowAPIAnswer {
        let layout: JSONLayout = request.has("compact") ? .compact : .pretty
        do {
            let json = try await route(request)
            return WorkflowAPIAnswer(status: 200, body: json.bytes(layout), retryAfter: nil)
        } catch {
            return WorkflowAPIAnswer(
                status: error.code.status, body: error.json.bytes(layout),
                retryAfter: error.retryAfter)
        }
    }

    private func route(_ request: WorkflowAPIRequest) async throws(APIError) -> JSONValue {
        var path = request.path[...]
        if path.starts(with: ["api", "v1"]) { path = path.dropFirst(2) }
        guard path.popFirst() == "namespaces", let namespace = path.popFirst() else {
            throw .noPath
        }
        guard namespaces.contains(namespace) else {
            throw APIError(.notFound, "Namespace \(namespace) is not found.")
        }
        let rest = Array(path)
        switch rest.count {
        case 1: return try await routeList(request, rest[0])
        case 2 where rest[0] == "workflows":
            let workflow = try checked(rest[1])
            switch request.method {
            case "GET", "HEAD": return try await describe(request, workflow)
            case "POST": return try await start(request, workflow)
            default: throw .noMethod
            }
        case 3 where rest[0] == "workflows":
            return try await routeVerb(request, try checked(rest[1]), rest[2])
        case 4 where rest[0] == "workflows":
            return try await routeNamed(request, try checked(rest[1]), rest[2], rest[3])
        default: throw .noPath
        }
    }

    private func routeList(
        _ request: WorkflowAPIRequest, _ name: String
    ) async throws(APIError) -> JSONValue {
        guard name == "workflows" || name == "workflow-count" else { throw .noPath }
        try expect(["GET", "HEAD"], request)
        return name == "workflows" ? try await list(request) : try await count(request)
    }

    private func routeVerb(
        _ request: WorkflowAPIRequest, _ workflow: String, _ verb: String
    ) async throws(APIError) -> JSONValue {
        switch verb {
        case "history", "history-reverse":
            try expect(["GET", "HEAD"], request)
            return try await history(request, workflow, isReversed: verb != "history")
        case "cancel":
            try expect(["POST"], request)
            return try await cancel(request, workflow)
        case "terminate":
            try expect(["POST"], request)
            return try await terminate(request, workflow)
        case "pause", "unpause", "reset":
            try expect(["POST"], request)
            throw APIError(.unimplemented, "\(verb) is not available in this version")
        default: throw .noPath
        }
    }

    private func routeNamed(
        _ request: WorkflowAPIRequest, _ workflow: String, _ verb: String, _ name: String
    ) async throws(APIError) -> JSONValue {
        guard ["signal", "signal-with-start", "query", "update"].contains(verb), !name.isEmpty
        else {
            throw .noPath
        }
        try expect(["POST"], request)
        return switch verb {
        case "signal": try await signal(request, workflow, name)
        case "signal-with-start": try await signalWithStart(request, workflow, name)
        case "query": try await query(request, workflow, name)
        default: try await update(request, workflow, name)
        }
    }

    private func expect(
        _ methods: [String], _ request: WorkflowAPIRequest
    ) throws(APIError) {
        guard methods.contains(request.method) else { throw .noMethod }
    }

    private func checked(_ workflow: String) throws(APIError) -> String {
        let max = Workflows.Limits.idCharactersMax
        guard !workflow.isEmpty else { throw .invalid("WorkflowId is not set on request.") }
        guard workflow.count <= max else {
            throw .invalid("WorkflowId has \(workflow.count) characters, at most \(max)")
        }
        return workflow
    }

    /// The run that is meant: the given one, else the open one, else the last.
    func row(
        _ workflow: String, _ run: UniqueID?
    ) async throws(APIError) -> RunRow {
        try await catalog.read { table throws(APIError) in
            let runs = table.runs(of: workflow)
            let found = run.map { run in runs.first { $0.run == run } } ?? runs.last
            guard let found else { throw .unknown(workflow) }
            return found
        }
    }
}
