/// Matches a byte by the character it is in ASCII: `case "/":`.
@inline(__always) package func ~= (scalar: Unicode.Scalar, byte: UInt8) -> Bool {
    scalar.value == UInt32(byte)
}

extension UInt8 {
    /// Compares a byte with the character it is in ASCII.
    @inline(__always) package static func == (byte: UInt8, scalar: Unicode.Scalar) -> Bool {
        scalar.value == UInt32(byte)
    }

    /// The negation of `==`.
    @inline(__always) package static func != (byte: UInt8, scalar: Unicode.Scalar) -> Bool {
        scalar.value != UInt32(byte)
    }

    /// CR and LF; together they end one line.
    var endsLine: Bool { self == "\n" || self == "\r" }

    /// Space and tab: they never end a line.
    var isBlank: Bool { self == " " || self == "\t" }

    var isDigit: Bool { self >= 48 && self <= 57 }

    /// Letters, `_`, `$` and everything outside ASCII: white space out there is asked for first.
    var startsIdentifier: Bool {
        (self >= 97 && self <= 122) || (self >= 65 && self <= 90) || self == "_" || self == "$"
            || self >= 0x80
    }

    var continuesIdentifier: Bool { startsIdentifier || isDigit }

    /// What an operator is made of, the dot aside.
    var isOperator: Bool {
        switch self {
        case "/", "=", "-", "+", "!", "*", "%", "<", ">", "&", "|", "^", "~", "?": true
        default: false
        }
    }
}
