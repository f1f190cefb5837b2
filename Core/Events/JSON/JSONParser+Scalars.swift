extension JSONParser {
    /// Reads a string from its opening quote; the common one without escapes is copied whole.
    mutating func string() throws(JSONError) -> String {
        place += 1
        let start = place
        try skipPlain()
        if bytes[place] == UInt8(ascii: "\"") {
            defer { place += 1 }
            return try text(bytes[start..<place], at: start)
        }
        var unescaped = Array(bytes[start..<place])
        while bytes[place] != UInt8(ascii: "\"") {
            try escape(into: &unescaped)
            let from = place
            try skipPlain()
            unescaped.append(contentsOf: bytes[from..<place])
        }
        place += 1
        return try text(unescaped, at: start)
    }

    /// Moves to the next quote or backslash.
    private mutating func skipPlain() throws(JSONError) {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
            case 0..<32: throw error(.controlCharacter(bytes[place]))
            default: place += 1
            }
        }
        throw error(.endOfText)
    }

    private func text(_ utf8: some Collection<UInt8>, at start: Int) throws(JSONError) -> String {
        guard let text = String(validating: utf8, as: UTF8.self) else {
            throw JSONError(reason: .notUTF8, offset: start)
        }
        return text
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard place + 1 < bytes.count else { throw error(.endOfText) }
        let letter = bytes[place + 1]
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"):
            text.append(contentsOf: String(Character(try unicodeEscape())).utf8)
            return
        default: throw error(.badEscape)
        }
        place += 2
    }

    /// Reads `\uXXXX`, or two of them when they are a surrogate pair.
    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let first = try codeUnit(at: place)
        if let scalar = Unicode.Scalar(first) {
            place += 6
            return scalar
        }
        guard first < 0xDC00, place + 7 < bytes.count, bytes[place + 6] == UInt8(ascii: "\\"),
            bytes[place + 7] == UInt8(ascii: "u")
        else { throw error(.badEscape) }
        let second = try codeUnit(at: place + 6)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw error(.badEscape) }
        place += 12
        return scalar
    }

    private func codeUnit(at start: Int) throws(JSONError) -> UInt32 {
        guard start + 6 <= bytes.count else { throw error(.endOfText) }
        var unit: UInt32 = 0
        for byte in bytes[start + 2..<start + 6] {
            guard let digit = byte.hexadecimalDigit else { throw error(.badEscape) }
            unit = unit << 4 | digit
        }
        return unit
    }

    /// Reads a number: whole ones of 64 bits exactly, all others as the nearest double.
    mutating func number() throws(JSONError) -> JSONValue {
        let start = place
        let isNegative = skip(UInt8(ascii: "-"))
        let whole = try digits()
        guard whole.count == 1 || bytes[whole.lowerBound] != UInt8(ascii: "0") else {
            throw JSONError(reason: .badNumber, offset: start)
        }
        var isWhole = true
        if skip(UInt8(ascii: ".")) {
            isWhole = false
            _ = try digits()
        }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            isWhole = false
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            _ = try digits()
        }
        if isWhole, let value = integer(whole, isNegative: isNegative) { return .integer(value) }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw JSONError(reason: .badNumber, offset: start)
        }
        return .double(value)
    }

    /// The value of the digits, or nil for `-0` and for what 64 bits do not hold.
    private func integer(_ digits: Range<Int>, isNegative: Bool) -> Int64? {
        guard digits.count <= 19 else { return nil }
        var magnitude: UInt64 = 0
        for byte in bytes[digits] { magnitude = magnitude * 10 + UInt64(byte - 48) }
        guard isNegative else { return Int64(exactly: magnitude) }
        guard magnitude > 0, magnitude <= UInt64(Int64.max) + 1 else { return nil }
        return Int64(truncatingIfNeeded: 0 &- magnitude)
    }

    private mutating func digits() throws(JSONError) -> Range<Int> {
        let start = place
        while place < bytes.count, (48...57).contains(bytes[place]) { place += 1 }
        guard place > start else { throw error(place < bytes.count ? .badNumber : .endOfText) }
        return start..<place
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }
}

extension UInt8 {
    fileprivate var hexadecimalDigit: UInt32? {
        switch self {
        case 48...57: UInt32(self) - 48
        case 65...70: UInt32(self) - 55
        case 97...102: UInt32(self) - 87
        default: nil
        }
    }
}
