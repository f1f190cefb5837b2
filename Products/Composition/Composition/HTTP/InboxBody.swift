import Events
import SignalsFacade

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
