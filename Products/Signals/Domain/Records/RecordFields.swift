import Events
import SignalsContracts

/// What is wrong with a record.
struct RecordFault: Error {
    let reason: String
}

/// The members of a record, read with a word for what is wrong.
struct RecordFields: Sendable {
    private let members: JSONObject

    init(_ record: JSONValue) throws(RecordFault) {
        guard let members = record.object else { throw RecordFault(reason: "not an object") }
        self.members = members
    }

    /// The value of a member; nil where it is missing or null.
    subscript(name: String) -> JSONValue? {
        guard let value = members[name], !value.isNull else { return nil }
        return value
    }

    /// The id, which may be a text or a whole number.
    func id() throws(RecordFault) -> String {
        if let number = self["id"]?.integer { return String(number) }
        guard let text = self["id"]?.string, !text.isBlank else {
            throw RecordFault(reason: "no id")
        }
        return text
    }

    /// A text that must be there and not be blank.
    func text(_ name: String) throws(RecordFault) -> String {
        guard let text = try optionalText(name), !text.isBlank else {
            throw RecordFault(reason: "no \(name)")
        }
        return text
    }

    /// A text that may be missing.
    func optionalText(_ name: String) throws(RecordFault) -> String? {
        guard let value = self[name] else { return nil }
        guard let text = value.string else { throw RecordFault(reason: "\(name) is not a text") }
        return text
    }

    /// A moment that may be missing.
    func moment(_ name: String) throws(RecordFault) -> Timestamp? {
        guard let text = try optionalText(name) else { return nil }
        guard let moment = Timestamp(text) else {
            throw RecordFault(reason: "\(name) is not an RFC 3339 time")
        }
        return moment
    }

    /// Names in a list: texts or objects with a name, as a list or as the JSON text of one.
    func names(_ name: String) throws(RecordFault) -> [JSONValue] {
        guard var value = self[name] else { return [] }
        if let text = value.string {
            guard !text.isBlank else { return [] }
            do {
                value = try JSONValue(parsing: text)
            } catch {
                throw RecordFault(reason: "\(name) is not a list: \(error)")
            }
        }
        guard let list = value.array else { throw RecordFault(reason: "\(name) is not a list") }
        var names: [JSONValue] = []
        for entry in list {
            guard let text = entry.string ?? entry["name"]?.string else {
                throw RecordFault(reason: "\(name) holds something without a name")
            }
            names.append(.string(text))
        }
        return names
    }

    /// Copies members that are there.
    func copy(_ names: [String], to object: JSONObject = JSONObject()) -> JSONObject {
        var object = object
        for name in names {
            if let value = self[name] { object[name] = value }
        }
        return object
    }
}
