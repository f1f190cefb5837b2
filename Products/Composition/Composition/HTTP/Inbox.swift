import Events
import HTTPServer
import SignalsFacade

/// The inbox over HTTP: every route is one call of the facade, and its answer as JSON.
struct Inbox: Sendable {
    let signals: Signals

    /// The routes under `/api/projects/{team}/signals/`.
    func add(to router: inout Router) {
        for method in ["GET", "POST", "PUT", "DELETE"] {
            router.on(method, "/api/projects/{team}/signals/{path...}") { request, parameters in
                await answer(request, parameters)
            }
        }
    }

    private func answer(
        _ request: HTTPRequest, _ parameters: PathParameters
    ) async -> HTTPResponse {
        do {
            guard let team = TeamID(parameters["team"]) else {
                throw InboxError.unknown("there is no team '\(parameters["team"].prefix(40))'")
            }
            let call = InboxCall(request: request, team: team)
            // A slash at the end is optional: it leaves an empty segment behind.
            let path = parameters.rest("path").filter { !$0.isEmpty }
            guard let answer = try await route(call, path) else {
                throw InboxError.unknown(
                    "\(request.method) is not answered at /signals/\(path.joined(separator: "/"))")
            }
            return answer
        } catch let error as InboxError {
            return error.response
        } catch let error as SignalsError {
            return InboxError(error).response
        } catch {
            return .problem(500, "\(error)")
        }
    }

    private func route(_ call: InboxCall, _ path: [String]) async throws -> HTTPResponse? {
        let rest = Array(path.dropFirst())
        return switch path.first {
        case "reports": try await reports(call, rest)
        case "signals": try await traces(call, rest)
        default: try await team(call, path)
        }
    }
}

/// One call of the inbox: who is meant, and what was sent.
struct InboxCall {
    let request: HTTPRequest
    let team: TeamID

    var method: String { request.method == "HEAD" ? "GET" : request.method }

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

    func report(_ text: String) throws -> ReportID {
        guard let id = ReportID(text) else {
            throw InboxError.unknown("there is no report '\(text.prefix(80))'")
        }
        return id
    }
}

/// The object that was sent, its fields read with their kind.
struct InboxBody {
    let object: JSONObject

    func text(_ key: String) throws -> String? {
        guard let value = object[key], !value.isNull else { return nil }
        guard let text = value.string else { throw InboxError.arguments("\(key) has to be a text") }
        return text
    }

    func required(_ key: String) throws -> String {
        guard let text = try text(key) else { throw InboxError.arguments("\(key) is missing") }
        return text
    }

    func integer(_ key: String) throws -> Int? {
        guard let value = object[key], !value.isNull else { return nil }
        guard let number = value.integer else {
            throw InboxError.arguments("\(key) has to be a whole number")
        }
        return Int(number)
    }

    func number(_ key: String) throws -> Double? {
        guard let value = object[key], !value.isNull else { return nil }
        guard let number = value.double else {
            throw InboxError.arguments("\(key) has to be a number")
        }
        return number
    }

    func truth(_ key: String) throws -> Bool? {
        guard let value = object[key], !value.isNull else { return nil }
        guard let truth = value.bool else {
            throw InboxError.arguments("\(key) has to be true or false")
        }
        return truth
    }

    func moment(_ key: String) throws -> Timestamp? {
        guard let text = try text(key) else { return nil }
        guard let moment = Timestamp(text) else {
            throw InboxError.arguments("\(key) has to be a time such as 2026-06-01T10:15:00Z")
        }
        return moment
    }

    func signals(_ key: String) throws -> [SignalID] {
        guard let values = object[key]?.array, !values.isEmpty else {
            throw InboxError.arguments("\(key) has to be a list of signal ids")
        }
        return try values.map { value in
            guard let id = value.string.flatMap(SignalID.init) else {
                throw InboxError.arguments("\(key): \(value.text().prefix(80)) is no signal id")
            }
            return id
        }
    }

    /// A word out of a closed list.
    func word<Word: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Word.Type = Word.self
    ) throws -> Word? where Word.RawValue == String {
        guard let text = try text(key) else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw InboxError.arguments("\(key): '\(text.prefix(80))' is none of \(words)")
        }
        return word
    }
}
