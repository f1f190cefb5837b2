extension Sequence<UInt8> {
    /// Two lower-case digits a byte.
    public var hexadecimal: String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * underestimatedCount)
        for byte in self {
            text.append((byte >> 4).hexadecimalCharacter)
            text.append((byte & 15).hexadecimalCharacter)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Reads pairs of digits in either case; nil for an odd count or another character.
    public init?(hexadecimal digits: some Collection<UInt8>) {
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var half: UInt8?
        for digit in digits {
            guard let value = digit.hexadecimalValue else { return nil }
            if let high = half {
                bytes.append(high << 4 | value)
                half = nil
            } else {
                half = value
            }
        }
        self = bytes
    }
}

extension UInt8 {
    /// The lower-case digit of a value below sixteen.
    var hexadecimalCharacter: UInt8 { self < 10 ? self + 48 : self + 87 }

    var hexadecimalValue: UInt8? {
        switch self {
        case 48...57: self - 48
        case 65...70: self - 55
        case 97...102: self - 87
        default: nil
        }
    }
}
