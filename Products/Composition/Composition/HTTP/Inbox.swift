import Events
import HTTPServer
import SignalsFacade

/// The inbox over HTTP: every route is one call of the facade, and its answer as JSON.
struct Inbox: Sendable {
    let platform: Platform
    var signals: Signals { platform.signals }

    /// What is answered at one path for one method.
    struct Route: Sendable {
        let method: String
        /// The path below the team's; a slash at the end of a request's is optional.
        let path: String
        let work: @Sendable (InboxCall) async throws -> HTTPResponse

        init(
            _ method: String, _ path: String,
            _ work: @escaping @Sendable (InboxCall) async throws -> HTTPResponse
        ) {
            (self.method, self.path, self.work) = (method, path, work)
        }
    }

    /// The routes under `/api/projects/{team}/signals/`; other methods of their paths are 405.
    func add(to router: inout Router) {
        for route in reportRoutes + changeRoutes + signalRoutes + teamRoutes {
            let path = "/api/projects/{team}/signals/\(route.path)"
            router.on(route.method, path) { request, parameters in
                await answer(request, parameters, route)
            }
        }
    }

    private func answer(
        _ request: HTTPRequest, _ parameters: PathParameters, _ route: Route
    ) async -> HTTPResponse {
        do {
            guard let team = TeamID(parameters["team"]) else {
                throw InboxError.unknown("there is no team '\(parameters["team"].prefix(40))'")
            }
            return try await route.work(
                InboxCall(request: request, parameters: parameters, team: team))
        } catch let error as InboxError {
            return error.response
        } catch let error as SignalsError {
            return InboxError(error).response
        } catch {
            return .problem(500, "\(error)")
        }
    }
}

/// One call of the inbox: who is meant, and what was sent.
struct InboxCall {
    let request: HTTPRequest
    let parameters: PathParameters
    let team: TeamID

    /// A parameter of the query that is there and not empty.
    func parameter(_ name: String) -> String? {
        request.parameter(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The parts of a parameter that is a list: `a,b`.
    func list(_ name: String) -> [String] {
        (parameter(name) ?? "").split(separator: ",").map(String.init)
    }

    /// The place in the log that a reader has to have reached.
    func atLeast() throws -> Position? {
        guard let text = parameter("at_least") else { return nil }
        guard let position = Position(text) ?? ConsistencyToken(text)?.position else {
            throw InboxError.arguments("at_least: '\(text.prefix(40))' is no position")
        }
        return position
    }

    /// The object that was sent, which may hold only these keys; no body is an empty object.
    func body(_ allowed: [String]) throws -> InboxBody {
        guard !request.body.isEmpty else { return InboxBody(object: JSONObject()) }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: request.body)
        } catch {
            throw InboxError.arguments(error.description)
        }
        guard let object = value.object else {
            throw InboxError.arguments("the body has to be a JSON object")
        }
        for key in object.keys where !allowed.contains(key) {
            throw InboxError.arguments(
                "'\(key.prefix(80))' is not taken here; what is: "
                    + allowed.joined(separator: ", "))
        }
        return InboxBody(object: object)
    }

    /// The report that the path names.
    func report() throws -> ReportID { try report(parameters["report"]) }

    func report(_ text: String) throws -> ReportID {
        guard let id = ReportID(text) else {
            throw InboxError.unknown("there is no report '\(text.prefix(80))'")
        }
        return id
    }

    /// How many results a page may have.
    func limit() throws -> Int {
        guard let text = parameter("limit") else { return SignalsLimits.pageReportsStandard }
        guard let limit = Int(text), (1...SignalsLimits.pageReportsMax).contains(limit) else {
            throw InboxError.arguments("limit has to be 1 to \(SignalsLimits.pageReportsMax)")
        }
        return limit
    }
}
