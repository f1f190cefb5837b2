/// Cuts SQL into pieces; comments, quotes and dollar quotes hide what looks like a keyword in them.
struct SQLLexer {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private(set) var tokens: [SQLToken] = []
    private(set) var remarks: [SQLRemark] = []

    /// Reads a whole file.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        while index < bytes.count { step() }
    }

    private mutating func step() {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "\n"):
            line += 1
            index += 1
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0B, 0x0C: index += 1
        case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"): lineComment()
        case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): blockComment()
        case UInt8(ascii: "'"): quote(byte, as: .string, backslash: false)
        case UInt8(ascii: "\""), UInt8(ascii: "`"): quote(byte, as: .quoted, backslash: false)
        case UInt8(ascii: "$"): dollar()
        case UInt8(ascii: "\\"): metaCommand()
        default: plain(byte)
        }
    }

    private mutating func plain(_ byte: UInt8) {
        if byte.isNameStart {
            word()
        } else if byte.isDigit {
            let start = index
            while index < bytes.count, bytes[index].isName || bytes[index] == UInt8(ascii: ".") {
                index += 1
            }
            add(.number, start..<index)
        } else {
            add(.mark, index..<index + 1)
            index += 1
        }
    }

    private mutating func word() {
        let start = index
        while index < bytes.count, bytes[index].isName { index += 1 }
        let isPrefix = peek(0) == UInt8(ascii: "'") && index - start == 1
        if isPrefix, "eEbBxXnN".utf8.contains(bytes[start]) {
            let isEscaped = "eE".utf8.contains(bytes[start])
            return quote(UInt8(ascii: "'"), as: .string, backslash: isEscaped)
        }
        add(.word, start..<index)
    }

    private mutating func lineComment() {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        let text = String(decoding: bytes[(start + 2)..<index], as: UTF8.self)
            .drop { $0 == " " || $0 == "-" }
        guard text.hasPrefix("migration:") else { return }
        let words = text.dropFirst("migration:".count).split(whereSeparator: \.isWhitespace)
        remarks.append(
            SQLRemark(text: words.joined(separator: " "), line: line, place: tokens.count))
    }

    /// Comments of PostgreSQL nest.
    private mutating func blockComment() {
        let start = (index, line)
        var depth = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                depth += 1
                index += 2
            } else if bytes[index] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                depth -= 1
                index += 2
                if depth == 0 { return }
            } else {
                if bytes[index] == UInt8(ascii: "\n") { line += 1 }
                index += 1
            }
        }
        tokens.append(SQLToken(.broken, "a comment without an end", line: start.1))
    }

    /// A doubled quote stands for itself.
    private mutating func quote(_ mark: UInt8, as kind: SQLToken.Kind, backslash: Bool) {
        let start = (index + 1, line)
        var text: [UInt8] = []
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n") { line += 1 }
            if backslash, byte == UInt8(ascii: "\\") {
                text += bytes[index..<min(index + 2, bytes.count)]
                index += 2
            } else if byte == mark {
                guard peek(1) == mark else {
                    index += 1
                    let content = String(decoding: text, as: UTF8.self)
                    tokens.append(SQLToken(kind, content, line: start.1))
                    return
                }
                text.append(mark)
                index += 2
            } else {
                text.append(byte)
                index += 1
            }
        }
        tokens.append(SQLToken(.broken, "a quote without an end", line: start.1))
    }

    /// `$$ … $$`, `$body$ … $body$`; `$1` is a parameter.
    private mutating func dollar() {
        var end = index + 1
        while end < bytes.count, bytes[end].isName, bytes[end] != UInt8(ascii: "$") { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "$"), !(peek(1)?.isDigit ?? true)
        else {
            add(.mark, index..<index + 1)
            index += 1
            return
        }
        let tag = bytes[index...end]
        let start = (end + 1, line)
        index = end + 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "$"), bytes[index...].starts(with: tag) {
                let content = String(decoding: bytes[start.0..<index], as: UTF8.self)
                tokens.append(SQLToken(.body, content, line: start.1))
                index += tag.count
                return
            }
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            index += 1
        }
        tokens.append(SQLToken(.broken, "a dollar quote without an end", line: start.1))
    }

    /// `\i file`: a word to a client, not to a server.
    private mutating func metaCommand() {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        tokens.append(SQLToken(.broken, "a command to a client (\(text.prefix(20)))", line: line))
        tokens.append(SQLToken(.mark, ";", line: line))
    }

    private func peek(_ distance: Int) -> UInt8? {
        bytes.indices.contains(index + distance) ? bytes[index + distance] : nil
    }

    private mutating func add(_ kind: SQLToken.Kind, _ range: Range<Int>) {
        tokens.append(SQLToken(kind, String(decoding: bytes[range], as: UTF8.self), line: line))
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (48...57).contains(self) }
    fileprivate var isNameStart: Bool {
        (65...90).contains(self) || (97...122).contains(self) || self == 95 || self >= 0x80
    }
    /// `$` may stand inside a name.
    fileprivate var isName: Bool { isNameStart || isDigit || self == 36 }
}
