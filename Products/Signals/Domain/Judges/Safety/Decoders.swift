/// Turns encodings back into text.
enum Decoders {
    /// Every text that a run may stand for; what is not mostly plain text is left out.
    static func readings(of run: String) -> [String] {
        var readings: [String] = []
        for bytes in [hexadecimal(run), binary(run), percent(run), escaped(run), entities(run)] {
            if let bytes, let text = plain(bytes) { readings.append(text) }
        }
        for part in run.split(whereSeparator: { "%\\&#;".contains($0) }) {
            // A path or a key may lead up to the encoding: `data/…`, `token=…`.
            let tails = [part] + part.split(separator: "=").prefix(2).map { $0 }
            for tail in tails where tail.count >= 16 {
                if let bytes = base64(tail), let text = plain(bytes) { readings.append(text) }
            }
        }
        return readings
    }

    /// Letters moved by thirteen places.
    static func rotated(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x41...0x5A:
                result.append(Unicode.Scalar(UInt8((scalar.value - 0x41 + 13) % 26 + 0x41)))
            case 0x61...0x7A:
                result.append(Unicode.Scalar(UInt8((scalar.value - 0x61 + 13) % 26 + 0x61)))
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    static func base64(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text.utf8 {
            guard let value = sextet(byte) else {
                if byte == UInt8(ascii: "=") { continue }
                return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }

    private static func sextet(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case 0x2B, 0x2D: 62
        case 0x2F, 0x5F: 63
        default: nil
        }
    }

    private static func hexadecimal(_ run: String) -> [UInt8]? {
        var digits = run[...]
        if digits.hasPrefix("0x") { digits = digits.dropFirst(2) }
        let values = digits.unicodeScalars.compactMap {
            $0.properties.numericType == nil ? letter($0) : digit($0)
        }
        guard values.count == digits.unicodeScalars.count, values.count >= 16 else { return nil }
        return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }

    private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        (0x30...0x39).contains(scalar.value) ? UInt8(scalar.value - 0x30) : nil
    }

    private static func letter(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x41...0x46: UInt8(scalar.value - 0x37)
        case 0x61...0x66: UInt8(scalar.value - 0x57)
        default: nil
        }
    }

    private static func binary(_ run: String) -> [UInt8]? {
        let bits = Array(run.utf8)
        guard bits.count >= 64, bits.allSatisfy({ $0 == 0x30 || $0 == 0x31 }) else { return nil }
        return stride(from: 0, to: bits.count - 7, by: 8).map { start in
            bits[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | ($1 - 0x30) }
        }
    }

    /// Percent signs with two digits each, as in addresses.
    private static func percent(_ run: String) -> [UInt8]? {
        codes(run, mark: "%", digits: 2, radix: 16)
    }

    /// Escapes of strings in code, of two or four digits.
    private static func escaped(_ run: String) -> [UInt8]? {
        codes(run, mark: "\\x", digits: 2, radix: 16)
            ?? codes(run, mark: "\\u", digits: 4, radix: 16)
    }

    /// Character references of markup, decimal or hexadecimal.
    private static func entities(_ run: String) -> [UInt8]? {
        let parts = run.split(separator: ";").filter { $0.hasPrefix("&#") }
        guard parts.count >= codesMin else { return nil }
        return parts.map { part in
            let digits = part.dropFirst(2)
            let value =
                digits.first == "x" ? Int(digits.dropFirst(), radix: 16) : Int(digits)
            return UInt8(exactly: value ?? 0x20) ?? 0x20
        }
    }

    private static func codes(_ run: String, mark: String, digits: Int, radix: Int) -> [UInt8]? {
        let pieces = run.split(separator: mark.last ?? "%", omittingEmptySubsequences: false)
        let isMarked = mark.count == 1 || run.contains(mark)
        guard isMarked, pieces.count > codesMin else { return nil }
        var bytes: [UInt8] = []
        for piece in pieces.dropFirst() {
            let code = piece.prefix(digits)
            guard let value = Int(code, radix: radix) else { continue }
            bytes.append(UInt8(exactly: value) ?? 0x20)
            bytes += Array(piece.dropFirst(digits).utf8).filter { $0 != UInt8(ascii: "\\") }
        }
        return bytes
    }

    /// The bytes as text, if nearly all of them are printable; zeros of UTF-16 are passed over.
    private static func plain(_ bytes: [UInt8]) -> String? {
        let isWide = bytes.count > 8 && bytes.filter { $0 == 0 }.count * 5 > bytes.count * 2
        let bytes = isWide ? bytes.filter { $0 != 0 } : bytes
        let printable = bytes.filter {
            (0x20...0x7E).contains($0) || $0 == 9 || $0 == 10 || $0 == 13
        }
        guard bytes.count >= 8, printable.count * 20 >= bytes.count * 19 else { return nil }
        return String(decoding: printable, as: UTF8.self)
    }

    private static let codesMin = 6
}
