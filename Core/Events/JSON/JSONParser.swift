extension JSONValue {
    /// Reads exactly one value as RFC 8259 defines it; a key that occurs twice is refused.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 without a byte order mark.
    ///   - bytesMax: The most bytes that are read.
    /// - Throws: What is wrong and at which byte.
    public init(
        parsing bytes: [UInt8], bytesMax: Int = Limits.jsonBytesMax
    ) throws(JSONError) {
        guard bytes.count <= bytesMax else {
            throw JSONError(reason: .tooLong(actual: bytes.count, max: bytesMax), offset: bytesMax)
        }
        self = try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
            var parser = JSONParser(bytes: buffer)
            return try parser.document()
        }
    }

    /// Reads exactly one value from a text.
    public init(parsing text: String, bytesMax: Int = Limits.jsonBytesMax) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), bytesMax: bytesMax)
    }
}

/// Recursive descent over bytes; it never reads outside the buffer and never looks back.
struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    var place = 0
    var depth = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value()
        skipSpace()
        guard place == bytes.count else { throw error(.trailingBytes) }
        return value
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        skipSpace()
        guard place < bytes.count else { throw error(.endOfText) }
        switch bytes[place] {
        case UInt8(ascii: "{"):
            return try nested { parser throws(JSONError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw unexpected("a value")
        }
    }

    private mutating func nested(
        _ body: (inout JSONParser) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        guard depth < Limits.jsonDepthMax else { throw error(.tooDeep(max: Limits.jsonDepthMax)) }
        depth += 1
        place += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        var elements: [JSONValue] = []
        if skips(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value())
            if skips(UInt8(ascii: ",")) { continue }
            guard skips(UInt8(ascii: "]")) else { throw unexpected("',' or ']'") }
            return .array(elements)
        }
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        var members: [JSONObject.Member] = []
        var keys = KeySet()
        if skips(UInt8(ascii: "}")) { return .object(JSONObject()) }
        while true {
            skipSpace()
            let start = place
            guard place < bytes.count else { throw error(.endOfText) }
            guard bytes[place] == UInt8(ascii: "\"") else { throw unexpected("a key") }
            let key = try string()
            guard keys.insert(key, among: members) else {
                throw JSONError(reason: .duplicateKey(key), offset: start)
            }
            guard skips(UInt8(ascii: ":")) else { throw unexpected("':'") }
            members.append(JSONObject.Member(key: key, value: try value()))
            if skips(UInt8(ascii: ",")) { continue }
            guard skips(UInt8(ascii: "}")) else { throw unexpected("',' or '}'") }
            return .object(JSONObject(unique: members))
        }
    }

    private mutating func literal(
        _ text: StaticString, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        for index in 0..<text.utf8CodeUnitCount {
            guard place < bytes.count else { throw error(.endOfText) }
            guard bytes[place] == text.utf8Start[index] else { throw unexpected("'\(text)'") }
            place += 1
        }
        return value
    }

    private mutating func skipSpace() {
        while place < bytes.count {
            switch bytes[place] {
            case 32, 10, 13, 9: place += 1
            default: return
            }
        }
    }

    /// Passes over space and then over `byte`, if it is there.
    private mutating func skips(_ byte: UInt8) -> Bool {
        skipSpace()
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    func error(_ reason: JSONError.Reason) -> JSONError {
        JSONError(reason: reason, offset: place)
    }

    private func unexpected(_ expected: String) -> JSONError {
        place < bytes.count
            ? error(.unexpected(byte: bytes[place], expected: expected)) : error(.endOfText)
    }
}

/// Finds repeated keys: by scan while an object is small, by hash once it is not.
private struct KeySet {
    private var hashed: Set<String> = []

    mutating func insert(_ key: String, among members: [JSONObject.Member]) -> Bool {
        guard members.count >= 16 else { return !members.contains { $0.key == key } }
        if hashed.isEmpty { hashed = Set(members.map(\.key)) }
        return hashed.insert(key).inserted
    }
}
