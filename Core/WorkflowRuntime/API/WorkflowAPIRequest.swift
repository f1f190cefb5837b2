import Events

/// A request of the workflow API, whatever carried it.
public struct WorkflowAPIRequest: Sendable {
    /// The method in upper case.
    public let method: String
    /// The segments of the whole path, decoded.
    public let path: [String]
    /// The parameters of the query, decoded, in order.
    public let query: [(name: String, value: String)]
    /// The body.
    public let body: [UInt8]

    /// Puts a request together.
    public init(
        method: String, path: [String], query: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) {
        (self.method, self.path, self.query, self.body) = (method, path, query, body)
    }

    /// The first value of a parameter, whose name may be in snake case.
    func parameter(_ name: String) -> String? {
        query.first { $0.name.camelCase == name }?.value
    }

    func has(_ name: String) -> Bool { query.contains { $0.name == name } }

    var form: PayloadForm {
        has("payloadShorthand") && !has("noPayloadShorthand") ? .shorthand : .full
    }

    /// A page's size, clamped to what is allowed.
    func pageSize(_ names: [String], max: Int) throws(APIError) -> Int {
        guard let text = names.lazy.compactMap({ parameter($0) }).first else { return max }
        guard let size = Int(text), size >= 0 else {
            throw .invalid("\(names[0]) must be a number, not '\(text.prefix(40))'")
        }
        return size == 0 ? max : min(size, max)
    }

    /// The run that is meant; nil for the open or last one.
    func run(_ name: String) throws(APIError) -> UniqueID? {
        guard let text = parameter(name), !text.isEmpty else { return nil }
        guard let run = UniqueID(text) else { throw .invalid("Invalid RunId.") }
        return run
    }
}

/// The answer to a request of the workflow API.
public struct WorkflowAPIAnswer: Sendable {
    /// The status code of HTTP.
    public let status: Int
    /// The JSON of the body.
    public let body: [UInt8]
    /// When a refused caller should try again.
    public let retryAfter: Duration?
}

extension String {
    /// `run_id` as `runId`; names without an underscore stay as they are.
    var camelCase: String {
        guard contains("_") else { return self }
        let words = split(separator: "_")
        guard let first = words.first else { return self }
        return first + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
