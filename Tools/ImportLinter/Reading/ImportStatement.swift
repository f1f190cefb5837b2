/// One `import` as it stands in a file.
///
/// There are a hundred thousand of them: what most do not have lies apart.
package struct ImportStatement: Equatable, Sendable {
    private var lineNumber, columnNumber, nameColumnNumber: Int32
    /// What has to be built for this import to compile; empty where the name is missing.
    package private(set) var module: String
    /// None or one: a list without elements needs no memory.
    private var extras: [Extra]

    /// What stands on an import beside the name of its module.
    struct Extra: Equatable, Sendable {
        var rest: [String] = []
        var kind, access: String?
        var attributes: [String] = []
        var conditionalAttributes: [String] = []
        var conditions: [String] = []
    }

    init(line: Int, column: Int, nameColumn: Int, module: String, extra: Extra = Extra()) {
        lineNumber = Int32(clamping: line)
        columnNumber = Int32(clamping: column)
        nameColumnNumber = Int32(clamping: nameColumn)
        self.module = module
        extras = extra == Extra() ? [] : [extra]
    }

    /// The line of the word `import`, from 1.
    package var line: Int { Int(lineNumber) }
    /// Bytes before the word `import` on its line, plus 1.
    package var column: Int { Int(columnNumber) }
    /// Where the name begins, if it stands on that line; else where `import` does.
    package var nameColumn: Int { Int(nameColumnNumber) }
    /// The parts of the path without back-ticks; the first is the module.
    package var path: [String] { [module] + (extras.first?.rest ?? []) }
    /// `struct`, `func` and so on of a scoped import.
    package var kind: String? { extras.first?.kind }
    /// As written, in order: `@testable`.
    package var attributes: [String] { extras.first?.attributes ?? [] }
    /// Attributes that stand alone inside an `#if` before the import.
    package var conditionalAttributes: [String] { extras.first?.conditionalAttributes ?? [] }
    /// `public` down to `private`, where it is written.
    package var access: String? { extras.first?.access }
    /// The directives around it as written, outermost first.
    package var conditions: [String] { extras.first?.conditions ?? [] }
    /// Whether it is `import M` and no more.
    var isPlain: Bool { extras.isEmpty }

    /// The statement on one line, without comments.
    package var text: String {
        let words =
            attributes + [access, "import", kind, path.joined(separator: ".")].compactMap(\.self)
        return words.joined(separator: " ")
    }

    /// Whether the attribute stands on it, in one of the branches at least.
    package func has(_ attribute: String) -> Bool {
        guard let extra = extras.first else { return false }
        return extra.attributes.contains(attribute)
            || extra.conditionalAttributes.contains(attribute)
    }

    /// Whether a word says what a scoped import brings in.
    static func isKind(_ isWord: (StaticString) -> Bool) -> Bool {
        let kinds: [StaticString] = [
            "typealias", "struct", "class", "enum", "protocol", "let", "var", "func",
        ]
        return kinds.contains(where: isWord)
    }

    /// Whether a word is an access level.
    static func isAccess(_ isWord: (StaticString) -> Bool) -> Bool {
        let levels: [StaticString] = [
            "public", "package", "internal", "fileprivate", "private", "open",
        ]
        return levels.contains(where: isWord)
    }
}

/// A question that an `#if` asks about a module.
package struct CanImport: Equatable, Sendable {
    /// The line of the word `canImport`.
    package let line: Int
    /// Where in the line it stands.
    package let column: Int
    /// The first part of the path asked for.
    package let module: String
}

/// A macro declaration that names the module of its implementation.
package struct MacroReference: Equatable, Sendable {
    /// The line of `#externalMacro`.
    package let line: Int
    /// Where in the line it stands.
    package let column: Int
    /// The module by its name in quotes.
    package let module: String
}

/// What a Swift file says about other modules.
package struct ParsedSource: Equatable, Sendable {
    /// In the order of the file, of all branches.
    package var imports: [ImportStatement] = []
    /// Questions in conditions.
    package var canImports: [CanImport] = []
    /// Implementations of macros.
    package var macros: [MacroReference] = []
    /// Where reading stopped; what stands before it is in `imports`.
    package var unreadable: Unreadable?
    /// Imports count all the same, with a warning.
    package var isUTF8 = true
}
