/// Reads plain files at the speed of memory: comments, strings, and imports at their top.
///
/// Whatever needs more than that — directives, raw strings, regexes, an `import` further down — makes
/// it give up, and the lexer reads the file from its start. It may give up, it may not be wrong.
struct Skimmer {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var line = 1
    private var lineStart = 0
    private var imports: [ImportStatement] = []
    /// Where the last piece began; comments and white space are none.
    private var piece = -1
    /// The last piece before this line.
    private var pieceBefore = -1
    /// The byte behind the last import.
    private var importEnd = 0
    /// Brackets that are open, of any kind.
    private var brackets = 0

    private struct GivesUp: Error {}

    /// The imports of the file; nil where it takes the lexer to tell.
    static func skim(_ bytes: UnsafeBufferPointer<UInt8>) -> [ImportStatement]? {
        var skimmer = Skimmer(bytes: bytes)
        do {
            try skimmer.run()
        } catch {
            return nil
        }
        // A bracket without an end may belong to an attribute, and hide what stands behind it.
        return skimmer.brackets == 0 ? skimmer.imports : nil
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func run() throws(GivesUp) {
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case "\n", "\r": endLine()
            case " ", "\t", 0, 11, 12: index += 1
            case "/": try slash()
            case "\"":
                piece = index
                try string(depth: 0)
            case "#": try hash()
            case "`": try quotedWord()
            case "(", "[", "{": mark(opening: 1)
            case ")", "]", "}":
                guard brackets > 0 else { throw GivesUp() }
                mark(opening: -1)
            case ".", ":":
                // The path of the import above may go on here.
                guard piece >= importEnd || imports.isEmpty else { throw GivesUp() }
                mark(opening: 0)
            case "<", ">":
                guard index != lineStart, self.byte(index + 1) != "#" else { throw GivesUp() }
                mark(opening: 0)
            case 0x80...: throw GivesUp()
            default:
                if byte.startsIdentifier || byte.isDigit { try word() } else { mark(opening: 0) }
            }
        }
    }

    @inline(__always) private func byte(_ position: Int) -> UInt8 {
        position < bytes.count ? bytes[position] : 0
    }

    @inline(__always) private mutating func mark(opening: Int) {
        piece = index
        brackets += opening
        index += 1
    }

    private mutating func endLine() {
        index += bytes[index] == "\r" && byte(index + 1) == "\n" ? 2 : 1
        line += 1
        lineStart = index
        pieceBefore = piece
    }

    /// The byte behind the identifier that begins at `start`.
    @inline(__always) private func wordEnd(_ start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end].isPlainWord { end += 1 }
        return end
    }

    private func word(_ start: Int, _ end: Int, is text: StaticString) -> Bool {
        guard end - start == text.utf8CodeUnitCount else { return false }
        for offset in 0..<(end - start) where bytes[start + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    private func text(_ start: Int, _ end: Int) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self)
    }
}

// MARK: - Pieces

extension Skimmer {
    private mutating func word() throws(GivesUp) {
        let start = index
        index = wordEnd(start)
        if index - start == 6, word(start, index, is: "import") {
            try importStatement(at: start)
        } else {
            piece = start
        }
    }

    private mutating func quotedWord() throws(GivesUp) {
        piece = index
        var end = index + 1
        while end < bytes.count, bytes[end] != "`", !bytes[end].endsLine { end += 1 }
        guard byte(end) == "`", end > index + 1 else { throw GivesUp() }
        index = end + 1
    }

    /// Macros go by; what opens branches, raw strings and regexes does not.
    private mutating func hash() throws(GivesUp) {
        piece = index
        let start = index + 1
        let end = wordEnd(start)
        let next = byte(start)
        guard next != "\"", next != "#", next != "/", next != "!", next < 0x80 else {
            throw GivesUp()
        }
        let words: [StaticString] = ["if", "elseif", "else", "endif", "externalMacro"]
        guard !words.contains(where: { word(start, end, is: $0) }) else { throw GivesUp() }
        index = max(end, start)
    }

    /// A comment or an operator; where it could open a regex the lexer has to look.
    private mutating func slash() throws(GivesUp) {
        let next = byte(index + 1)
        if next == "/" {
            while index < bytes.count, !bytes[index].endsLine { index += 1 }
        } else if next == "*" {
            try blockComment()
        } else {
            let before = index > 0 ? bytes[index - 1] : 0
            let isAfterValue =
                before.isPlainWord || before == ")" || before == "]" || before == "}"
            guard isAfterValue || next.isBlank || next.endsLine else { throw GivesUp() }
            mark(opening: 0)
        }
    }

    private mutating func blockComment() throws(GivesUp) {
        var depth = 0
        while index < bytes.count {
            let (byte, next) = (bytes[index], self.byte(index + 1))
            if byte == "/", next == "*" {
                depth += 1
                index += 2
            } else if byte == "*", next == "/" {
                depth -= 1
                index += 2
                if depth == 0 { return }
            } else if byte.endsLine {
                endLine()
            } else {
                index += 1
            }
        }
        throw GivesUp()
    }

    /// From the quote to behind the end of the string, or to the end of the line.
    private mutating func string(depth: Int) throws(GivesUp) {
        let isMultiline = byte(index + 1) == "\"" && byte(index + 2) == "\""
        index += isMultiline ? 3 : 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == "\\" {
                try escape(isMultiline: isMultiline, depth: depth)
            } else if byte == "\"" {
                if !isMultiline {
                    index += 1
                    return
                }
                if self.byte(index + 1) == "\"", self.byte(index + 2) == "\"" {
                    index += 3
                    return
                }
                index += 1
            } else if byte.endsLine {
                guard isMultiline else { return }
                endLine()
            } else {
                index += 1
            }
        }
        guard !isMultiline else { throw GivesUp() }
    }

    private mutating func escape(isMultiline: Bool, depth: Int) throws(GivesUp) {
        let next = byte(index + 1)
        if next == "(" {
            index += 2
            return try interpolation(depth: depth)
        }
        index += next.endsLine || index + 1 >= bytes.count ? 1 : 2
    }

    /// From behind `\(` to behind the bracket that closes it, on one line.
    private mutating func interpolation(depth: Int) throws(GivesUp) {
        guard depth < Limits.skimmedDepthMax else { throw GivesUp() }
        var open = 1
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case "(":
                open += 1
                index += 1
            case ")":
                open -= 1
                index += 1
                if open == 0 { return }
            case "\"": try string(depth: depth + 1)
            case "/", "#", "`", "<", ">", "\n", "\r", 0x80...: throw GivesUp()
            case "[", "{", "]", "}", "@": throw GivesUp()
            default:
                guard byte.startsIdentifier || byte.isDigit else {
                    index += 1
                    continue
                }
                let start = index
                index = wordEnd(start)
                if word(start, index, is: "import") { throw GivesUp() }
            }
        }
        throw GivesUp()
    }
}

// MARK: - Imports

extension Skimmer {
    /// An import that stands alone on its line, below nothing but imports and comments.
    private mutating func importStatement(at start: Int) throws(GivesUp) {
        guard pieceBefore < importEnd else { throw GivesUp() }
        var extra = ImportStatement.Extra()
        try modifiers(before: start, &extra)
        var name = try nextWord()
        var end = wordEnd(name)
        if ImportStatement.isKind({ word(name, end, is: $0) }) {
            extra.kind = text(name, end)
            index = end
            name = try nextWord()
            end = wordEnd(name)
        }
        let module = text(name, end)
        while byte(end) == "." {
            let part = end + 1
            guard byte(part).startsIdentifier, byte(part) < 0x80 else { throw GivesUp() }
            end = wordEnd(part)
            extra.rest.append(text(part, end))
        }
        index = end
        try endStatement()
        if imports.isEmpty { imports.reserveCapacity(Limits.importsUsual) }
        imports.append(
            ImportStatement(
                line: line, column: start - lineStart + 1, nameColumn: name - lineStart + 1,
                module: module, extra: extra))
        (piece, importEnd) = (start, index)
    }

    /// The place of the next word on this line.
    private mutating func nextWord() throws(GivesUp) -> Int {
        let before = index
        while byte(index).isBlank { index += 1 }
        guard index > before, byte(index).startsIdentifier, byte(index) < 0x80 else {
            throw GivesUp()
        }
        return index
    }

    /// Blanks up to the end of the line or to a comment that lasts until there.
    private mutating func endStatement() throws(GivesUp) {
        while byte(index).isBlank { index += 1 }
        guard index < bytes.count, !bytes[index].endsLine else { return }
        guard bytes[index] == "/", byte(index + 1) == "/" else { throw GivesUp() }
    }

    /// Plain attributes and access, alone between the start of the line and `import`.
    private mutating func modifiers(
        before start: Int, _ extra: inout ImportStatement.Extra
    ) throws(GivesUp) {
        var position = lineStart
        while position < start {
            if bytes[position].isBlank {
                position += 1
                continue
            }
            let isAttribute = bytes[position] == "@"
            let name = position + (isAttribute ? 1 : 0)
            let end = wordEnd(name)
            guard end > name, end < start, byte(end).isBlank, !bytes[name].isDigit else {
                throw GivesUp()
            }
            if isAttribute {
                extra.attributes.append(text(position, end))
            } else if ImportStatement.isAccess({ word(name, end, is: $0) }) {
                extra.access = text(name, end)
            } else {
                throw GivesUp()
            }
            position = end
        }
    }
}

extension UInt8 {
    /// A letter, a digit, `_` or `$`.
    @inline(__always) fileprivate var isPlainWord: Bool {
        (self | 0x20) &- 97 < 26 || self &- 48 < 10 || self == 95 || self == 36
    }
}
