extension ImportScanner {
    /// `#if` and its kin open and close branches; `#externalMacro` names a module.
    mutating func hashWord() throws(Unreadable) {
        if lexer.token(current, is: "#if") {
            let (line, brackets) = (current.line, brackets)
            let text = try condition()
            branches.append(Branch(text: text, line: line, brackets: brackets))
        } else if lexer.token(current, is: "#elseif") {
            let text = try condition()
            try nextBranch(text)
        } else if lexer.token(current, is: "#else") {
            try nextBranch("#else")
        } else if lexer.token(current, is: "#endif") {
            try leaveBranch()
            if !branches.isEmpty { branches.removeLast() }
        } else if lexer.token(current, is: "#externalMacro") {
            try externalMacro()
        } else {
            pending.removeAll()
        }
    }

    private mutating func nextBranch(_ text: String) throws(Unreadable) {
        guard let last = branches.indices.last else {
            let reason = "a branch of an #if stands without its #if"
            throw Unreadable(line: current.line, reason: reason)
        }
        try leaveBranch()
        branches[last].text = text
    }

    private mutating func leaveBranch() throws(Unreadable) {
        guard let branch = branches.last else {
            throw Unreadable(line: current.line, reason: "an #endif has no #if")
        }
        pending.leaveBranch(depth: branches.count)
        if !branch.mayBeJunk, brackets.count > branch.brackets.count {
            try refuseUnclosed(brackets[branch.brackets.count...])
        }
        brackets = branch.brackets
    }

    /// Reads to the end of the line, or further while brackets are open; returns it as written.
    private mutating func condition() throws(Unreadable) -> String {
        let start = current.start
        var depth = 0
        while let next = following(), next.kind != .end, depth > 0 || !next.startsLine {
            try advance()
            if current.kind == .open { depth += 1 }
            if current.kind == .close { depth -= 1 }
            if current.kind == .word, lexer.token(current, is: "canImport") { noteCanImport() }
        }
        return String(decoding: lexer.bytes[start..<current.end], as: UTF8.self)
    }

    /// What cannot be read ahead is met again, and reported, by the scanner itself.
    private mutating func noteCanImport() {
        var ahead = lexer
        guard let bracket = try? ahead.next(), ahead.mark(bracket) == "(",
            let name = try? ahead.next(), name.kind == .word || name.kind == .quotedWord
        else { return }
        let question = CanImport(
            line: current.line, column: current.column, module: ahead.name(name))
        found.canImports.append(question)
    }

    /// `#externalMacro(module: "M", type: "T")`.
    private mutating func externalMacro() throws(Unreadable) {
        pending.removeAll()
        var ahead = lexer
        var words: [Token] = []
        for _ in 0..<4 {
            guard let token = try? ahead.next() else { return }
            words.append(token)
        }
        guard ahead.mark(words[0]) == "(", ahead.token(words[1], is: "module"),
            ahead.mark(words[2]) == ":", words[3].kind == .string
        else { return }
        let module = ahead.text(words[3]).filter { $0 != "\"" }
        found.macros.append(
            MacroReference(line: current.line, column: current.column, module: module))
    }
}

extension ImportScanner.Branch {
    /// What a compiler of another version is to read need not be Swift of this one.
    var mayBeJunk: Bool {
        text.contains("compiler") || text.contains("swift")
    }
}
