public import Events

/// Names a search attribute and its type; declared in contracts, set by workflows, found by queries.
public struct Attribute<Value: Sendable>: Sendable {
    /// The stored name.
    public let name: String
    let stored: @Sendable (Value) -> JSONValue

    /// The change that sets it.
    public func set(_ value: Value) -> AttributeChange {
        AttributeChange(name: name, value: stored(value))
    }

    /// The change that removes it.
    public var unset: AttributeChange { AttributeChange(name: name, value: .null) }
}

extension Attribute where Value == String {
    /// A text that is compared whole.
    public static func keyword(_ name: String) -> Self { text("keyword", name) }
    /// A text of which words are found.
    public static func text(_ name: String) -> Self { text("text", name) }

    private static func text(_ type: String, _ name: String) -> Self {
        Self(name: Name.checked(name)) { ["type": .string(type), "value": .string($0)] }
    }
}

extension Attribute where Value == [String] {
    /// Several texts that are compared whole.
    public static func keywordList(_ name: String) -> Self {
        Self(name: Name.checked(name)) {
            ["type": "keywordList", "value": .array($0.map(JSONValue.string))]
        }
    }
}

extension Attribute where Value == Int {
    /// A whole number.
    public static func int(_ name: String) -> Self {
        Self(name: Name.checked(name)) { ["type": "int", "value": .integer(Int64($0))] }
    }
}

extension Attribute where Value == Double {
    /// A number.
    public static func double(_ name: String) -> Self {
        Self(name: Name.checked(name)) { ["type": "double", "value": .double($0)] }
    }
}

extension Attribute where Value == Bool {
    /// Yes or no.
    public static func bool(_ name: String) -> Self {
        Self(name: Name.checked(name)) { ["type": "bool", "value": .bool($0)] }
    }
}

extension Attribute where Value == Timestamp {
    /// A moment.
    public static func datetime(_ name: String) -> Self {
        Self(name: Name.checked(name)) {
            ["type": "datetime", "value": .string($0.description)]
        }
    }
}

/// One search attribute set or removed.
public struct AttributeChange: Hashable, Sendable {
    /// The stored name.
    public let name: String
    /// The value with its type; null removes.
    public let value: JSONValue

    package init(name: String, value: JSONValue) { (self.name, self.value) = (name, value) }

    static func object(_ changes: [AttributeChange]) -> JSONObject {
        JSONObject(changes.map { (key: $0.name, value: $0.value) })
    }
}
