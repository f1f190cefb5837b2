package import Events
package import SignalsContracts

/// Holds the `extra` of a signal against the rule of its source.
package enum ExtraSchema {
    /// The entries in the order of the rule, without those that are null.
    package static func checked(
        _ extra: JSONValue, _ rule: SourceRule
    ) throws(SignalsError) -> JSONValue {
        guard let entries = extra.object else {
            throw .invalidExtra(field: "extra", "has to be an object")
        }
        var kept = JSONObject()
        for field in rule.extra {
            let value = entries[field.name] ?? .null
            if value.isNull {
                guard field.isOptional else {
                    throw .invalidExtra(field: field.name, "is missing")
                }
                continue
            }
            guard field.kind.holds(value) else {
                throw .invalidExtra(field: field.name, "has to be \(field.kind.words)")
            }
            kept.append(field.name, value)
        }
        if let unknown = entries.keys.first(where: { key in
            !rule.extra.contains { $0.name == key }
        }) {
            throw .invalidExtra(
                field: String(unknown.prefix(80)),
                "is not known; \(rule.pair) has "
                    + rule.extra.map(\.name).joined(separator: ", "))
        }
        let limit = SignalsLimits.extraBytesMax
        guard JSONValue.object(kept).bytes().count <= limit else {
            throw .invalidExtra(field: "extra", "has more than \(limit) bytes")
        }
        return .object(kept)
    }
}

extension ExtraField.Kind {
    fileprivate func holds(_ value: JSONValue) -> Bool {
        switch self {
        case .text: value.string != nil
        case .oneOf(let words): value.string.map(words.contains) ?? false
        case .integer: value.integer != nil
        case .number: value.double != nil
        case .bool: value.bool != nil
        case .texts: value.array?.allSatisfy { $0.string != nil } ?? false
        case .any: true
        }
    }

    fileprivate var words: String {
        switch self {
        case .text: "a text"
        case .oneOf(let words): "one of \(words.joined(separator: ", "))"
        case .integer: "a whole number"
        case .number: "a number"
        case .bool: "true or false"
        case .texts: "a list of texts"
        case .any: "a value"
        }
    }
}
