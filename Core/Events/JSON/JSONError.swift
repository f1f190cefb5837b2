/// Why bytes are not the JSON that was asked for, and where.
public struct JSONError: Error, Hashable, CustomStringConvertible {
    /// What is wrong at the place.
    public enum Reason: Hashable, Sendable {
        /// There are more bytes than the caller allows.
        case tooLong(actual: Int, max: Int)
        /// Arrays and objects are nested more deeply than this.
        case tooDeep(max: Int)
        /// The text ends inside a value.
        case endOfText
        /// This byte cannot stand here.
        case unexpected(byte: UInt8, expected: String)
        /// Something follows the value.
        case trailingBytes
        /// A string holds bytes that are not UTF-8.
        case notUTF8
        /// A string holds a control character that must be escaped.
        case controlCharacter(UInt8)
        /// An escape that JSON does not know, or half of a surrogate pair.
        case badEscape
        /// A number that JSON does not allow or a double cannot hold.
        case badNumber
        /// A key occurs twice in one object.
        case duplicateKey(String)
    }

    /// What is wrong.
    public let reason: Reason
    /// The byte offset at which it was seen, from 0.
    public let offset: Int

    /// What is wrong, at which byte, and what to do next.
    public var description: String { "invalid JSON at byte \(offset): \(explanation)" }

    private var explanation: String {
        switch reason {
        case .tooLong(let actual, let max): "\(actual) bytes, at most \(max) are read"
        case .tooDeep(let max): "nested more than \(max) deep; flatten it"
        case .endOfText: "the text ends inside a value; is it cut off?"
        case .unexpected(let byte, let expected): "\(name(of: byte)) where \(expected) must stand"
        case .trailingBytes: "something follows the value; send one value only"
        case .notUTF8: "a string is not UTF-8; encode the text as UTF-8"
        case .controlCharacter(let byte): "\(name(of: byte)) in a string must be escaped"
        case .badEscape: "an unknown escape or half of a surrogate pair"
        case .badNumber: "a malformed number or one that a double cannot hold"
        case .duplicateKey(let key): "the key \"\(key.prefix(80))\" occurs twice; keep one"
        }
    }

    private func name(of byte: UInt8) -> String {
        (33...126).contains(byte)
            ? "'\(Character(UnicodeScalar(byte)))'" : "byte 0x\([byte].hexadecimal)"
    }
}
