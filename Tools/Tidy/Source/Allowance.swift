import ImportLinter

/// A comment `// tidy: <reason>`: what stands on its line or the next one is meant to be so.
struct Allowance: Equatable {
    let line: Int
    let reason: String

    static let marker = "// tidy:"
}

extension SourceText {
    /// Allowances with a reason that says something.
    var allowances: [Allowance] {
        comments.filter { $0.text.hasPrefix(Allowance.marker) }.compactMap { comment in
            let reason = comment.text.dropFirst(Allowance.marker.count).drop { $0 == " " }
            guard reason.count >= Limits.reasonCharactersMin else { return nil }
            return Allowance(line: comment.line, reason: String(reason))
        }
    }

    /// Whether a finding on this line was meant.
    func allows(line: Int) -> Bool {
        allowances.contains { $0.line == line || $0.line + 1 == line }
    }

    /// Whether a comment near a piece says why it is there: beside it, above it, or above the
    /// function around it.
    func explains(_ index: Int) -> Bool {
        let line = tokens[index].line
        let near = (line - Limits.reasonLinesMax)...line
        if comments.contains(where: { near.contains($0.lastLine) }) { return true }
        guard let function = function(around: index) else { return false }
        return comments.contains { $0.lastLine == firstLine(of: function) - 1 }
    }

    /// The line of the first attribute or modifier of a function.
    private func firstLine(of function: Function) -> Int {
        var index = function.start
        while index > 0,
            tokens[index - 1].kind == .word || mark(index - 1, is: "@")
                || mark(index - 1, is: ")"), tokens[index - 1].line >= tokens[index].line - 1,
            !mark(index - 1, is: "}")
        {
            index -= 1
        }
        return tokens[index].line
    }
}
