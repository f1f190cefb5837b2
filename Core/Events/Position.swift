/// The place of an event in the log: 1, 2, 3 and so on in commit order; 0 lies before the first.
public struct Position: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let value: Int64

    package init(_ value: Int64) {
        precondition(value >= 0, "a position is never negative")
        self.value = value
    }

    /// The place before the first event.
    public static let start = Position(0)

    /// Orders by commit.
    public static func < (left: Position, right: Position) -> Bool { left.value < right.value }

    /// The decimal number.
    public var description: String { String(value) }
}

/// The place of an event within its stream: 0, 1, 2 and so on without gaps.
public struct Revision: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let value: Int64

    package init(_ value: Int64) {
        precondition(value >= 0, "a revision is never negative")
        self.value = value
    }

    /// The revision of a stream's first event.
    public static let first = Revision(0)

    /// The revision that follows.
    public var next: Revision { Revision(value + 1) }

    /// Orders within one stream.
    public static func < (left: Revision, right: Revision) -> Bool { left.value < right.value }

    /// The decimal number.
    public var description: String { String(value) }
}

extension Position: LosslessStringConvertible, Codable {
    /// Reads a decimal number that is not negative.
    public init?(_ description: String) {
        guard let value = Int64(description), value >= 0 else { return nil }
        self.init(value)
    }

    /// Reads a number that is not negative.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.notNegative())
    }

    /// Writes the number.
    public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

extension Revision: LosslessStringConvertible, Codable {
    /// Reads a decimal number that is not negative.
    public init?(_ description: String) {
        guard let value = Int64(description), value >= 0 else { return nil }
        self.init(value)
    }

    /// Reads a number that is not negative.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.notNegative())
    }

    /// Writes the number.
    public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

extension Decoder {
    fileprivate func notNegative() throws -> Int64 {
        let value = try singleValueContainer().decode(Int64.self)
        guard value >= 0 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath, debugDescription: "negative: \(value)"))
        }
        return value
    }
}
