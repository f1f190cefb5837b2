/// The particulars of a log record, in the order given.
public struct Fields: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    package let pairs: [Pair]

    package struct Pair: Hashable, Sendable {
        package let name: String
        package let value: FieldValue
    }

    private init(_ pairs: [Pair]) {
        self.pairs = pairs
    }

    /// Takes the pairs as they are written.
    public init(dictionaryLiteral elements: (String, FieldValue)...) {
        self.init(elements.map { Pair(name: $0, value: $1) })
    }

    /// The value under a name, the last where there are several.
    public subscript(name: String) -> FieldValue? { pairs.last { $0.name == name }?.value }

    /// The fields of both; on equal names the right one counts.
    public static func + (left: Fields, right: Fields) -> Fields {
        guard !left.pairs.isEmpty else { return right }
        let kept = left.pairs.filter { pair in !right.pairs.contains { $0.name == pair.name } }
        return Fields(kept + right.pairs)
    }
}

/// One particular of a log record.
public enum FieldValue: Hashable, Sendable {
    /// A text as it is.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A number with a fraction.
    case real(Double)
    /// Yes or no.
    case truth(Bool)

    /// The text form of any value that has one; a `Redacted` stays hidden.
    public static func of(_ value: some CustomStringConvertible) -> FieldValue {
        .text(value.description)
    }
}

extension FieldValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral
{
    /// A text written in place.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A whole number written in place.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A fraction written in place.
    public init(floatLiteral value: Double) { self = .real(value) }
    /// Yes or no written in place.
    public init(booleanLiteral value: Bool) { self = .truth(value) }
}
