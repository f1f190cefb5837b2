package import Events

/// How values are shown: wrapped with their encoding, or plain.
package enum PayloadForm: Hashable, Sendable {
    /// `{"metadata": {"encoding": …}, "data": …}`, both in base64.
    case full
    /// The JSON value itself.
    case shorthand
}

/// The wrapping of values as requests and answers carry them.
package struct Payloads: Hashable, Sendable {
    package let form: PayloadForm

    package init(_ form: PayloadForm) { self.form = form }

    private static let json = Base64.text(Array("json/plain".utf8))
    private static let null = Base64.text(Array("binary/null".utf8))

    /// One value; `type` is that of a search attribute.
    package func one(_ value: JSONValue, type: String? = nil) -> JSONValue {
        guard form == .full else { return value }
        var metadata = JSONObject()
        metadata.append("encoding", .string(value.isNull ? Self.null : Self.json))
        if let type { metadata.append("type", .string(Base64.text(Array(type.utf8)))) }
        var payload = JSONObject()
        payload.append("metadata", .object(metadata))
        if !value.isNull { payload.append("data", .string(Base64.text(value.bytes()))) }
        return .object(payload)
    }

    /// A list of one value, as inputs and results are.
    package func list(_ value: JSONValue) -> JSONValue {
        form == .full ? ["payloads": [one(value)]] : [value]
    }

    /// The members of a memo.
    package func memo(_ memo: JSONObject) -> JSONValue {
        guard !memo.isEmpty else { return [:] }
        return ["fields": .object(JSONObject(memo.members.map { ($0.key, one($0.value)) }))]
    }

    /// Search attributes as stored, each with its type.
    package func attributes(_ attributes: JSONObject) -> JSONValue {
        let fields = attributes.members.map { member in
            let type = (member.value["type"]?.string).map {
                $0.prefix(1).uppercased() + $0.dropFirst()
            }
            return (member.key, one(member.value["value"] ?? .null, type: type))
        }
        return ["indexedFields": .object(JSONObject(fields))]
    }

    // MARK: - Reading

    /// The value of a payload; what is not exactly a payload is the value itself.
    package static func value(_ json: JSONValue) throws(MalformedPayload) -> JSONValue {
        guard let object = json.object,
            object.keys.allSatisfy({ $0 == "metadata" || $0 == "data" }),
            let coded = object["metadata"]?["encoding"]?.string
        else { return json }
        let encoding = Base64.bytes(coded).map { String(decoding: $0, as: UTF8.self) } ?? coded
        guard let data = object["data"] else {
            guard encoding == "binary/null" else { throw MalformedPayload(encoding: encoding) }
            return .null
        }
        guard let bytes = data.string.flatMap(Base64.bytes) else {
            throw MalformedPayload(encoding: encoding)
        }
        switch encoding {
        case "json/plain", "json/protobuf":
            guard let value = try? JSONValue(parsing: bytes) else {
                throw MalformedPayload(encoding: encoding)
            }
            return value
        case "binary/null": return .null
        case "binary/plain": return data
        default: throw MalformedPayload(encoding: encoding)
        }
    }

    /// The values of a list of payloads, of a list of plain values, or of one plain value.
    package static func values(_ json: JSONValue?) throws(MalformedPayload) -> [JSONValue] {
        guard let json else { return [] }
        var elements = json.array ?? [json]
        if let object = json.object, object.count == 1, let list = object["payloads"]?.array {
            elements = list
        }
        var values: [JSONValue] = []
        for element in elements { values.append(try value(element)) }
        return values
    }
}

/// A payload whose bytes are not what its encoding says.
package struct MalformedPayload: Error, Hashable, CustomStringConvertible {
    package let encoding: String

    package var description: String {
        "a payload with the encoding '\(encoding.prefix(60))' cannot be read: send json/plain"
    }
}
