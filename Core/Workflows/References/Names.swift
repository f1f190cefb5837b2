/// Checks the names that become parts of keys: `[A-Za-z0-9_.:-]{1,200}`.
package enum Name {
    package static func isWellFormed(_ text: String) -> Bool {
        (1...Limits.nameBytesMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "."),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    static func checked(_ text: String) -> String {
        precondition(
            isWellFormed(text),
            "a name has 1 to \(Limits.nameBytesMax) of the characters A-Z a-z 0-9 _ . : - but is "
                + "'\(text.prefix(80))'")
        return text
    }
}

/// What goes into and comes out of workflows: it is stored as JSON and read back for years.
public typealias WorkflowValue = Codable & Sendable

/// The input or result of what has none; stored as `null`.
public struct NoValue: Codable, Hashable, Sendable {
    /// Nothing.
    public init() {}

    /// Accepts whatever is stored.
    public init(from decoder: any Decoder) throws {}

    /// Writes `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encodeNil()
    }
}
