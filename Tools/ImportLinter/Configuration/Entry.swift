/// An object of a configuration, with its place for complaints.
struct Entry {
    let place: String
    let value: [String: Any]
    private let reader: ConfigurationReader

    /// Complains where the value is no object.
    init(_ value: Any, at place: String, _ reader: ConfigurationReader) {
        (self.place, self.reader) = (place, reader)
        self.value = value as? [String: Any] ?? [:]
        if !(value is [String: Any]) { reader.complain(place, "has to be an object") }
    }

    /// Complains about every other key, with the one that was probably meant.
    func allow(_ keys: [String]) {
        for key in value.keys.sorted() where !keys.contains(key) {
            let near = NearestNames.of(key, among: keys)
            let hint =
                near.first.map { "did you mean \"\($0)\"?" }
                ?? "there are \(keys.joined(separator: ", "))"
            reader.complain(place, "there is no key \"\(key)\": \(hint)")
        }
    }

    func text(_ key: String, isRequired: Bool = false) -> String? {
        if let text = value[key] as? String, !text.isEmpty { return text }
        if value[key] != nil { reader.complain(place, "\"\(key)\" has to be a text") }
        if value[key] == nil, isRequired { reader.complain(place, "\"\(key)\" is missing") }
        return nil
    }

    func flag(_ key: String) -> Bool {
        guard let value = value[key] else { return false }
        if let flag = value as? Bool { return flag }
        reader.complain(place, "\"\(key)\" has to be true or false")
        return false
    }

    /// A list of texts, or a single one.
    func list(_ key: String, isRequired: Bool = false) -> [String] {
        guard let value = value[key] else {
            if isRequired { reader.complain(place, "\"\(key)\" is missing") }
            return []
        }
        if let text = value as? String { return [text] }
        if let list = value as? [String] { return list }
        reader.complain(place, "\"\(key)\" has to be a list of texts")
        return []
    }

    /// A list whose elements are texts or lists of texts.
    func lists(_ key: String, isRequired: Bool = false) -> [(texts: [String], isList: Bool)] {
        guard let values = value[key] as? [Any] else {
            if isRequired || value[key] != nil {
                reader.complain(place, "\"\(key)\" has to be a list")
            }
            return []
        }
        return values.map { element in
            if let text = element as? String { return ([text], false) }
            if let list = element as? [String], !list.isEmpty { return (list, true) }
            reader.complain(place, "\"\(key)\" holds what is neither a text nor a list of texts")
            return ([], true)
        }
    }

    func entry(_ key: String) -> Entry? {
        value[key].map { Entry($0, at: place, reader) }
    }

    func entries(_ key: String) -> [Entry] {
        guard let value = value[key] else { return [] }
        guard let list = value as? [Any] else {
            reader.complain(place, "\"\(key)\" has to be a list")
            return []
        }
        return list.enumerated().map { index, element in
            let id = (element as? [String: Any])?["id"] as? String
            return Entry(
                element, at: "\(place): \(key)[\(index)]\(id.map { " " + $0 } ?? "")", reader)
        }
    }
}
