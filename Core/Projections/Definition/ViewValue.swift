public import Events

/// A value of a column or an argument of a statement.
public enum ViewValue: Hashable, Sendable {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// A number with a fraction.
    case real(Double)
    /// A text.
    case text(String)
    /// Bytes.
    case bytes([UInt8])
}

extension ViewValue {
    /// The text, or null.
    public init(_ text: String?) { self = text.map(ViewValue.text) ?? .null }
    /// The number, or null.
    public init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }
    /// The fraction, or null.
    public init(_ number: Double?) { self = number.map(ViewValue.real) ?? .null }
    /// 1 or 0.
    public init(_ truth: Bool) { self = .integer(truth ? 1 : 0) }
    /// The place in the log as a number, or null.
    public init(_ position: Position?) { self = position.map { .integer($0.value) } ?? .null }
    /// The place in the stream as a number, or null.
    public init(_ revision: Revision?) { self = revision.map { .integer($0.value) } ?? .null }
    /// Microseconds since 1970, or null.
    public init(_ moment: Timestamp?) { self = moment.map { .integer($0.microseconds) } ?? .null }
    /// The 36-character form, or null.
    public init<Tag>(_ id: Identifier<Tag>?) { self = ViewValue(id?.description) }
}

extension ViewValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByNilLiteral
{
    /// A text written in place.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A whole number written in place.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A fraction written in place.
    public init(floatLiteral value: Double) { self = .real(value) }
    /// Null written in place.
    public init(nilLiteral: ()) { self = .null }
}

extension ViewValue {
    /// The kind, for messages; values themselves may be private.
    var kind: String {
        switch self {
        case .null: "null"
        case .integer: "an integer"
        case .real: "a real"
        case .text: "a text"
        case .bytes: "bytes"
        }
    }
}
