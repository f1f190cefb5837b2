extension Check {
    static let resolveAfterGate = Check(
        "resolve-after-gate",
        "something heavy is resolved before the gate that may refuse the call",
        isOnByDefault: false, lists: ["resolvers", "gates", "modules"]
    ) { workspace in
        let setting = workspace.configuration.checks["resolve-after-gate"]
        let resolvers = (setting?.lists["resolvers"] ?? []).map(CallPath.init)
        let gates = (setting?.lists["gates"] ?? []).map(CallPath.init)
        guard !resolvers.isEmpty, !gates.isEmpty else { return [] }
        let listed = setting?.lists["modules"] ?? []
        let modules = (listed.isEmpty ? ["*Facade"] : listed).map { Selector($0) }
        return workspace.graph.modules.filter { modules.match($0) }.flatMap { module in
            module.files.flatMap { file -> [Diagnostic] in
                guard let bytes = workspace.bytes(file.path) else { return [] }
                return FunctionBody.all(in: bytes).compactMap { body in
                    guard let gate = body.calls.lastIndex(where: { $0.is(gates) }),
                        let early = body.calls[..<gate].first(where: { $0.is(resolvers) })
                    else { return nil }
                    return Diagnostic(
                        "resolve-after-gate",
                        at: Place(file: file.path, line: early.line, column: early.column),
                        "\(body.name) resolves \(early.text) before \(body.calls[gate].text) in "
                            + "line \(body.calls[gate].line) may refuse.",
                        fix: "move it behind the last gate"
                    ).about(module, "")
                }
            }
        }
    }
}

/// A name as it is called, `gates.check`, and where.
struct CallPath {
    let parts: [String]
    let line, column: Int

    var text: String { parts.joined(separator: ".") }

    /// A name as a configuration writes it.
    init(_ text: String) {
        parts = text.split(separator: ".").map(String.init)
        (line, column) = (0, 0)
    }

    init(_ parts: [String], line: Int, column: Int) {
        (self.parts, self.line, self.column) = (parts, line, column)
    }

    /// Whether one of the names stands in it, part for part.
    func `is`(_ names: [CallPath]) -> Bool {
        names.contains { name in
            parts.indices.contains { parts[$0...].starts(with: name.parts) }
        }
    }
}

/// The calls in one function, in the order in which they are written.
struct FunctionBody {
    let name: String
    private(set) var calls: [CallPath] = []

    /// The outermost functions of a file; what stands in them belongs to them.
    static func all(in bytes: [UInt8]) -> [FunctionBody] {
        var lexer = Lexer(bytes)
        var found: [FunctionBody] = []
        // What cannot be lexed is reported as unreadable by the scanner.
        while let token = try? lexer.next(), token.kind != .end {
            guard token.kind == .word, lexer.token(token, is: "func") else { continue }
            guard let name = try? lexer.next() else { break }
            var body = FunctionBody(name: lexer.text(name))
            body.read(&lexer)
            found.append(body)
        }
        return found
    }

    private mutating func read(_ lexer: inout Lexer) {
        var (braces, round) = (0, 0)
        var path: [Token] = []
        // Where a file cannot be lexed, its body ends.
        while let token = try? lexer.next(), token.kind != .end {
            let mark = lexer.mark(token)
            switch (token.kind, mark) {
            case (.open, UInt8(ascii: "{")): braces += 1
            case (.close, UInt8(ascii: "}")):
                braces -= 1
                if braces <= 0 { return }
            case (.open, UInt8(ascii: "(")):
                round += 1
                if braces > 0, let first = path.first {
                    let parts = path.map { lexer.text($0) }
                    calls.append(CallPath(parts, line: first.line, column: first.column))
                }
            case (.close, UInt8(ascii: ")")): round -= 1
            case (.word, _):
                // A requirement of a protocol has no body: the next declaration ends it.
                if braces == 0, round == 0, lexer.token(token, is: "func") { return }
                let continues = path.isEmpty || lexer.isBehindDot(token)
                path = continues ? path + [token] : [token]
                continue
            case (.mark, UInt8(ascii: ".")), (.mark, UInt8(ascii: "?")), (.mark, UInt8(ascii: "!")):
                continue
            default: break
            }
            path = []
        }
    }
}

extension Lexer {
    /// Whether a dot stands before the piece, with nothing between.
    fileprivate func isBehindDot(_ token: Token) -> Bool {
        token.start > 0 && bytes[token.start - 1] == UInt8(ascii: ".")
    }
}
