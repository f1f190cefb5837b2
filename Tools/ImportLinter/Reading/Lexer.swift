/// Cuts a Swift file into pieces, in one pass over its bytes and without recursion.
///
/// Strings of all sorts, interpolations, regex literals and nested comments are told apart; what
/// stands inside them is never taken for code.
package struct Lexer {
    /// The file.
    package let bytes: [UInt8]
    /// The comments read so far; filled only when asked for.
    package private(set) var comments: [Comment] = []
    let keepsComments: Bool
    var index = 0
    var line = 1
    var lineStart = 0
    /// Whether a piece has been read on this line.
    var isInLine = false
    /// Strings that wait for the end of an interpolation, outermost first.
    var strings: [OpenString] = []
    /// A string that goes on at `index`, behind an interpolation.
    var resumed: Delimiter?
    /// A string that stops at `index` for an interpolation.
    var interrupted: Delimiter?
    /// The piece before the next one: decides whether a slash divides.
    var previous: Token?

    /// How a string ends.
    struct Delimiter {
        let hashes: Int
        let isMultiline: Bool
        let line: Int
    }

    /// A string around an interpolation, and the round brackets open in that interpolation.
    struct OpenString {
        let delimiter: Delimiter
        var brackets = 0
    }

    /// Begins at the first byte behind a byte order mark and a `#!` line.
    package init(_ bytes: [UInt8], keepsComments: Bool = false) {
        self.bytes = bytes
        self.keepsComments = keepsComments
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        if byte(at: index) == "#", byte(at: index + 1) == "!" { skipLine() }
    }

    /// The piece as it is written.
    package func text(_ token: Token) -> String {
        String(decoding: bytes[token.start..<token.end], as: UTF8.self)
    }

    /// Whether the piece is this word, byte for byte.
    package func token(_ token: Token, is word: StaticString) -> Bool {
        guard token.end - token.start == word.utf8CodeUnitCount else { return false }
        for offset in 0..<word.utf8CodeUnitCount
        where bytes[token.start + offset] != word.utf8Start[offset] { return false }
        return true
    }

    /// The only byte of a bracket or a mark.
    package func mark(_ token: Token) -> UInt8 {
        switch token.kind {
        case .mark, .open, .close: bytes[token.start]
        default: 0
        }
    }

    /// Reads the next piece; `end` for ever once there is none.
    package mutating func next() throws(Unreadable) -> Token {
        let token = try scan()
        previous = token
        isInLine = true
        return token
    }

    private mutating func scan() throws(Unreadable) -> Token {
        if let delimiter = resumed {
            resumed = nil
            return try string(delimiter, from: index)
        }
        if let delimiter = interrupted {
            interrupted = nil
            return interpolationStart(of: delimiter)
        }
        try skipTrivia()
        guard index < bytes.count else { return try atEnd() }
        let first = bytes[index]
        if first.startsIdentifier { return word() }
        switch first {
        case "\"": return try string(hashes: 0)
        case "#": return try afterHash()
        case "`": return quotedWord()
        case "(", "[", "{": return open(first)
        case ")", "]", "}": return close(first)
        case "/": return try slash()
        case "<": return try less()
        case ">": return try greater()
        default: return first.isDigit ? number() : token(.mark, length: 1)
        }
    }

    private func atEnd() throws(Unreadable) -> Token {
        if let open = strings.last {
            throw Unreadable(line: open.delimiter.line, reason: "an interpolation has no end")
        }
        return Token(
            kind: .end, start: index, end: index, line: line, column: index - lineStart + 1,
            startsLine: !isInLine)
    }

    /// Makes the piece that begins at `index` and steps behind it.
    mutating func token(_ kind: Token.Kind, length: Int) -> Token {
        defer { index += length }
        return Token(
            kind: kind, start: index, end: index + length, line: line,
            column: index - lineStart + 1, startsLine: !isInLine)
    }

    /// Makes a piece that may span lines; `begin` was taken before it was read.
    func token(_ kind: Token.Kind, since begin: Token) -> Token {
        Token(
            kind: kind, start: begin.start, end: index, line: begin.line, column: begin.column,
            startsLine: begin.startsLine)
    }

    /// The byte there, or NUL behind the end.
    @inline(__always) func byte(at position: Int) -> UInt8 {
        position < bytes.count ? bytes[position] : 0
    }

    mutating func keep(_ comment: Comment) { comments.append(comment) }
}

// MARK: - Words and marks

extension Lexer {
    private mutating func word() -> Token {
        var end = index + 1
        while end < bytes.count, bytes[end].continuesIdentifier, !isNoBreakSpace(at: end) {
            end += 1
        }
        return token(.word, length: end - index)
    }

    private mutating func number() -> Token {
        var end = index + 1
        while byte(at: end).continuesIdentifier && byte(at: end) < 0x80
            || (byte(at: end) == "." && byte(at: end + 1).isDigit)
        {
            end += 1
        }
        return token(.number, length: end - index)
    }

    private mutating func quotedWord() -> Token {
        var end = index + 1
        while end < bytes.count, bytes[end] != "`", !bytes[end].endsLine { end += 1 }
        guard byte(at: end) == "`", end > index + 1 else { return token(.mark, length: 1) }
        return token(.quotedWord, length: end + 1 - index)
    }

    private mutating func open(_ bracket: UInt8) -> Token {
        if bracket == "(", !strings.isEmpty { strings[strings.count - 1].brackets += 1 }
        return token(.open, length: 1)
    }

    private mutating func close(_ bracket: UInt8) -> Token {
        guard bracket == ")", let string = strings.last else { return token(.close, length: 1) }
        guard string.brackets == 0 else {
            strings[strings.count - 1].brackets -= 1
            return token(.close, length: 1)
        }
        strings.removeLast()
        resumed = string.delimiter
        return token(.interpolationEnd, length: 1)
    }

    private mutating func less() throws(Unreadable) -> Token {
        if byte(at: index + 1) == "#", let end = endOfPlaceholder() {
            return token(.word, length: end - index)
        }
        try refuseConflict(marker: "<")
        return token(.mark, length: 1)
    }

    private mutating func greater() throws(Unreadable) -> Token {
        try refuseConflict(marker: ">")
        return token(.mark, length: 1)
    }

    /// An editor's placeholder, `<#name#>`, on one line.
    private func endOfPlaceholder() -> Int? {
        var end = index + 2
        while end < bytes.count, !bytes[end].endsLine {
            if bytes[end] == "#", byte(at: end + 1) == ">" { return end + 2 }
            end += 1
        }
        return nil
    }

    /// Seven of them at the start of a line, then a space: a merge that nobody finished.
    private func refuseConflict(marker: Unicode.Scalar) throws(Unreadable) {
        guard index == lineStart, byte(at: index + 7) == " " else { return }
        for offset in 1..<7 where byte(at: index + offset) != marker { return }
        throw Unreadable(line: line, reason: "a conflict marker of a merge")
    }
}
