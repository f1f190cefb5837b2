/// A secret or a private text that never shows in a log, a description or a dump.
///
/// Whoever needs the value says so by `revealed`, which is easy to search for.
public struct Redacted<Value: Sendable>: Sendable {
    /// The value itself.
    public let revealed: Value

    /// Hides `value`.
    public init(_ value: Value) {
        revealed = value
    }
}

extension Redacted: Equatable where Value: Equatable {}
extension Redacted: Hashable where Value: Hashable {}

extension Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always the same words.
    public var description: String { "[redacted]" }
    /// Always the same words.
    public var debugDescription: String { description }
    /// A mirror without children, so that a dump shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
