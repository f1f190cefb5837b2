/// Finds what answers a request by its method and the segments of its path.
public struct Router: Sendable {
    /// Answers a request whose path fits a pattern.
    public typealias Route = @Sendable (HTTPRequest, PathParameters) async -> HTTPResponse

    private struct Entry {
        let method: String
        let pattern: [Piece]
        let route: Route
    }

    private enum Piece {
        case literal(String)
        case one(String)
        case rest(String)
    }

    private var entries: [Entry] = []

    /// A router without routes.
    public init() {}

    /// Adds a route; of several that fit, the one that was added first answers.
    ///
    /// - Parameters:
    ///   - method: The method in upper case, or `*` for all that no route before it answers; what
    ///     answers `GET` also answers `HEAD`.
    ///   - pattern: A path such as `/reports/{id}`; `{rest...}` at its end takes all that follows,
    ///     and without it a request may have a slash at its end.
    ///   - route: What answers.
    public mutating func on(_ method: String, _ pattern: String, _ route: @escaping Route) {
        let pieces = pattern.split(separator: "/").map { text -> Piece in
            guard text.hasPrefix("{"), text.hasSuffix("}") else { return .literal(String(text)) }
            let name = text.dropFirst().dropLast()
            return name.hasSuffix("...") ? .rest(String(name.dropLast(3))) : .one(String(name))
        }
        entries.append(Entry(method: method, pattern: pieces, route: route))
    }

    /// Answers with the first route that fits; 404 where no path does, 405 where no method does.
    public func answer(_ request: HTTPRequest) async -> HTTPResponse {
        var allowed: [String] = []
        for entry in entries {
            guard let parameters = Self.match(entry.pattern, request.segments) else { continue }
            let isAsked = entry.method == request.method || entry.method == "*"
            if isAsked || (entry.method == "GET" && request.method == "HEAD") {
                return await entry.route(request, parameters)
            }
            if !allowed.contains(entry.method) { allowed.append(entry.method) }
        }
        guard !allowed.isEmpty else {
            return .problem(404, "nothing at /\(request.segments.joined(separator: "/"))")
        }
        let methods = allowed.joined(separator: ", ")
        var response = HTTPResponse.problem(
            405, "\(request.method) is not answered here: \(methods)")
        response.headers["Allow"] = methods
        return response
    }

    private static func match(_ pattern: [Piece], _ segments: [String]) -> PathParameters? {
        var parameters = PathParameters()
        var left = segments[...]
        for piece in pattern {
            if case .rest(let name) = piece {
                parameters.values[name] = Array(left)
                return parameters
            }
            guard let segment = left.popFirst() else { return nil }
            switch piece {
            case .literal(let text):
                guard text == segment else { return nil }
            case .one(let name):
                guard !segment.isEmpty else { return nil }
                parameters.values[name] = [segment]
            case .rest: break
            }
        }
        return left.isEmpty || left.elementsEqual([""]) ? parameters : nil
    }
}

/// The segments of a path that stand for the names of its pattern, decoded.
public struct PathParameters: Hashable, Sendable {
    fileprivate(set) var values: [String: [String]] = [:]

    /// The segment under `name`; empty for a name that the pattern does not have.
    public subscript(name: String) -> String { values[name]?.first ?? "" }

    /// All the segments that a `{name...}` took.
    public func rest(_ name: String) -> [String] { values[name] ?? [] }
}
