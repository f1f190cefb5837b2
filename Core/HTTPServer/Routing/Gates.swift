/// Lets requests through that name this machine: a page elsewhere that had its own name resolved to
/// loopback, or that sends a form across origins, is refused.
public struct HostGate: Sendable {
    private let names: [String]

    /// Allows `localhost`, loopback addresses and the names given.
    public init(allowing names: [String] = []) { self.names = names.map { $0.lowercased() } }

    /// The handler behind the gate; others are told 403.
    public func guarding(_ handler: @escaping HTTPHandler) -> HTTPHandler {
        { request in
            guard allows(request.headers["Host"] ?? "localhost") else {
                return .problem(403, "this host name is not allowed: use localhost")
            }
            if let origin = request.headers["Origin"] {
                guard let host = Self.host(ofOrigin: origin), allows(host) else {
                    return .problem(403, "requests from this origin are not allowed")
                }
            }
            return await handler(request)
        }
    }

    private static func host(ofOrigin origin: String) -> String? {
        let schemes = ["http://", "https://"]
        guard let scheme = schemes.first(where: origin.lowercased().hasPrefix) else { return nil }
        return String(origin.dropFirst(scheme.count))
    }

    private func allows(_ authority: String) -> Bool {
        guard let host = Self.host(authority.lowercased()) else { return false }
        return host == "localhost" || host == "::1" || host.isLoopbackV4 || names.contains(host)
    }

    /// The host without its port and brackets; nil for a malformed authority.
    private static func host(_ authority: String) -> String? {
        let (host, rest): (Substring, Substring)
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<end]
            rest = authority[authority.index(after: end)...]
        } else {
            let end = authority.firstIndex(of: ":") ?? authority.endIndex
            (host, rest) = (authority[..<end], authority[end...])
        }
        let isPort = rest.hasPrefix(":") && UInt16(rest.dropFirst()) != nil
        guard !host.isEmpty, rest.isEmpty || isPort else { return nil }
        return String(host)
    }
}

/// Lets requests through that carry a secret as `Authorization: Bearer …`.
public struct BearerGate: Sendable {
    private let token: [UInt8]

    /// Asks for `token`.
    ///
    /// - Precondition: The token is not empty.
    public init(token: String) {
        precondition(!token.isEmpty, "an empty token protects nothing")
        self.token = Array(token.utf8)
    }

    /// The handler behind the gate; others are told 401.
    public func guarding(_ handler: @escaping HTTPHandler) -> HTTPHandler {
        { request in
            guard allows(request.headers.all("Authorization")) else {
                var response = HTTPResponse.problem(401, "a Bearer token is needed")
                response.headers["WWW-Authenticate"] = "Bearer"
                return response
            }
            return await handler(request)
        }
    }

    private func allows(_ values: [String]) -> Bool {
        guard values.count == 1, let value = values.first else { return false }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return false }
        return isToken(Array(parts[1].utf8))
    }

    /// Compares in a time that depends on the length of what was given alone.
    private func isToken(_ given: [UInt8]) -> Bool {
        var difference = given.count ^ token.count
        for (index, byte) in given.enumerated() {
            difference |= Int(byte ^ token[index % token.count])
        }
        return difference == 0
    }
}
