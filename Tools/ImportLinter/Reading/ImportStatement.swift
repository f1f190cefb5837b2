/// One `import` as it stands in a file.
package struct ImportStatement: Equatable, Sendable {
    /// The line of the word `import`, from 1.
    package var line: Int
    /// Bytes before the word `import` on its line, plus 1.
    package var column: Int
    /// Where the name begins, if it stands on that line; else where `import` does.
    package var nameColumn: Int
    /// The parts of the path without back-ticks; the first is the module.
    package var path: [String]
    /// `struct`, `func` and so on of a scoped import.
    package var kind: String?
    /// As written, in order: `@testable`.
    package var attributes: [String] = []
    /// Attributes that stand alone inside an `#if` before the import.
    package var conditionalAttributes: [String] = []
    /// `public` down to `private`, where it is written.
    package var access: String?
    /// The directives around it as written, outermost first.
    package var conditions: [String] = []

    /// What has to be built for this import to compile; empty where the name is missing.
    package var module: String { path.first ?? "" }

    /// The statement on one line, without comments.
    package var text: String {
        let words =
            attributes + [access, "import", kind, path.joined(separator: ".")].compactMap(\.self)
        return words.joined(separator: " ")
    }

    /// Whether the attribute stands on it, in one of the branches at least.
    package func has(_ attribute: String) -> Bool {
        attributes.contains(attribute) || conditionalAttributes.contains(attribute)
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
