import ImportLinter

/// A function, initializer or subscript with a body.
struct Function: Equatable {
    let name: String
    /// Pieces of its first word and of the brace that ends it.
    let start, end: Int
    let firstLine, lastLine: Int
}

extension SourceText {
    /// Everything with a body that runs when it is called, in the order of the file.
    var functions: [Function] {
        tokens.indices.compactMap { index in
            guard startsFunction(index), let body = body(after: index), let end = closing(body)
            else { return nil }
            return Function(
                name: word(index, is: "func") ? text(index + 1) : text(index), start: index,
                end: end,
                firstLine: tokens[index].line, lastLine: tokens[end].line)
        }
    }

    private func startsFunction(_ index: Int) -> Bool {
        let isMember = mark(index - 1, is: ".")
        if word(index, is: "func") { return !isMember }
        guard word(index, is: "init") || word(index, is: "subscript") else { return false }
        return !isMember
            && (mark(index + 1, is: "(") || mark(index + 1, is: "<") || mark(index + 1, is: "?"))
    }

    /// The brace that opens the body; nil for a requirement of a protocol.
    private func body(after start: Int) -> Int? {
        var index = start + 1
        while index < tokens.count {
            if mark(index, is: "{") { return index }
            if mark(index, is: "}") { return nil }
            if index > start + 1, isNextDeclaration(index) { return nil }
            if tokens[index].kind == .open, let end = closing(index) { index = end }
            index += 1
        }
        return nil
    }

    private func isNextDeclaration(_ index: Int) -> Bool {
        let words: [StaticString] = [
            "func", "var", "let", "init", "subscript", "static", "mutating", "associatedtype",
            "case", "public", "package", "private", "internal", "fileprivate", "typealias",
        ]
        return tokens[index].startsLine && words.contains { word(index, is: $0) }
    }

    /// The innermost function around a piece.
    func function(around index: Int) -> Function? {
        functions.last { $0.start < index && index <= $0.end }
    }
}
