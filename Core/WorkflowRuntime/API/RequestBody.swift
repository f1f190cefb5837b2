import Events
import Workflows

/// The body of a request: an object whose members are known, in camel or snake case.
struct RequestBody {
    private let members: [String: JSONValue]

    /// Reads a body; an empty one has no members.
    init(_ bytes: [UInt8], allowing names: Set<String>) throws(APIError) {
        let json: JSONValue?
        do {
            json = bytes.isEmpty ? nil : try JSONValue(parsing: bytes)
        } catch {
            throw .invalid(error.description)
        }
        try self.init(json: json, allowing: names)
    }

    init(json: JSONValue?, allowing names: Set<String>, at place: String = "") throws(APIError) {
        let given = json ?? .null
        guard let object = given.isNull ? JSONObject() : given.object else {
            throw .invalid("\(place.isEmpty ? "the body" : place) must be a JSON object")
        }
        var members: [String: JSONValue] = [:]
        for member in object.members {
            let name = member.key.camelCase
            guard names.contains(name) else {
                throw .invalid("unknown field \"\(place)\(member.key.prefix(100))\"")
            }
            members[name] = member.value
        }
        self.members = members
    }

    subscript(name: String) -> JSONValue? {
        guard let value = members[name], !value.isNull else { return nil }
        return value
    }

    func text(_ name: String) throws(APIError) -> String {
        guard let value = self[name] else { return "" }
        guard let text = value.string else { throw .invalid("\(name) must be a text") }
        return text
    }

    /// A nested object.
    func body(_ name: String, allowing names: Set<String>) throws(APIError) -> RequestBody {
        try RequestBody(json: self[name], allowing: names, at: "\(name).")
    }

    /// The one value of a list of payloads; null where there is none.
    func value(_ name: String) throws(APIError) -> JSONValue {
        let values: [JSONValue]
        do {
            values = try Payloads.values(self[name])
        } catch {
            throw .invalid("\(name): \(error)")
        }
        guard values.count <= 1 else {
            throw .invalid("\(name) holds \(values.count) values: one is taken, send an object")
        }
        return values.first ?? .null
    }

    func duration(_ name: String) throws(APIError) -> Duration? {
        guard let value = self[name] else { return nil }
        guard let duration = value.string.flatMap(DurationText.duration), duration >= .zero else {
            throw .invalid("\(name) must be a time in seconds such as \"30s\"")
        }
        return duration == .zero ? nil : duration
    }

    func run(in name: String) throws(APIError) -> UniqueID? {
        let execution = try body(name, allowing: ["workflowId", "runId"])
        let text = try execution.text("runId")
        guard !text.isEmpty else { return nil }
        guard let run = UniqueID(text) else { throw .invalid("Invalid RunId.") }
        return run
    }

    /// One of the words of an enum, by full name, by number or in the old form `UseExisting`.
    func choice<Choice>(
        _ name: String, prefix: String, _ choices: [(word: String, choice: Choice)]
    ) throws(APIError) -> Choice? {
        guard let value = self[name] else { return nil }
        if let number = value.integer {
            guard number != 0 else { return nil }
            if (1...Int64(choices.count)).contains(number) {
                return choices[Int(number) - 1].choice
            }
        }
        let text = value.string ?? ""
        if text == prefix + "UNSPECIFIED" { return nil }
        for (word, choice) in choices {
            let old = word.split(separator: "_").map { $0.prefix(1) + $0.dropFirst().lowercased() }
            if text == prefix + word || text == old.joined() { return choice }
        }
        let words = choices.map { prefix + $0.word }.joined(separator: ", ")
        throw .invalid("\(name) must be one of \(words)")
    }

    func retryPolicy(_ name: String) throws(APIError) -> RetryPolicy? {
        guard self[name] != nil else { return nil }
        let policy = try body(
            name,
            allowing: [
                "initialInterval", "backoffCoefficient", "maximumInterval", "maximumAttempts",
                "nonRetryableErrorTypes",
            ])
        let coefficient = policy["backoffCoefficient"]?.double ?? 2
        let attempts = policy["maximumAttempts"]?.integer ?? 0
        guard coefficient == 0 || (1...1_000).contains(coefficient),
            (0...1_000_000).contains(attempts)
        else { throw .invalid("\(name): the coefficient must be 1 or more, attempts 0 or more") }
        return RetryPolicy(
            attempts: attempts == 0 ? nil : Int(attempts),
            initialInterval: try policy.duration("initialInterval") ?? .seconds(1),
            coefficient: coefficient == 0 ? 2 : coefficient,
            intervalMax: try policy.duration("maximumInterval"),
            nonRetryable: policy["nonRetryableErrorTypes"]?.array?.compactMap(\.string) ?? [])
    }
}
