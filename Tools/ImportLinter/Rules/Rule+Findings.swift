extension Rule {
    /// Everything in the graph that the rule does not allow.
    func findings(_ graph: ModuleGraph) -> [Diagnostic] {
        switch contract {
        case .forbidden(let from, let to): unreachable(graph, from: from, to: to)
        case .only(let modules, let mayImport, let toolchain, let scoped):
            graph.modules.indices.filter { modules.match(graph.modules[$0]) }.flatMap { index in
                only(graph, index, modules: modules, mayImport: mayImport)
                    + self.toolchain(graph, index, whole: toolchain, scoped: scoped)
            }
        case .protected(let modules, let importers):
            edges(graph) { from, to in
                guard let given = modules.bindings(to), !modules.match(from, given: given) else {
                    return false
                }
                return !importers.match(from, given: given)
            }
        case .door(let inside, let alongside, let through, let usedBy):
            edges(graph) { from, to in
                guard let given = inside.bindings(to),
                    !(inside + alongside).match(from, given: given)
                else { return false }
                return !through.match(to, given: given) || !usedBy.match(from)
            }
        }
    }

    /// Ways that lead through another module of `from` or `to` are found there.
    private func unreachable(
        _ graph: ModuleGraph, from: [Selector], to: [Selector]
    ) -> [Diagnostic] {
        graph.modules.indices.flatMap { start -> [Diagnostic] in
            guard let given = from.bindings(graph.modules[start]) else { return [] }
            let isEnd = { (index: Int) in to.match(graph.modules[index], given: given) }
            let isStart = { (index: Int) in from.match(graph.modules[index]) }
            let chains = graph.chains(from: start) { isEnd($0) || isStart($0) }
            return chains.keys.sorted().filter(isEnd).flatMap { end in
                chains[end].map { found(graph, $0) } ?? []
            }
        }
    }

    private func only(
        _ graph: ModuleGraph, _ index: Int, modules: [Selector], mayImport: [Selector]
    ) -> [Diagnostic] {
        let given = modules.bindings(graph.modules[index]) ?? [:]
        return graph.edges[index].filter { edge in
            !edge.sites.isEmpty && !mayImport.match(graph.modules[edge.to], given: given)
        }.flatMap { found(graph, $0) }
    }

    private func toolchain(
        _ graph: ModuleGraph, _ index: Int, whole: [String]?, scoped: [String]
    ) -> [Diagnostic] {
        guard let whole else { return [] }
        let module = graph.modules[index]
        return graph.outside[index].filter { site in
            let name = site.statement.module
            guard !whole.contains(name) else { return false }
            return !scoped.contains(name) || site.statement.kind == nil
        }.map { site in
            let name = site.statement.module
            let piecemeal = scoped.contains(name) ? " as a whole" : ""
            return Diagnostic(
                id, at: site.place,
                "\(module.name) may not import \(name)\(piecemeal): \(because).",
                fix: fix
            ).about(module, name, site.statement)
        }
    }

    private func edges(
        _ graph: ModuleGraph, where isWrong: (Module, Module) -> Bool
    ) -> [Diagnostic] {
        graph.edges.joined().filter { isWrong(graph.modules[$0.from], graph.modules[$0.to]) }
            .flatMap { found(graph, $0) }
    }
}

// MARK: - Words

extension Rule {
    /// One finding for each import: every one of them has to go.
    private func found(_ graph: ModuleGraph, _ edge: Edge) -> [Diagnostic] {
        let chain = Chain(modules: [edge.from, edge.to], others: 0)
        guard !edge.sites.isEmpty else { return [found(graph, chain, nil)] }
        return edge.sites.map { found(graph, chain, $0) }
    }

    /// Placed where the first step is taken: that is the file to change.
    private func found(_ graph: ModuleGraph, _ chain: Chain) -> [Diagnostic] {
        guard let edge = graph.edge(chain.modules[0], chain.modules[1]) else { return [] }
        guard chain.modules.count > 2 else { return found(graph, edge) }
        return [found(graph, chain, edge.sites.min { $0.place < $1.place })]
    }

    private func found(_ graph: ModuleGraph, _ chain: Chain, _ site: Site?) -> Diagnostic {
        let module = graph.modules[chain.modules[0]]
        let other = graph.modules[chain.modules[chain.modules.count - 1]].name
        let verb = chain.modules.count > 2 ? "reach" : "use"
        // `{p}` of a fix is the owner of the module that broke the rule.
        var finding = Diagnostic(
            id, at: site?.place ?? .manifest,
            "\(module.name) may not \(verb) \(other): \(because).",
            fix: fix.replacing("{p}", with: module.owner)
        ).about(module, other, site?.statement)
        if site == nil { finding.code = "declared in Package.swift, imported nowhere" }
        finding.chain = graph.hops(chain)
        finding.otherChains = chain.others
        return finding
    }
}
