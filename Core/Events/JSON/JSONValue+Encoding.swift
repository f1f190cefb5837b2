extension JSONValue {
    /// The value that `value` encodes to: members in the order in which the type encodes them;
    /// what has no order (sets, dictionaries) sorted, so that equal values give equal bytes.
    ///
    /// - Throws: `EncodingError` for a number that is not finite or exceeds 64 signed bits.
    public init(encoding value: some Encodable) throws {
        self = try JSONNode.encoded(value, path: .root)
    }
}

/// Where in a value the encoder or decoder is; the list is built only when someone asks.
indirect enum JSONPath {
    case root
    case key(any CodingKey, JSONPath)

    var keys: [any CodingKey] {
        guard case .key(let key, let parent) = self else { return [] }
        return parent.keys + [key]
    }
}

/// A key of a coding path that has no type of its own.
struct JSONKey: CodingKey {
    private enum Name { case text(String), number(Int), index(Int) }

    private let name: Name

    init(stringValue: String) { name = .text(stringValue) }
    init(intValue: Int) { name = .number(intValue) }
    init(index: Int) { name = .index(index) }

    // The text of an index is made when someone asks: nobody does unless there is an error.
    var stringValue: String {
        switch name {
        case .text(let text): text
        case .number(let number): String(number)
        case .index(let index): "Index \(index)"
        }
    }

    var intValue: Int? {
        switch name {
        case .text: nil
        case .number(let number), .index(let number): number
        }
    }
}

/// A value under construction, shared by the containers that fill it.
final class JSONNode {
    enum Part {
        case value(JSONValue)
        case node(JSONNode)

        var finished: JSONValue {
            switch self {
            case .value(let value): value
            case .node(let node): node.finished
            }
        }
    }

    enum Shape {
        case empty
        case value(JSONValue)
        case array([Part])
        case object([(key: String, part: Part)])
    }

    var shape = Shape.empty

    func append(_ part: Part) {
        guard case .array(var parts) = shape else { return shape = .array([part]) }
        shape = .empty
        parts.append(part)
        shape = .array(parts)
    }

    func set(_ part: Part, under key: String) {
        guard case .object(var parts) = shape else { return shape = .object([(key, part)]) }
        shape = .empty
        if let index = parts.firstIndex(where: { $0.key == key }) {
            parts[index].part = part
        } else {
            parts.append((key, part))
        }
        shape = .object(parts)
    }

    var count: Int {
        switch shape {
        case .array(let parts): parts.count
        default: 0
        }
    }

    var finished: JSONValue {
        switch shape {
        case .empty: .object(JSONObject())
        case .value(let value): value
        case .array(let parts): .array(parts.map(\.finished))
        case .object(let parts):
            .object(
                JSONObject(
                    unique: parts.map { JSONObject.Member(key: $0.key, value: $0.part.finished) }))
        }
    }

    static func encoded(_ value: some Encodable, path: JSONPath) throws -> JSONValue {
        if let scalar = value as? any JSONScalar { return try scalar.json(at: path) }
        if let json = value as? JSONValue { return json }
        let node = JSONNode()
        try value.encode(to: JSONValueEncoder(node: node, path: path))
        let encoded = node.finished
        return value is any Unordered ? encoded.sorted(pairs: value is any KeyedByValues) : encoded
    }
}

/// A collection whose iteration order carries no meaning and differs from process to process.
private protocol Unordered {}
extension Set: Unordered {}

/// A dictionary, which encodes as a flat list of keys and values unless its keys are texts.
private protocol KeyedByValues: Unordered {}
extension Dictionary: KeyedByValues {}

extension JSONValue {
    fileprivate func sorted(pairs: Bool) -> JSONValue {
        switch self {
        case .object(let object):
            let members = object.members.sorted {
                $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
            }
            return .object(JSONObject(unique: members))
        case .array(let elements) where pairs:
            let entries = stride(from: 0, to: elements.count - 1, by: 2).map {
                (order: elements[$0].bytes(), pair: elements[$0...$0 + 1])
            }
            return .array(
                entries.sorted { $0.order.lexicographicallyPrecedes($1.order) }.flatMap(\.pair))
        case .array(let elements):
            let entries = elements.map { (order: $0.bytes(), value: $0) }
            return .array(
                entries.sorted { $0.order.lexicographicallyPrecedes($1.order) }.map(\.value))
        default: return self
        }
    }
}

/// What encodes to one JSON value without a container.
protocol JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue
}

extension Bool: JSONScalar {
    func json(at path: JSONPath) -> JSONValue { .bool(self) }
}

extension String: JSONScalar {
    func json(at path: JSONPath) -> JSONValue { .string(self) }
}

extension Double: JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue {
        guard isFinite else { throw path.cannotHold(self) }
        return .double(self)
    }
}

extension Float: JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue {
        guard isFinite else { throw path.cannotHold(self) }
        return .double(Double(description) ?? Double(self))
    }
}

extension FixedWidthInteger {
    fileprivate func whole(at path: JSONPath) throws -> JSONValue {
        guard let value = Int64(exactly: self) else { throw path.cannotHold(self) }
        return .integer(value)
    }
}

extension Int: JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue { try whole(at: path) }
}
extension Int8: JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue { try whole(at: path) }
}
extension Int16: JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue { try whole(at: path) }
}
extension Int32: JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue { try whole(at: path) }
}
extension Int64: JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue { try whole(at: path) }
}
extension UInt: JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue { try whole(at: path) }
}
extension UInt8: JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue { try whole(at: path) }
}
extension UInt16: JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue { try whole(at: path) }
}
extension UInt32: JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue { try whole(at: path) }
}
extension UInt64: JSONScalar {
    func json(at path: JSONPath) throws -> JSONValue { try whole(at: path) }
}

// Identifiers are most of what events hold: a container for each would cost more than its text.
extension UniqueID: JSONScalar {
    func json(at path: JSONPath) -> JSONValue { .string(description) }
}
extension Identifier: JSONScalar {
    func json(at path: JSONPath) -> JSONValue { .string(description) }
}

extension JSONPath {
    fileprivate func cannotHold(_ number: Any) -> EncodingError {
        .invalidValue(
            number,
            .init(codingPath: keys, debugDescription: "JSON here cannot hold the number \(number)"))
    }
}
