import ImportLinter

/// A Swift file in pieces: its code without comments and strings, its comments, its lines.
package struct SourceText: Sendable {
    /// Below the root, with `/`.
    package let path: String
    let bytes: [UInt8]
    let tokens: [Token]
    let comments: [Comment]
    /// Where reading stopped, if it did.
    let unreadable: Unreadable?
    private let lexer: Lexer

    /// Cuts a file into pieces.
    package init(path: String, bytes: [UInt8]) {
        (self.path, self.bytes) = (path, bytes)
        var lexer = Lexer(bytes, keepsComments: true)
        var tokens: [Token] = []
        do {
            while case let token = try lexer.next(), token.kind != .end { tokens.append(token) }
            unreadable = nil
        } catch {
            unreadable = error
        }
        (self.tokens, comments, self.lexer) = (tokens, lexer.comments, lexer)
    }

    /// The piece as it is written; empty behind the last one.
    func text(_ index: Int) -> String {
        tokens.indices.contains(index) ? lexer.text(tokens[index]) : ""
    }

    /// Whether a piece is this keyword or name.
    func word(_ index: Int, is text: StaticString) -> Bool {
        guard tokens.indices.contains(index), tokens[index].kind == .word else { return false }
        return lexer.token(tokens[index], is: text)
    }

    /// Whether a piece is this bracket or mark.
    func mark(_ index: Int, is scalar: Unicode.Scalar) -> Bool {
        tokens.indices.contains(index) && lexer.mark(tokens[index]) == scalar
    }

    /// Whether two pieces stand side by side.
    func touch(_ index: Int, _ next: Int) -> Bool {
        guard tokens.indices.contains(index), tokens.indices.contains(next) else { return false }
        return tokens[index].end == tokens[next].start
    }

    /// Where a piece stands.
    func place(_ index: Int) -> Place {
        Place(file: path, line: tokens[index].line, column: tokens[index].column)
    }

    /// A line of the file.
    func place(line: Int, column: Int = 1) -> Place {
        Place(file: path, line: line, column: column)
    }

    /// The file's lines as bytes, their ends left out.
    var lines: [ArraySlice<UInt8>] {
        var lines = bytes.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == UInt8(ascii: "\n") })
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Whether a line is text that cannot be broken: a multi-line string goes on over it, or it
    /// begins with a string, in a test.
    func isText(line: Int) -> Bool {
        tokens.contains { token in
            guard token.kind == .string, token.line <= line else { return false }
            if token.line == line { return token.startsLine && isTest }
            let lines = bytes[token.start..<token.end].count { $0 == UInt8(ascii: "\n") }
            return line <= token.line + lines
        }
    }

    /// Whether a line ends inside of a string: what stands at its end belongs to the text.
    func endsInText(line: Int) -> Bool {
        tokens.contains { token in
            guard token.kind == .string, token.line <= line else { return false }
            let lines = bytes[token.start..<token.end].count { $0 == UInt8(ascii: "\n") }
            return line < token.line + lines
        }
    }

    /// The bracket that closes the one at `index`.
    func closing(_ index: Int) -> Int? {
        var depth = 0
        for other in index..<tokens.count {
            switch tokens[other].kind {
            case .open, .interpolationStart: depth += 1
            case .close, .interpolationEnd: depth -= 1
            default: continue
            }
            if depth == 0 { return other }
        }
        return nil
    }
}

extension SourceText {
    var folders: [String] { path.split(separator: "/").dropLast().map(String.init) }
    var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }
    var isTest: Bool { folders.first == "Tests" }
    var isManifest: Bool { path == "Package.swift" }

    /// The part of a product it belongs to: `Domain` in `Products/Signals/Domain/…`.
    var part: String? {
        folders.first == "Products" && folders.count >= 3 && folders[1] != "Composition"
            ? folders[2] : nil
    }

    /// A main program: it speaks to the process around it.
    var isMain: Bool { folders.count >= 2 && folders.contains("Main") }
}
