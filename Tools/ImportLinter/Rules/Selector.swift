/// Picks modules by a pattern: `{p}Facade`, `path:Core/*`, `kind:test`, `!TestSupport`,
/// `package:NAME`, `toolchain:Foundation`.
package struct Selector: Sendable, ExpressibleByStringLiteral {
    /// As written.
    package let text: String
    private let field: Field
    private let pieces: [Piece]
    let takesAway: Bool

    private enum Field { case name, path, kind, package, toolchain }
    private enum Piece { case exactly([UInt8]), anything, variable(UInt8) }

    /// What `{p}` stands for, by its letter.
    typealias Bindings = [UInt8: [UInt8]]

    /// Reads a pattern; what is no variable and no `*` stands for itself.
    package init(_ text: String) {
        self.text = text
        takesAway = text.hasPrefix("!")
        var rest = takesAway ? text.dropFirst() : text[...]
        let fields: [(String, Field)] = [
            ("path:", .path), ("kind:", .kind), ("package:", .package), ("toolchain:", .toolchain),
        ]
        let named = fields.first { rest.hasPrefix($0.0) }
        if let named { rest = rest.dropFirst(named.0.count) }
        field = named?.1 ?? .name
        pieces = Selector.pieces(Array(rest.utf8))
    }

    /// Reads a pattern.
    package init(stringLiteral text: String) { self.init(text) }

    private static func pieces(_ bytes: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var plain: [UInt8] = []
        var index = 0
        func flush() {
            if !plain.isEmpty { pieces.append(.exactly(plain)) }
            plain = []
        }
        while index < bytes.count {
            if bytes[index] == "*" {
                flush()
                pieces.append(.anything)
            } else if bytes[index] == "{", index + 2 < bytes.count, bytes[index + 2] == "}" {
                flush()
                pieces.append(.variable(bytes[index + 1]))
                index += 2
            } else {
                plain.append(bytes[index])
            }
            index += 1
        }
        flush()
        return pieces
    }

    /// What the variables stand for if the module matches; nil if it does not.
    func bindings(_ module: Module, given: Bindings = [:]) -> Bindings? {
        let text =
            switch field {
            case .name: module.name
            case .path: module.path
            case .kind: module.target.kind == .library ? "library" : module.target.kind.rawValue
            case .package: module.package
            case .toolchain: ""
            }
        if case .exactly(let start) = pieces.first, !text.utf8.starts(with: start) { return nil }
        return Selector.match(pieces[...], Array(text.utf8)[...], given)
    }

    /// Whether it speaks of modules that come with the compiler.
    var isOfToolchain: Bool { field == .toolchain }

    /// Whether a text, such as a path or the name of a module of the toolchain, matches as it is.
    func matches(_ text: String) -> Bool {
        Selector.match(pieces[...], Array(text.utf8)[...], [:]) != nil
    }

    /// Tries the longest value of a variable first; patterns are a few pieces long.
    private static func match(
        _ pieces: ArraySlice<Piece>, _ text: ArraySlice<UInt8>, _ given: Bindings
    ) -> Bindings? {
        guard let piece = pieces.first else { return text.isEmpty ? given : nil }
        let rest = pieces.dropFirst()
        switch piece {
        case .exactly(let bytes):
            return text.starts(with: bytes)
                ? match(rest, text.dropFirst(bytes.count), given) : nil
        case .anything:
            for count in stride(from: text.count, through: 0, by: -1) {
                if let found = match(rest, text.dropFirst(count), given) { return found }
            }
            return nil
        case .variable(let letter):
            return match(variable: letter, rest, text, given)
        }
    }

    private static func match(
        variable letter: UInt8, _ rest: ArraySlice<Piece>, _ text: ArraySlice<UInt8>,
        _ given: Bindings
    ) -> Bindings? {
        if let value = given[letter] {
            return text.starts(with: value)
                ? match(rest, text.dropFirst(value.count), given) : nil
        }
        let longest = text.prefix { $0.isDigit || ($0 < 0x80 && $0.startsIdentifier && $0 != "_") }
        for count in stride(from: longest.count, to: 0, by: -1) {
            var bound = given
            bound[letter] = Array(text.prefix(count))
            if let found = match(rest, text.dropFirst(count), bound) { return found }
        }
        return nil
    }
}

extension Array<Selector> {
    /// What the variables stand for in the first pattern that matches, unless one takes away.
    func bindings(_ module: Module, given: Selector.Bindings = [:]) -> Selector.Bindings? {
        let taken = contains { $0.takesAway && $0.bindings(module, given: given) != nil }
        guard !taken else { return nil }
        for selector in self where !selector.takesAway {
            if let found = selector.bindings(module, given: given) { return found }
        }
        return nil
    }

    /// Whether one of the patterns names this module of the toolchain.
    func matchToolchain(_ name: String) -> Bool {
        contains { $0.isOfToolchain && !$0.takesAway && $0.matches(name) }
            && !contains { $0.isOfToolchain && $0.takesAway && $0.matches(name) }
    }

    /// Whether one of the patterns matches and none takes away.
    func match(_ module: Module, given: Selector.Bindings = [:]) -> Bool {
        bindings(module, given: given) != nil
    }
}
