/// Modules, and who uses whom: what manifests declare and what files import, of all branches.
package struct ModuleGraph: Sendable {
    /// Sorted by name.
    package private(set) var modules: [Module]
    /// For each module its edges, sorted by the name of the other end.
    package private(set) var edges: [[Edge]] = []
    /// For each module its imports of what is not in scope.
    package private(set) var outside: [[Site]] = []
    /// Who reaches whom over any number of edges.
    private(set) var reach = Reach([])
    private let indices: [String: Int]

    /// Puts the modules in order and draws the edges.
    ///
    /// - Parameters:
    ///   - unsorted: The modules in scope.
    ///   - products: What a declaration may name instead of a target, with the targets in it.
    package init(_ unsorted: [Module], products: [String: [String]] = [:]) {
        modules = unsorted.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var indices: [String: Int] = [:]
        for (index, module) in modules.enumerated() { indices[module.name] = index }
        for (index, module) in modules.enumerated() where indices[module.target.name] == nil {
            indices[module.target.name] = index
        }
        self.indices = indices
        for index in modules.indices { draw(from: index, products) }
        reach = Reach(edges.map { $0.map(\.to) })
    }

    /// Where a module of this name stands; nil where it is not in scope.
    package func index(of name: String) -> Int? { indices[name] }

    /// The edge between two modules.
    package func edge(_ from: Int, _ to: Int) -> Edge? { edges[from].first { $0.to == to } }

    /// Files that were read.
    package var fileCount: Int { modules.reduce(0) { $0 + $1.files.count } }

    /// Imports that were read.
    package var importCount: Int {
        modules.reduce(0) { $0 + $1.files.reduce(0) { $0 + $1.parsed.imports.count } }
    }

    private mutating func draw(from: Int, _ products: [String: [String]]) {
        var found: [Int: Edge] = [:]
        var elsewhere: [Site] = []
        for dependency in modules[from].target.dependencies {
            let isTarget = dependency.package == nil && indices[dependency.name] != nil
            let names = isTarget ? [dependency.name] : products[dependency.name] ?? []
            for to in names.compactMap({ indices[$0] }) where to != from {
                found[to, default: Edge(from: from, to: to)].isDeclared = true
                found[to]?.isConditional = dependency.isConditional
            }
        }
        for file in modules[from].files {
            let macros = file.parsed.macros
            let statements =
                macros.isEmpty ? file.parsed.imports : file.parsed.imports + macros.map(\.asImport)
            for statement in statements {
                let site = Site(file: file.path, statement: statement)
                guard let to = indices[statement.module] else {
                    elsewhere.append(site)
                    continue
                }
                guard to != from else { continue }
                found[to, default: Edge(from: from, to: to)].sites.append(site)
            }
        }
        // Modules stand in the order of their names, so their numbers sort the edges.
        edges.append(found.values.sorted { $0.to < $1.to })
        outside.append(elsewhere)
    }
}

extension MacroReference {
    /// A macro's implementation is used like an import.
    fileprivate var asImport: ImportStatement {
        var extra = ImportStatement.Extra()
        extra.kind = "macro"
        return ImportStatement(
            line: line, column: column, nameColumn: column, module: module, extra: extra)
    }
}
