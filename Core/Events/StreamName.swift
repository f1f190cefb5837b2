/// The first part of a stream's name, by custom `product.kind`: `signals.report`.
public struct Category: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as stored.
    public let text: String

    /// Accepts `[a-z][a-z0-9._]*` of at most 64 bytes; nil for anything else, and for what only Core may name.
    public init?(_ text: String) {
        guard Category.isWellFormed(text), !Category.isReserved(text) else { return nil }
        self.text = text
    }

    package init(reserved text: String) {
        precondition(Category.isWellFormed(text), "malformed category: \(text)")
        self.text = text
    }

    /// Whether only Core may write to streams of this category.
    public var isReserved: Bool { Category.isReserved(text) }

    /// Orders by bytes.
    public static func < (left: Category, right: Category) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    /// The name as stored.
    public var description: String { text }

    package static func isWellFormed(_ text: String) -> Bool {
        guard let first = text.utf8.first, (97...122).contains(first) else { return false }
        guard text.utf8.count <= Limits.categoryBytesMax else { return false }
        return text.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (48...57).contains(byte) || byte == 46 || byte == 95
        }
    }

    private static func isReserved(_ text: String) -> Bool {
        text.hasPrefix("workflow.") || text.hasPrefix("log.")
    }
}

/// The name of a unit of consistency: `category-id`, split at the first `-`, compared as bytes.
public struct StreamName: Hashable, Sendable, CustomStringConvertible {
    /// The whole name as stored.
    public let text: String
    private let split: Int

    /// Names the stream `id` of a category; bytes outside `0x21...0x7E` and `%` are percent-encoded.
    ///
    /// - Precondition: `id` is neither empty nor longer than 4,096 bytes once encoded.
    public init(category: Category, text id: String) {
        let encoded = StreamName.percentEncoded(id)
        precondition(
            (1...Limits.streamIDBytesMax).contains(encoded.utf8.count),
            "a stream id has 1 to \(Limits.streamIDBytesMax) bytes: \(encoded.prefix(80))")
        text = "\(category.text)-\(encoded)"
        split = category.text.utf8.count
    }

    /// Reads a stored name; nil when it is malformed, a reserved category included only for Core.
    public init?(_ text: String) {
        guard let name = StreamName(stored: text), !name.category.isReserved else { return nil }
        self = name
    }

    package init?(stored text: String) {
        let bytes = text.utf8
        guard let dash = bytes.firstIndex(of: 45) else { return nil }
        let category = String(text[..<dash])
        let id = bytes[bytes.index(after: dash)...]
        guard Category.isWellFormed(category), (1...Limits.streamIDBytesMax).contains(id.count),
            id.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        self.text = text
        split = category.utf8.count
    }

    /// The part before the first `-`.
    public var category: Category {
        Category(reserved: String(decoding: text.utf8.prefix(split), as: UTF8.self))
    }

    /// The part behind the first `-`, still percent-encoded.
    public var id: String {
        String(decoding: text.utf8.dropFirst(split + 1), as: UTF8.self)
    }

    /// The part behind the first `-` as it was given to `init(category:text:)`.
    public var decodedID: String { StreamName.percentDecoded(id) }

    /// The whole name.
    public var description: String { text }

    private static func percentEncoded(_ text: String) -> String {
        let plain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 37 }
        guard !plain else { return text }
        let bytes = text.utf8.flatMap { byte -> [UInt8] in
            guard (0x21...0x7E).contains(byte), byte != 37 else {
                return Array("%\([byte].hexadecimal.uppercased())".utf8)
            }
            return [byte]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func percentDecoded(_ text: String) -> String {
        guard text.utf8.contains(37) else { return text }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == 37, rest.count >= 2, let value = [UInt8](hexadecimal: rest.prefix(2)) {
                bytes += value
                rest.removeFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
