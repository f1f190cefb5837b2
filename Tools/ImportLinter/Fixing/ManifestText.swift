/// A manifest as text, with the lists of dependencies that it writes out.
struct ManifestText {
    private let bytes: [UInt8]
    private let tokens: [Token]
    private let lexer: Lexer

    /// An argument that names another module, and where it stands.
    private struct Element {
        let names: [String]
        let start: Int
        let end: Int
    }

    /// One call that makes a target.
    private struct Call {
        var name = ""
        /// Its first piece.
        var first = 0
        /// Behind the name.
        var nameEnd = 0
        /// Behind the bracket that opens the list; nil without a list.
        var listStart: Int?
        /// Pieces between the brackets of the list.
        var list = 0..<0
        var elements: [Element] = []
    }

    init(_ text: String) {
        bytes = Array(text.utf8)
        var lexer = Lexer(bytes)
        var tokens: [Token] = []
        // A manifest that cannot be lexed to its end was refused by SwiftPM before.
        while let token = try? lexer.next(), token.kind != .end { tokens.append(token) }
        (self.tokens, self.lexer) = (tokens, lexer)
    }

    /// The text without a dependency; nil where the manifest does not write it out, just once.
    func removing(_ dependency: String, from target: String) -> String? {
        guard let call = call(target) else { return nil }
        let found = call.elements.indices.filter { call.elements[$0].names.first == dependency }
        guard found.count == 1, let index = found.first else { return nil }
        let (start, end) = range(of: index, in: call.elements)
        return text(replacing: start..<end, with: "")
    }

    /// The text with one more dependency; nil where the manifest does not write the target out.
    func adding(_ element: String, to target: String) -> String? {
        guard let call = call(target) else { return nil }
        guard let listStart = call.listStart else {
            return text(
                replacing: call.nameEnd..<call.nameEnd, with: ", dependencies: [\(element)]")
        }
        guard let last = call.elements.last else {
            return text(replacing: listStart..<listStart, with: element)
        }
        let indent = bytes[lineStart(last.start)..<last.start]
        let isOwnLine = indent.allSatisfy(\.isBlank) && lineStart(last.start) > listStart
        let between = isOwnLine ? ",\n" + String(decoding: indent, as: UTF8.self) : ", "
        return text(replacing: last.end..<last.end, with: between + element)
    }

    private func text(replacing range: Swift.Range<Int>, with text: String) -> String {
        let parts = [bytes[..<range.lowerBound], Array(text.utf8)[...], bytes[range.upperBound...]]
        return String(decoding: parts.joined(), as: UTF8.self)
    }

    private func lineStart(_ position: Int) -> Int {
        (bytes[..<position].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    }

    /// What goes with an element: its comma, and its line where it has one of its own.
    private func range(of index: Int, in elements: [Element]) -> (Int, Int) {
        let element = elements[index]
        var end = element.end
        if bytes.indices.contains(end), bytes[end] == "," { end += 1 }
        let start = lineStart(element.start)
        var rest = end
        while rest < bytes.count, bytes[rest].isBlank { rest += 1 }
        let hasLine = bytes[start..<element.start].allSatisfy(\.isBlank)
        // A comment behind it speaks of it.
        if hasLine, rest + 1 < bytes.count, bytes[rest] == "/", bytes[rest + 1] == "/" {
            while rest < bytes.count, bytes[rest] != "\n" { rest += 1 }
        }
        if hasLine, rest < bytes.count, bytes[rest] == "\n" { return (start, rest + 1) }
        if index + 1 < elements.count { return (element.start, elements[index + 1].start) }
        return (index > 0 ? elements[index - 1].end : element.start, end)
    }
}

// MARK: - Reading calls

extension ManifestText {
    /// The one call that makes the target; nil for none or several.
    private func call(_ target: String) -> Call? {
        let makers = ["target", "executableTarget", "testTarget", "macro", "plugin"]
        let calls = tokens.indices.dropLast().compactMap { index -> Call? in
            guard tokens[index].kind == .word, makers.contains(lexer.text(tokens[index])),
                lexer.mark(tokens[index + 1]) == "("
            else { return nil }
            return read(from: index + 2)
        }
        // `.target(name: "A")` inside a list of dependencies is no call that makes a target.
        let made = calls.filter { call in
            call.name == target && !calls.contains { $0.list.contains(call.first) }
        }
        return made.count == 1 ? made.first : nil
    }

    private func read(from start: Int) -> Call {
        var call = Call()
        call.first = start
        var depth = 1
        var index = start
        while index < tokens.count, depth > 0 {
            let token = tokens[index]
            if token.kind == .open { depth += 1 }
            if token.kind == .close { depth -= 1 }
            if depth == 1, token.kind == .word, index + 2 < tokens.count,
                lexer.mark(tokens[index + 1]) == ":"
            {
                let (label, value) = (lexer.text(token), tokens[index + 2])
                if label == "name", value.kind == .string, call.name.isEmpty {
                    (call.name, call.nameEnd) = (literal(value), value.end)
                } else if label == "dependencies", lexer.mark(value) == "[" {
                    call.listStart = value.end
                    let begin = index + 3
                    index = read(listFrom: begin, into: &call)
                    call.list = begin..<max(begin, index)
                }
            }
            index += 1
        }
        return call
    }

    /// Leaves off at the bracket that closes the list.
    private func read(listFrom start: Int, into call: inout Call) -> Int {
        var (depth, index) = (1, start)
        var (names, first): ([String], Int?) = ([], nil)
        while index < tokens.count {
            let token = tokens[index]
            if token.kind == .close { depth -= 1 }
            let ends = depth == 0 || (depth == 1 && lexer.mark(token) == ",")
            if ends, let begin = first {
                let end = tokens[index - 1].end
                call.elements.append(Element(names: names, start: begin, end: end))
                (names, first) = ([], nil)
            }
            if depth == 0 { return index }
            if !ends, first == nil { first = token.start }
            if token.kind == .string { names.append(literal(token)) }
            if token.kind == .open { depth += 1 }
            index += 1
        }
        return index
    }

    private func literal(_ token: Token) -> String {
        lexer.text(token).filter { $0 != "\"" }
    }
}
