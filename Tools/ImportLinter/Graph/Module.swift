/// A part of a product, by its folder's or target's name.
package enum Part: String, CaseIterable, Sendable {
    case contracts = "Contracts"
    case domain = "Domain"
    case facade = "Facade"
    case workflows = "Workflows"
    case adapters = "Adapters"
    case tests = "Tests"
}

/// A target in scope, with its files read.
package struct Module: Sendable {
    /// As `import` names it.
    package let name: String
    /// As the manifest describes it.
    package let target: TargetModel
    /// Its folder below the root.
    package let path: String
    /// Which product, `Core`, `Composition` or `Tools`; elsewhere the package.
    package let owner: String
    /// Which part of a product.
    package let part: Part?
    /// The package it belongs to.
    package let package: String
    /// What its files say, by path.
    package var files: [SourceFile] = []

    /// Whether it is compiled for tests alone.
    package var isTest: Bool { target.kind == .test }
}

/// A Swift file that was read.
package struct SourceFile: Sendable {
    /// Below the root, with `/`.
    package let path: String
    /// What it says about other modules.
    package let parsed: ParsedSource

    /// A file at a path below the root.
    package init(path: String, parsed: ParsedSource) {
        (self.path, self.parsed) = (path, parsed)
    }
}

/// An import in a file.
package struct Site: Sendable {
    /// Below the root.
    package let file: String
    /// The statement.
    package let statement: ImportStatement

    var place: Place {
        Place(file: file, line: statement.line, column: statement.nameColumn)
    }
}

/// Where something is written.
package struct Place: Hashable, Comparable, Sendable {
    /// Below the root.
    package let file: String
    /// From 1.
    package let line: Int
    /// Bytes, from 1.
    package let column: Int

    /// A place in a file.
    package init(file: String, line: Int, column: Int) {
        (self.file, self.line, self.column) = (file, line, column)
    }

    /// By path in bytes, then line, then column.
    package static func < (left: Place, right: Place) -> Bool {
        if left.file != right.file {
            return left.file.utf8.lexicographicallyPrecedes(right.file.utf8)
        }
        return (left.line, left.column) < (right.line, right.column)
    }
}

/// Everything by which one module reaches another in one step.
package struct Edge: Sendable {
    /// Index of the module that uses.
    package let from: Int
    /// Index of the module that is used.
    package let to: Int
    /// Every import that makes it, by path and line.
    package var sites: [Site] = []
    /// The manifest has it.
    package var isDeclared = false
    /// The manifest has it for some platforms or traits only.
    package var isConditional = false
}
