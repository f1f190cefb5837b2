/// Answers about a graph: who uses this, and why does this reach that.
package struct Questions {
    let graph: ModuleGraph

    /// Asks about a graph.
    package init(_ graph: ModuleGraph) { self.graph = graph }

    /// A name that is no module, with those that are near.
    package func unknown(_ name: String) -> String? {
        guard graph.index(of: name) == nil else { return nil }
        let near = NearestNames.of(name, among: graph.modules.map(\.name))
        let hint = near.isEmpty ? "" : ": did you mean \(near.joined(separator: ", "))?"
        return "there is no module \(name)\(hint)"
    }

    /// Who imports a module: a line an import, or a line a module with all that reach it.
    package func importers(of name: String, isTransitive: Bool) -> [String] {
        guard let end = graph.index(of: name) else { return [] }
        let modules = graph.modules.enumerated().sorted {
            ($0.element.owner, $0.element.name) < ($1.element.owner, $1.element.name)
        }
        return modules.flatMap { index, module -> [String] in
            guard index != end else { return [] }
            if isTransitive {
                return graph.reach.contains(index, end)
                    ? ["\(module.owner)  \(module.name)"] : []
            }
            let sites = graph.edge(index, end)?.sites ?? []
            return sites.map { site in
                "\(module.owner)  \(module.name)  \(site.file):\(site.statement.line)"
            }
        }
    }

    /// The shortest way from one module to another, a line a step; empty where there is none.
    package func why(_ from: String, _ to: String) -> [String] {
        guard let start = graph.index(of: from), let end = graph.index(of: to),
            let chain = graph.chain(from: start, to: end)
        else { return [] }
        return lines(chain)
    }

    /// Every way that is as short as the shortest, with an empty line between two.
    package func everyWhy(_ from: String, _ to: String) -> [String] {
        guard let start = graph.index(of: from), let end = graph.index(of: to) else { return [] }
        let ways = graph.shortestChains(from: start, to: end).map(lines)
        return Array(ways.joined(separator: [""]))
    }

    /// The fewest edges whose removal parts two modules, each with its first place.
    package func cut(_ from: String, _ to: String) -> [String] {
        guard let start = graph.index(of: from), let end = graph.index(of: to) else { return [] }
        return Cut(graph, from: start, to: end).edges.map { edge in
            let place = graph.place(of: edge.from, using: edge.to)
            let names = "\(graph.modules[edge.from].name) → \(graph.modules[edge.to].name)"
            return "\(names)  \(place.file):\(place.line)"
        }
    }

    private func lines(_ chain: Chain) -> [String] {
        graph.hops(chain).map { hop in
            guard let place = hop.place else { return hop.module }
            return "→ \(hop.module)  \(place.file):\(place.line)"
        }
    }
}
