extension Rule {
    /// Everything in the graph that the rule does not allow.
    func findings(_ graph: ModuleGraph) -> [Diagnostic] {
        switch contract {
        case .layers(let layers): self.layers(graph, layers)
        case .forbidden(let from, let to, let range): forbidden(graph, from, to, range)
        case .independent(let groups, let except): independent(graph, groups, except)
        case .acyclic(let groups): acyclic(graph, groups)
        case .only(let modules, let mayImport, let toolchain, let scoped):
            graph.modules.indices.filter { modules.match(graph.modules[$0]) }.flatMap { index in
                only(graph, index, modules: modules, mayImport: mayImport)
                    + self.toolchain(graph, index, whole: toolchain, scoped: scoped)
            }
        case .protected(let modules, let importers):
            protected(graph, modules, importers)
        case .door(let inside, let alongside, let through, let usedBy):
            edges(graph) { from, to in
                guard let given = inside.bindings(to),
                    !(inside + alongside).match(from, given: given)
                else { return false }
                return !through.match(to, given: given) || !usedBy.match(from)
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
        return graph.outside[index].filter { site in
            let name = site.statement.module
            guard !whole.contains(name) else { return false }
            return !scoped.contains(name) || site.statement.kind == nil
        }.map { site in
            let piecemeal = scoped.contains(site.statement.module) ? " as a whole" : ""
            return outside(graph, index, site, suffix: piecemeal)
        }
    }

    private func protected(
        _ graph: ModuleGraph, _ modules: [Selector], _ importers: [Selector]
    ) -> [Diagnostic] {
        let bindings = graph.modules.map { modules.bindings($0) }
        let inside = graph.edges.joined().filter { edge in
            let from = graph.modules[edge.from]
            guard let given = bindings[edge.to], !modules.match(from, given: given) else {
                return false
            }
            return !importers.match(from, given: given)
        }.flatMap { found(graph, $0) }
        guard modules.contains(where: \.isOfToolchain) else { return inside }
        let beyond = graph.modules.indices.flatMap { index -> [Diagnostic] in
            guard !importers.match(graph.modules[index]) else { return [] }
            return graph.outside[index].filter { modules.matchToolchain($0.statement.module) }
                .map { outside(graph, index, $0) }
        }
        return inside + beyond
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
    func found(_ graph: ModuleGraph, _ edge: Edge) -> [Diagnostic] {
        let chain = Chain(modules: [edge.from, edge.to], others: 0)
        guard !edge.sites.isEmpty else { return [found(graph, chain, nil)] }
        return edge.sites.map { found(graph, chain, $0) }
    }

    /// Placed where the first step is taken: that is the file to change.
    func found(_ graph: ModuleGraph, _ chain: Chain) -> [Diagnostic] {
        guard let edge = graph.edge(chain.modules[0], chain.modules[1]) else { return [] }
        guard chain.modules.count > 2 else { return found(graph, edge) }
        return [found(graph, chain, edge.sites.min { $0.place < $1.place })]
    }

    private func found(_ graph: ModuleGraph, _ chain: Chain, _ site: Site?) -> Diagnostic {
        let module = graph.modules[chain.modules[0]]
        let other = graph.modules[chain.modules[chain.modules.count - 1]].name
        let verb = chain.modules.count > 2 ? "reach" : "use"
        var finding = Diagnostic(
            id, severity, at: site?.place ?? .manifest, words(module, "may not \(verb) \(other)"),
            fix: wayOut(module)
        ).about(module, other, site?.statement)
        if site == nil { finding.code = "declared in Package.swift, imported nowhere" }
        finding.chain = graph.hops(chain)
        finding.otherChains = chain.others
        return finding
    }

    /// An import of what is not in scope.
    func outside(
        _ graph: ModuleGraph, _ index: Int, _ site: Site, suffix: String = ""
    ) -> Diagnostic {
        let (module, name) = (graph.modules[index], site.statement.module)
        return Diagnostic(
            id, severity, at: site.place, words(module, "may not import \(name)\(suffix)"),
            fix: wayOut(module)
        ).about(module, name, site.statement)
    }

    func words(_ module: Module, _ verdict: String) -> String {
        "\(module.name) \(verdict)\(because.isEmpty ? "" : ": \(because)")."
    }

    /// `{p}` of a fix is the owner of the module that broke the rule.
    func wayOut(_ module: Module) -> String {
        fix.isEmpty ? "remove the import" : fix.replacing("{p}", with: module.owner)
    }
}
