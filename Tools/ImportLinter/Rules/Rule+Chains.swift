// Contracts that look at ways through several modules.

extension Rule {
    /// Ways that lead through another module of `from` or `to` are found there.
    func forbidden(
        _ graph: ModuleGraph, _ from: [Selector], _ to: [Selector], _ range: Range
    ) -> [Diagnostic] {
        let starts = graph.modules.indices.filter { from.match(graph.modules[$0]) }
        let startSet = BitSet(starts, of: graph.modules.count)
        return starts.flatMap { start -> [Diagnostic] in
            let given = from.bindings(graph.modules[start]) ?? [:]
            let ends = BitSet(
                graph.modules.indices.filter {
                    $0 != start && to.match(graph.modules[$0], given: given)
                },
                of: graph.modules.count)
            let inside = ways(graph, start, ends, range) {
                ends.contains($0) || startSet.contains($0)
            }
            return inside + beyond(graph, start, to, range) { startSet.contains($0) }
        }
    }

    /// From a module to those in `ends`, not through any that `stop` names.
    private func ways(
        _ graph: ModuleGraph, _ start: Int, _ ends: BitSet, _ range: Range, stop: (Int) -> Bool
    ) -> [Diagnostic] {
        guard graph.reach.meets(start, ends) else { return [] }
        if range == .direct {
            return graph.edges[start].filter { ends.contains($0.to) }.flatMap { found(graph, $0) }
        }
        let ways = Ways(graph, from: start, stop: stop)
        return ways.reached.filter { ends.contains($0) && $0 != start }.sorted().flatMap { end in
            ways.chain(to: end).map { found(graph, $0) } ?? []
        }
    }

    /// Modules of the toolchain have no edges of their own: the last step is an import.
    private func beyond(
        _ graph: ModuleGraph, _ start: Int, _ to: [Selector], _ range: Range, stop: (Int) -> Bool
    ) -> [Diagnostic] {
        guard to.contains(where: \.isOfToolchain) else { return [] }
        let own = graph.outside[start].filter { to.matchToolchain($0.statement.module) }
            .map { outside(graph, start, $0) }
        guard range == .transitive else { return own }
        let ways = Ways(graph, from: start, stop: stop)
        return own
            + ways.reached.sorted().compactMap { middle -> Diagnostic? in
                guard !stop(middle), let chain = ways.chain(to: middle),
                    let last = graph.outside[middle].first(where: {
                        to.matchToolchain($0.statement.module)
                    }), var finding = found(graph, chain).first
                else { return nil }
                finding.to = last.statement.module
                finding.what = words(graph.modules[start], "may not reach \(finding.to)")
                finding.chain = graph.hops(chain) + [Hop(module: finding.to, place: last.place)]
                return finding
            }
    }
}

// MARK: - Layers

extension Rule {
    func layers(_ graph: ModuleGraph, _ contract: Contract.Layers) -> [Diagnostic] {
        var known: [Selector.Bindings: [Int?]] = [:]
        let placements = graph.modules.map { Rule.layer(of: $0, contract.layers, given: [:]) }
        let inLayers = graph.modules.indices.flatMap { start -> [Diagnostic] in
            guard let (own, given) = placements[start] else { return [] }
            let levels =
                known[given]
                ?? graph.modules.map { Rule.layer(of: $0, contract.layers, given: given)?.level }
            known[given] = levels
            return upward(graph, contract, start, own, levels)
        }
        return inLayers + unplaced(graph, contract, placements.map { $0?.level })
    }

    private static func layer(
        of module: Module, _ layers: [[Selector]], given: Selector.Bindings
    ) -> (level: Int, bindings: Selector.Bindings)? {
        for (level, selectors) in layers.enumerated() {
            if let bindings = selectors.bindings(module, given: given) { return (level, bindings) }
        }
        return nil
    }

    /// Ways through another module in a layer are found there.
    private func upward(
        _ graph: ModuleGraph, _ contract: Contract.Layers, _ start: Int, _ own: Int,
        _ levels: [Int?]
    ) -> [Diagnostic] {
        let ends = graph.modules.indices.filter { index in
            guard index != start, let level = levels[index] else { return false }
            return level < own || (level == own && contract.keepsSiblingsApart)
        }
        let set = BitSet(ends, of: graph.modules.count)
        let up = ways(graph, start, set, contract.range) { levels[$0] != nil }
        guard contract.isClosed else { return up }
        let skipping = graph.edges[start].filter { edge in
            levels[edge.to].map { $0 > own + 1 } ?? false
        }
        return up + skipping.flatMap { found(graph, $0) }
    }

    private func unplaced(
        _ graph: ModuleGraph, _ contract: Contract.Layers, _ levels: [Int?]
    ) -> [Diagnostic] {
        graph.modules.indices.filter { index in
            let isWanted = contract.isExhaustive && !graph.modules[index].isTest
            return levels[index] == nil
                && (isWanted || contract.placed.match(graph.modules[index]))
        }.map { index in
            let module = graph.modules[index]
            return Diagnostic(
                id, severity, at: .manifest, words(module, "stands in no layer"),
                fix: "add it to a layer of \(id)"
            ).about(module, "")
        }
    }
}

// MARK: - Groups

extension Rule {
    func independent(
        _ graph: ModuleGraph, _ groups: [Grouping], _ except: [Selector]
    ) -> [Diagnostic] {
        let names = zip(graph.modules, Grouping.names(groups, graph)).map { module, name in
            except.match(module) ? nil : name
        }
        return graph.modules.indices.flatMap { start -> [Diagnostic] in
            guard let own = names[start] else { return [] }
            let ends = names.indices.filter { names[$0] != nil && names[$0] != own }
            let set = BitSet(ends, of: names.count)
            return ways(graph, start, set, .transitive) { names[$0] != nil }
        }
    }

    /// A ring is shown once, by its shortest way round, with the fewest edges that break it.
    func acyclic(_ graph: ModuleGraph, _ groups: [Grouping]) -> [Diagnostic] {
        let rings = GroupGraph(graph, Grouping.names(groups, graph)).rings
        return rings.prefix(Limits.ringsShownMax).map { ring in
            let edge = ring.edges[0]
            let module = graph.modules[edge.from]
            let names = (ring.groups + [ring.groups[0]]).joined(separator: " → ")
            let cut = ring.cut.map { "\($0.from) → \($0.to)" }.joined(separator: ", ")
            var finding = Diagnostic(
                id, severity, at: graph.place(of: edge.from, using: edge.to),
                words(module, "is part of a ring of groups, \(names)"),
                fix: fix.isEmpty ? "remove \(cut)" : "\(wayOut(module)) (remove \(cut))"
            ).about(module, graph.modules[edge.to].name, edge.sites.first?.statement)
            finding.chain =
                [Hop(module: module.name, place: nil)]
                + ring.edges.map {
                    Hop(
                        module: graph.modules[$0.to].name,
                        place: graph.place(of: $0.from, using: $0.to))
                }
            return finding
        }
    }
}
