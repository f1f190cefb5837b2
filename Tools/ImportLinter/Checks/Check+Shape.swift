extension Check {
    static let moduleCycle = Check("module-cycle", "modules import each other in a ring") {
        workspace in
        let graph = workspace.graph
        return graph.reach.rings.compactMap { ring in
            let start = ring[0]
            let inRing = { (index: Int) in ring.contains(index) }
            guard let first = graph.edges[start].map(\.to).first(where: inRing),
                let back = graph.chain(from: first, to: start)
            else { return nil }
            let chain = Chain(modules: [start] + back.modules, others: 0)
            var finding = Diagnostic(
                "module-cycle", at: graph.place(of: start, using: first),
                "\(graph.modules[start].name) comes back to itself over "
                    + "\(chain.modules.count - 1) imports.",
                fix: "remove one of them: move what both need to a module below"
            ).about(graph.modules[start], graph.modules[first].name)
            finding.chain = graph.hops(chain)
            return finding
        }
    }

    static let reexportOutsideExports = Check(
        "reexport-outside-exports", "@_exported elsewhere than in Exports.swift of a facade",
        isOnByDefault: false
    ) { workspace in
        let isOurs = workspace.isThisPackage
        return workspace.findings { module, statement, site in
            guard statement.has("@_exported") else { return nil }
            let place = site(statement).place
            let name = statement.module
            let isDoor = !isOurs || module.part == .facade
            let isExports = isDoor && place.file.hasSuffix("/Exports.swift")
            guard !isExports || (isOurs && name != "\(module.owner)Contracts") else { return nil }
            return Diagnostic(
                "reexport-outside-exports", at: place,
                "\(module.name) re-exports \(name): whoever imports it reaches both.",
                fix: isExports
                    ? "a facade re-exports its own contracts and nothing else"
                    : "write a plain import; only Exports.swift of a facade re-exports"
            ).about(module, name, statement)
        }
    }

    static let publicImportOfInside = Check(
        "public-import-of-inside", "an inner module in the interface of Facade or Contracts"
    ) { workspace in
        let inner: [Part] = [.domain, .workflows, .adapters]
        let isDoor = { (module: Module) in module.part == .facade || module.part == .contracts }
        return workspace.findings(in: isDoor) { module, statement, site in
            guard statement.access == "public" || statement.has("@_exported"),
                let index = workspace.graph.index(of: statement.module)
            else { return nil }
            let other = workspace.graph.modules[index]
            guard other.owner == module.owner, let part = other.part, inner.contains(part) else {
                return nil
            }
            return Diagnostic(
                "public-import-of-inside", at: site(statement).place,
                "\(module.name) shows \(other.name) to its callers.",
                fix: "import it without `public`, and keep its types out of public declarations"
            ).about(module, other.name, statement)
        }
    }

    static let testableOutsideTests = Check(
        "testable-outside-tests", "@testable elsewhere than in a test of the same owner"
    ) { workspace in
        let supports = Set(workspace.graph.modules.filter(isSupport).map(\.name))
        return workspace.findings { module, statement, site in
            let isTestable = statement.has("@testable")
            guard isTestable || supports.contains(statement.module),
                let index = workspace.graph.index(of: statement.module)
            else { return nil }
            let other = workspace.graph.modules[index]
            let problem: String
            if isTestable, !module.isTest {
                problem = "\(module.name) is no test and opens \(other.name) with @testable."
            } else if isTestable, module.owner != other.owner {
                problem = "\(module.name) opens \(other.name), which belongs to \(other.owner)."
            } else if isSupport(other), !module.isTest, !isSupport(module) {
                problem = "\(module.name) is no test and imports \(other.name), made for tests."
            } else {
                return nil
            }
            return Diagnostic(
                "testable-outside-tests", at: site(statement).place, problem,
                fix: "test through what the module shows; @testable is for tests of its owner"
            ).about(module, other.name, statement)
        }
    }

    /// A library beside the tests.
    private static func isSupport(_ module: Module) -> Bool {
        module.target.kind == .library && module.path.hasPrefix("Tests/")
    }
}
