extension Lexer {
    /// Steps over white space and comments.
    mutating func skipTrivia() throws(Unreadable) {
        while index < bytes.count {
            switch bytes[index] {
            case " ", "\t", "\u{B}", "\u{C}", "\0": index += 1
            case "\n", "\r": skipLineEnd()
            case "/":
                if byte(at: index + 1) == "/" {
                    skipLineComment()
                } else if byte(at: index + 1) == "*" {
                    try skipBlockComment()
                } else {
                    return
                }
            case 0xC2 where isNoBreakSpace(at: index): index += 2
            default: return
            }
        }
    }

    /// U+00A0, which the compiler takes for a space.
    func isNoBreakSpace(at position: Int) -> Bool {
        byte(at: position) == 0xC2 && byte(at: position + 1) == 0xA0
    }

    /// Steps over CR, LF or both, and begins a line.
    mutating func skipLineEnd() {
        index += bytes[index] == "\r" && byte(at: index + 1) == "\n" ? 2 : 1
        line += 1
        lineStart = index
        isInLine = false
    }

    /// Steps to the end of the line, not over it.
    mutating func skipLine() {
        while index < bytes.count, !bytes[index].endsLine { index += 1 }
    }

    private mutating func skipLineComment() {
        let start = index
        skipLine()
        keepComment(from: start, line: line, startsLine: !isInLine)
    }

    /// Block comments nest; a counter is enough, they have one kind of bracket.
    private mutating func skipBlockComment() throws(Unreadable) {
        let (start, first, startsLine) = (index, line, !isInLine)
        var depth = 0
        while index < bytes.count {
            if bytes[index] == "/", byte(at: index + 1) == "*" {
                depth += 1
                index += 2
            } else if bytes[index] == "*", byte(at: index + 1) == "/" {
                depth -= 1
                index += 2
                if depth == 0 { break }
            } else if bytes[index].endsLine {
                skipLineEnd()
            } else {
                index += 1
            }
        }
        guard depth == 0 else {
            throw Unreadable(line: first, reason: "a block comment has no end")
        }
        keepComment(from: start, line: first, startsLine: startsLine)
    }

    private mutating func keepComment(from start: Int, line first: Int, startsLine: Bool) {
        guard keepsComments else { return }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        keep(Comment(line: first, lastLine: line, text: text, startsLine: startsLine))
    }
}
