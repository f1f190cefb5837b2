/// Reads the imports of one file; every branch of `#if` counts.
package struct ImportScanner {
    var lexer: Lexer
    var found = ParsedSource()
    var current: Token
    /// The piece before `current`.
    var previous: Token?
    /// Attributes and access that stand before what comes next.
    var pending = Modifiers()
    /// Brackets that are open, outermost first.
    var brackets: [Bracket] = []
    /// Directives that are open, outermost first.
    var branches: [Branch] = []

    /// An open bracket, and the first word `import` that was passed over inside it.
    struct Bracket {
        let mark: UInt8
        let line: Int
        var passedOver: Int?

        /// Round and square brackets hold expressions, in which `import` is a label.
        var holdsExpression: Bool { mark != "{" }
    }

    /// The branch of an `#if` that is being read.
    struct Branch {
        var text: String
        let line: Int
        /// The brackets as they were before the `#if`: a branch may be junk.
        let brackets: [Bracket]
    }

    private init(_ lexer: Lexer) throws(Unreadable) {
        self.lexer = lexer
        current = try self.lexer.next()
    }

    /// Reads a whole file; never throws, an unreadable one says where and why.
    package static func scan(_ bytes: [UInt8]) -> ParsedSource {
        guard bytes.count <= Limits.fileBytesMax else { return scanEveryPiece(bytes) }
        return bytes.withUnsafeBufferPointer(scan)
    }

    /// Reads a whole file, copying it only where it takes the lexer.
    static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> ParsedSource {
        guard let plain = Skimmer.skim(bytes) else { return scanEveryPiece(Array(bytes)) }
        return ParsedSource(imports: plain, isUTF8: isUTF8(bytes))
    }

    /// Reads a whole file with the lexer, also where skimming would do.
    package static func scanEveryPiece(_ bytes: [UInt8]) -> ParsedSource {
        guard bytes.count <= Limits.fileBytesMax else {
            let reason = "the file is larger than \(Limits.fileBytesMax / 1_048_576) MiB"
            return ParsedSource(unreadable: Unreadable(line: 1, reason: reason))
        }
        var found = ParsedSource()
        do {
            var scanner = try ImportScanner(Lexer(bytes))
            found = scanner.run()
        } catch {
            found.unreadable = error
        }
        found.isUTF8 = bytes.withUnsafeBufferPointer(isUTF8)
        return found
    }

    private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var seen: UInt8 = 0
        for byte in bytes { seen |= byte }
        return seen < 0x80 || String(validating: bytes, as: UTF8.self) != nil
    }

    private mutating func run() -> ParsedSource {
        do {
            while current.kind != .end { try step() }
            try finish()
        } catch {
            found.unreadable = error
        }
        return found
    }

    private mutating func step() throws(Unreadable) {
        switch current.kind {
        case .word: try word()
        case .hashWord: try hashWord()
        case .mark where lexer.mark(current) == "@": try attribute()
        case .open, .interpolationStart: open()
        case .close, .interpolationEnd: try close()
        default: pending.removeAll()
        }
        try advance()
    }

    mutating func advance() throws(Unreadable) {
        previous = current
        current = try lexer.next()
    }

    /// The piece behind `current`, unread; nil where it cannot be read.
    func following() -> Token? {
        var ahead = lexer
        return try? ahead.next()
    }

    /// Whatever is still open here hides imports, or the file is cut short.
    private func finish() throws(Unreadable) {
        if let branch = branches.first {
            throw Unreadable(line: branch.line, reason: "an #if has no #endif")
        }
        try refuseUnclosed(brackets[...])
    }

    /// An import inside a bracket that never closes may be one after all.
    func refuseUnclosed(_ open: ArraySlice<Bracket>) throws(Unreadable) {
        guard let bracket = open.first(where: { $0.passedOver != nil }) else { return }
        let reason = "a bracket has no end, and an import stands behind it"
        throw Unreadable(line: bracket.line, reason: reason)
    }
}

// MARK: - Brackets

extension ImportScanner {
    private mutating func open() {
        pending.removeAll()
        let mark = current.kind == .open ? lexer.mark(current) : UInt8(ascii: "(")
        brackets.append(Bracket(mark: mark, line: current.line))
    }

    /// A closing brace also ends the brackets inside it that were left open.
    private mutating func close() throws(Unreadable) {
        pending.removeAll()
        let opening: UInt8 =
            switch current.kind == .close ? lexer.mark(current) : UInt8(ascii: ")") {
            case "}": UInt8(ascii: "{")
            case "]": UInt8(ascii: "[")
            default: UInt8(ascii: "(")
            }
        guard let last = brackets.lastIndex(where: { $0.mark == opening }) else { return }
        try refuseUnclosed(brackets[(last + 1)...])
        brackets.removeSubrange(last...)
    }
}

// MARK: - Words

extension ImportScanner {
    private mutating func word() throws(Unreadable) {
        if lexer.token(current, is: "import"), isStatement() {
            try importStatement()
        } else if ImportStatement.isAccess({ lexer.token(current, is: $0) }) {
            pending.access = lexer.text(current)
        } else {
            pending.removeAll()
        }
    }

    /// Tells the keyword from a member, a label and a name that is declared.
    private mutating func isStatement() -> Bool {
        if let previous, previous.kind == .mark {
            let mark = lexer.mark(previous)
            if mark == "." || mark == "\\" { return false }
        }
        let next = following()
        if let next, lexer.mark(next) == ":" || lexer.mark(next) == "(" { return false }
        if let last = brackets.indices.last, brackets[last].holdsExpression {
            if next?.kind == .word, brackets[last].passedOver == nil {
                brackets[last].passedOver = current.line
            }
            return false
        }
        return true
    }

    /// `import kind? path`; leaves `current` on the last piece that belongs to it.
    private mutating func importStatement() throws(Unreadable) {
        let (line, column) = (current.line, current.column)
        var (nameColumn, module) = (column, "")
        var extra = ImportStatement.Extra()
        extra.attributes = pending.attributes.filter { !$0.isConditional }.map(\.text)
        extra.conditionalAttributes = pending.attributes.filter(\.isConditional).map(\.text)
        extra.access = pending.access
        extra.conditions = branches.map(\.text)
        pending.removeAll()
        defer {
            let statement = ImportStatement(
                line: line, column: column, nameColumn: nameColumn, module: module, extra: extra)
            found.imports.append(statement)
        }

        if let kind = following(), kind.kind == .word,
            ImportStatement.isKind({ lexer.token(kind, is: $0) })
        {
            try advance()
            extra.kind = lexer.text(kind)
        }
        guard let name = following(), isName(name) else { return }
        try advance()
        if current.line == line { nameColumn = current.column }
        module = lexer.name(current)
        while try separator(isScoped: extra.kind != nil), let part = following(), isName(part) {
            try advance()
            extra.rest.append(lexer.name(current))
        }
    }

    /// Steps on a dot, or behind a kind on `::`.
    private mutating func separator(isScoped: Bool) throws(Unreadable) -> Bool {
        guard let mark = following() else { return false }
        if lexer.mark(mark) == "." {
            try advance()
            return true
        }
        guard isScoped, lexer.mark(mark) == ":", lexer.byte(at: mark.end) == ":" else {
            return false
        }
        try advance()
        try advance()
        return true
    }

    private func isName(_ token: Token) -> Bool {
        token.kind == .word || token.kind == .quotedWord
    }
}

extension Lexer {
    /// A name without its back-ticks.
    func name(_ token: Token) -> String {
        guard token.kind == .quotedWord else { return text(token) }
        return String(decoding: bytes[token.start + 1..<token.end - 1], as: UTF8.self)
    }
}
