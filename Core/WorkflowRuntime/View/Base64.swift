/// The text form of bytes in payloads and tokens.
package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The bytes in groups of four letters, padded with `=`.
    package static func text(_ bytes: [UInt8]) -> String {
        var letters: [UInt8] = []
        letters.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                let isPadding = place > group.count
                letters.append(isPadding ? 61 : alphabet[bits >> (18 - 6 * place) & 63])
            }
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// The bytes of a text; nil for a letter outside of the alphabet or a group cut short.
    package static func bytes(_ text: String) -> [UInt8]? {
        var letters = Array(text.utf8)
        guard letters.count.isMultiple(of: 4) else { return nil }
        for _ in 0..<2 where letters.last == 61 { letters.removeLast() }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: letters.count, by: 4) {
            let group = letters[start..<min(start + 4, letters.count)]
            var bits = 0
            for letter in group {
                guard let value = value(of: letter) else { return nil }
                bits = bits << 6 | value
            }
            bits <<= 6 * (4 - group.count)
            guard group.count > 1 else { return nil }
            for place in 0..<group.count - 1 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> (16 - 8 * place)))
            }
        }
        return bytes
    }

    private static func value(of letter: UInt8) -> Int? {
        switch letter {
        case 65...90: Int(letter) - 65
        case 97...122: Int(letter) - 71
        case 48...57: Int(letter) + 4
        case 43: 62
        case 47: 63
        default: nil
        }
    }
}
