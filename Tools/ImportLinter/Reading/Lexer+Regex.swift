extension Lexer {
    /// `#/…/#`: on one line, or over several when the line ends behind the opening.
    mutating func extendedRegex(hashes: Int) throws(Unreadable) -> Token? {
        var first = index + hashes + 1
        while byte(at: first).isBlank { first += 1 }
        let isMultiline = first < bytes.count && bytes[first].endsLine
        if !isMultiline {
            guard let end = endOfRegex(from: index + hashes + 1, hashes: hashes) else { return nil }
            return token(.regex, length: end - index)
        }
        let begin = token(.regex, length: hashes + 1)
        while index < bytes.count {
            if bytes[index] == "/", hashCount(at: index + 1) >= hashes {
                index += 1 + hashes
                return token(.regex, since: begin)
            }
            if bytes[index].endsLine {
                skipLineEnd()
            } else {
                index += bytes[index] == "\\" && !byte(at: index + 1).endsLine ? 2 : 1
            }
        }
        throw Unreadable(line: begin.line, reason: "a regex literal has no end")
    }

    /// `/…/` where an expression may begin; else an operator, the first byte of it.
    mutating func slash() throws(Unreadable) -> Token {
        guard slashMayOpenRegex, let end = endOfRegex(from: index + 1, hashes: 0) else {
            return token(.mark, length: 1)
        }
        return token(.regex, length: end - index)
    }

    /// The closing slash on this line; brackets of a character class do not hide it.
    private func endOfRegex(from start: Int, hashes: Int) -> Int? {
        var (position, depth) = (start, 0)
        while position < bytes.count, !bytes[position].endsLine {
            switch bytes[position] {
            case "\\" where !byte(at: position + 1).endsLine: position += 1
            case "/" where hashCount(at: position + 1) >= hashes:
                guard hashes == 0 else { return position + 1 + hashes }
                // Two slashes are a comment, also here.
                let isComment = position == start || byte(at: position + 1) == "/"
                return isComment || depth > 0 || bytes[position - 1].isBlank ? nil : position + 1
            case "(": depth += 1
            case ")" where hashes == 0:
                // The bracket belongs to a call around two operators: `f(/, 1 / 2)`.
                if depth == 0 { return nil }
                depth -= 1
            default: break
            }
            position += 1
        }
        return nil
    }

    private var slashMayOpenRegex: Bool {
        let next = byte(at: index + 1)
        guard !next.isBlank, !next.endsLine, index + 1 < bytes.count else { return false }
        guard let previous else { return true }
        let touches = previous.end == index
        switch previous.kind {
        case .open, .interpolationStart: return true
        case .word: return !touches && (!isInLine || expressionFollows(previous))
        case .mark:
            let mark = bytes[previous.start]
            let isRange = mark == "." && previous.start > 0 && bytes[previous.start - 1] == "."
            if mark.isOperator || isRange { return !touches && !isPostfix(previous) }
            return mark != "." && mark != "\\"
        default: return !touches && !isInLine
        }
    }

    /// `value! / 2`: an operator that clings to what stands before it and not to what follows.
    private func isPostfix(_ token: Token) -> Bool {
        guard bytes[token.start] == "!" || bytes[token.start] == "?" else { return false }
        let before = token.start > 0 ? bytes[token.start - 1] : 0
        return before.continuesIdentifier || before == ")" || before == "]" || before == "}"
    }

    /// Words behind which an expression begins: `return /a/`.
    private func expressionFollows(_ word: Token) -> Bool {
        let words: [StaticString] = [
            "return", "in", "case", "where", "if", "else", "guard", "while", "await", "try",
            "throw", "is", "as", "switch", "repeat", "do", "yield", "consume", "copy",
        ]
        return words.contains { token(word, is: $0) }
    }
}
