extension JSONValue {
    /// Reads a value of `type`; members that the type does not name are passed over.
    ///
    /// - Throws: `DecodingError` with the path to what is missing or of another kind.
    public func decode<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try decoded(type, path: .root)
    }

    func decoded<Value: Decodable>(_ type: Value.Type, path: JSONPath) throws -> Value {
        if let known = try scalar(type, path: path) as? Value { return known }
        return try Value(from: JSONValueDecoder(value: self, path: path))
    }

    /// What needs no container; nil for every other type.
    private func scalar(_ type: any Decodable.Type, path: JSONPath) throws -> (any Decodable)? {
        // Types are compared before they are cast: a cast of a metatype looks conformances up.
        if type == String.self { return try required(string, "a string", path) }
        if type == Int.self { return try whole(Int.self, path) }
        if type == JSONValue.self { return self }
        if type == Bool.self { return try required(bool, "a boolean", path) }
        if type == Double.self { return try required(double, "a number", path) }
        if type == Float.self {
            return try required(double.map { Float($0) }, "a number", path)
        }
        guard let whole = type as? any (FixedWidthInteger & Decodable).Type else { return nil }
        return try self.whole(whole, path)
    }

    private func whole<Whole: FixedWidthInteger & Decodable>(
        _ type: Whole.Type, _ path: JSONPath
    ) throws -> Whole {
        try required(integer.flatMap { Whole(exactly: $0) }, "a whole number (\(type))", path)
    }

    private func required<Value>(
        _ value: Value?, _ expected: String, _ path: JSONPath
    ) throws -> Value {
        guard let value else { throw mismatch(Value.self, expected, path) }
        return value
    }

    func mismatch(_ type: Any.Type, _ expected: String, _ path: JSONPath) -> DecodingError {
        let text = "expected \(expected), found \(kind)"
        let context = DecodingError.Context(codingPath: path.keys, debugDescription: text)
        return isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    private var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .double: "the number \(text())"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension JSONValue: Codable {
    /// Reads any value; from a decoder of another kind the order of keys is that decoder's.
    public init(from decoder: any Decoder) throws {
        if let decoder = decoder as? JSONValueDecoder {
            self = decoder.value
        } else if let keyed = try? decoder.container(keyedBy: JSONKey.self) {
            self = .object(
                JSONObject(
                    try keyed.allKeys.map {
                        (key: $0.stringValue, value: try keyed.decode(JSONValue.self, forKey: $0))
                    }))
        } else if var list = try? decoder.unkeyedContainer() {
            var elements: [JSONValue] = []
            while !list.isAtEnd { elements.append(try list.decode(JSONValue.self)) }
            self = .array(elements)
        } else {
            self = try JSONValue(scalarIn: try decoder.singleValueContainer())
        }
    }

    // Each `try?` asks whether the scalar is of that kind; the last question may throw.
    private init(scalarIn container: any SingleValueDecodingContainer) throws {
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .double(value)
        } else {
            self = .string(try container.decode(String.self))
        }
    }

    /// Writes the value through an encoder of any kind.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let object):
            var container = encoder.container(keyedBy: JSONKey.self)
            for member in object.members {
                try container.encode(member.value, forKey: JSONKey(stringValue: member.key))
            }
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        default:
            var container = encoder.singleValueContainer()
            try encode(scalarTo: &container)
        }
    }

    private func encode(scalarTo container: inout any SingleValueEncodingContainer) throws {
        switch self {
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .double(let value): try container.encode(value)
        case .string(let text): try container.encode(text)
        case .null, .array, .object: try container.encodeNil()
        }
    }
}
