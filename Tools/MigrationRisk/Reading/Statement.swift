/// One statement, its semicolon left out.
struct Statement: Hashable, Sendable {
    let tokens: [SQLToken]
    /// The line of its first piece.
    let line: Int

    /// Cuts pieces into statements at semicolons outside of brackets and bodies.
    ///
    /// - Returns: The statements, and for each where its pieces begin.
    static func all(in tokens: [SQLToken]) -> [(statement: Statement, start: Int)] {
        var found: [(Statement, Int)] = []
        var start = 0
        var depth = Depth()
        for (index, token) in tokens.enumerated() {
            depth.take(token, begin: tokens[start])
            guard token.kind == .mark, token.text == ";", depth.isOutside else { continue }
            if index > start {
                found.append((Statement(Array(tokens[start..<index])), start))
            }
            start = index + 1
            depth = Depth()
        }
        if start < tokens.count { found.append((Statement(Array(tokens[start...])), start)) }
        return found
    }

    private init(_ tokens: [SQLToken]) {
        self.tokens = tokens
        line = tokens.first?.line ?? 1
    }

    /// Why it cannot be read; nil where it can.
    var broken: String? { tokens.first { $0.kind == .broken }?.text }

    /// The first words, for messages.
    var excerpt: String {
        let words = tokens.prefix(8).map(\.text).joined(separator: " ")
        return String(words.prefix(Limits.quotedCharactersMax))
    }

    /// Whether these words stand next to each other in it.
    func contains(_ words: String...) -> Bool {
        guard tokens.count >= words.count else { return false }
        return (0...(tokens.count - words.count)).contains { start in
            words.indices.allSatisfy { tokens[start + $0].upper == words[$0] }
        }
    }
}

/// How deep a piece lies in brackets, and in the body of a trigger or function.
private struct Depth {
    private var brackets = 0
    private var blocks = 0
    private var hasBlocks = false
    private var last = ""

    var isOutside: Bool { brackets <= 0 && blocks <= 0 }

    mutating func take(_ token: SQLToken, begin: SQLToken) {
        defer { last = token.upper }
        if token.kind == .mark {
            if token.text == "(" { brackets += 1 }
            if token.text == ")" { brackets -= 1 }
            return
        }
        guard token.kind == .word, begin.upper == "CREATE" else { return }
        if ["TRIGGER", "FUNCTION", "PROCEDURE"].contains(token.upper) { hasBlocks = true }
        guard hasBlocks else { return }
        if token.upper == "BEGIN" || (token.upper == "CASE" && blocks > 0) { blocks += 1 }
        if token.upper == "END", last != "BEGIN", blocks > 0 { blocks -= 1 }
    }
}
