/// A UUID that says what it names: the ids of two tags do not mix.
public struct Identifier<Tag>: Hashable, Comparable, Sendable {
    /// The id without its tag.
    public let value: UniqueID

    /// Gives `value` the tag.
    public init(_ value: UniqueID) {
        self.value = value
    }

    /// Orders by bytes.
    public static func < (left: Identifier, right: Identifier) -> Bool {
        left.value < right.value
    }
}

extension Identifier: CustomStringConvertible, LosslessStringConvertible {
    /// The 36-character form.
    public var description: String { value.description }

    /// Reads the 36-character form; nil for anything else.
    public init?(_ description: String) {
        guard let value = UniqueID(description) else { return nil }
        self.init(value)
    }
}

extension Identifier: Codable {
    /// Reads the 36-character form.
    public init(from decoder: any Decoder) throws {
        self.init(try UniqueID(from: decoder))
    }

    /// Writes the 36-character form.
    public func encode(to encoder: any Encoder) throws {
        try value.encode(to: encoder)
    }
}
