/// What stands before a declaration: attributes and access.
struct Modifiers {
    var attributes: [Attribute] = []
    var access: String?

    /// An attribute, and how deep in directives it was read.
    struct Attribute {
        let text: String
        let depth: Int
        /// It stands alone inside an `#if`; what it belongs to does not.
        var isConditional = false
    }

    mutating func removeAll() {
        guard !attributes.isEmpty || access != nil else { return }
        self = Modifiers()
    }

    /// A branch ended: what was read in it may or may not hold.
    mutating func leaveBranch(depth: Int) {
        for index in attributes.indices where attributes[index].depth >= depth {
            attributes[index].isConditional = true
        }
    }
}

extension ImportScanner {
    /// `@name`, `@a.b` and `@name(…)`; leaves `current` on its last piece.
    mutating func attribute() throws(Unreadable) {
        let start = current.start
        guard let name = following(), name.kind == .word || name.kind == .quotedWord else {
            return pending.removeAll()
        }
        try advance()
        while let dot = following(), lexer.mark(dot) == ".", dot.start == current.end {
            try advance()
            guard let part = following(), part.kind == .word else { break }
            try advance()
        }
        // Behind a space a bracket begins a type, as in `@escaping (Int) -> Void`.
        if let bracket = following(), lexer.mark(bracket) == "(", bracket.start == current.end {
            try advance()
            try skipBrackets()
        }
        let text = String(decoding: lexer.bytes[start..<current.end], as: UTF8.self)
        pending.attributes.append(.init(text: text, depth: branches.count))
    }

    /// From an opening bracket to the one that closes it.
    private mutating func skipBrackets() throws(Unreadable) {
        let line = current.line
        var depth = 0
        while current.kind != .end {
            switch current.kind {
            case .open, .interpolationStart: depth += 1
            case .close, .interpolationEnd: depth -= 1
            default: break
            }
            guard depth > 0 else { return }
            try advance()
        }
        throw Unreadable(line: line, reason: "the bracket of an attribute has no end")
    }
}
