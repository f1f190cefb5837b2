/// A place in a statement that moves on as pieces are taken.
struct Cursor {
    let tokens: [SQLToken]
    private(set) var index = 0

    init(_ tokens: [SQLToken]) { self.tokens = tokens }

    var isAtEnd: Bool { index >= tokens.count }
    var current: SQLToken? { tokens.indices.contains(index) ? tokens[index] : nil }
    var line: Int { (current ?? tokens.last)?.line ?? 1 }

    mutating func skip() { index += 1 }

    /// Whether these words come next.
    func sees(_ words: String...) -> Bool { sees(words) }

    private func sees(_ words: [String]) -> Bool {
        guard index + words.count <= tokens.count else { return false }
        return words.indices.allSatisfy { offset in
            let token = tokens[index + offset]
            return token.upper == words[offset] && token.kind != .quoted && token.kind != .string
        }
    }

    /// Takes these words if they come next.
    @discardableResult
    mutating func take(_ words: String...) -> Bool {
        guard sees(words) else { return false }
        index += words.count
        return true
    }

    /// Takes one of these words.
    mutating func takeAny(_ words: Set<String>) -> String? {
        guard let token = current, token.kind == .word, words.contains(token.upper) else {
            return nil
        }
        index += 1
        return token.upper
    }

    /// A dotted name.
    mutating func name() -> QualifiedName? {
        guard let first = current, first.isName else { return nil }
        var parts = [first]
        index += 1
        while sees("."), index + 1 < tokens.count, tokens[index + 1].isName {
            parts.append(tokens[index + 1])
            index += 2
        }
        return QualifiedName(
            text: parts.map(\.text).joined(separator: "."),
            key: SQLName.key(parts.map { $0.kind == .quoted ? $0.text : $0.text.lowercased() }))
    }

    /// The pieces between brackets that come next, the brackets left out.
    mutating func brackets() -> [SQLToken]? {
        guard sees("(") else { return nil }
        var depth = 0
        let start = index + 1
        while let token = current {
            if token.kind == .mark, token.text == "(" { depth += 1 }
            if token.kind == .mark, token.text == ")" { depth -= 1 }
            index += 1
            if depth == 0 { return Array(tokens[start..<(index - 1)]) }
        }
        return Array(tokens[min(start, tokens.count)...])
    }

    /// Everything up to one of these words or the end, brackets taken whole.
    mutating func until(_ words: Set<String>) -> [SQLToken] {
        var taken: [SQLToken] = []
        while let token = current {
            if token.kind == .word || token.text == ",", words.contains(token.upper) { break }
            if sees("(") {
                let line = token.line
                let inner = brackets() ?? []
                taken +=
                    [SQLToken(.mark, "(", line: line)] + inner
                    + [SQLToken(.mark, ")", line: line)]
            } else {
                taken.append(token)
                index += 1
            }
        }
        return taken
    }

    /// Whether a word stands somewhere from here on, outside of brackets or in them.
    func contains(_ word: String) -> Bool {
        tokens[min(index, tokens.count)...].contains { $0.kind == .word && $0.upper == word }
    }
}

extension Array<SQLToken> {
    /// The pieces between commas that stand outside of brackets.
    var commaParts: [[SQLToken]] {
        var parts: [[SQLToken]] = [[]]
        var depth = 0
        for token in self {
            if token.kind == .mark {
                if token.text == "(" || token.text == "[" { depth += 1 }
                if token.text == ")" || token.text == "]" { depth -= 1 }
                if token.text == ",", depth == 0 {
                    parts.append([])
                    continue
                }
            }
            parts[parts.count - 1].append(token)
        }
        return parts.filter { !$0.isEmpty }
    }

    /// In capitals with single blanks, for comparing conditions.
    var condition: String {
        var pieces = self
        while pieces.first?.text == "(", pieces.last?.text == ")", pieces.count > 2,
            pieces.isOneBracket
        {
            pieces = Array(pieces.dropFirst().dropLast())
        }
        return pieces.map { $0.kind == .quoted ? $0.text.uppercased() : $0.text.uppercased() }
            .joined(separator: " ")
    }

    /// Whether the first bracket closes with the last piece.
    private var isOneBracket: Bool {
        var depth = 0
        for (index, token) in enumerated() where token.kind == .mark {
            if token.text == "(" { depth += 1 }
            if token.text == ")" { depth -= 1 }
            if depth == 0 { return index == count - 1 }
        }
        return false
    }
}
