extension Rule {
    /// What is wrong with the rule itself: a pattern that matches nothing, an example that fails.
    func complaints(_ graph: ModuleGraph) -> [String] {
        let idle = contract.selectors.filter { selector in
            selector.isOfToolchain
                ? !Toolchain.modules.contains(where: selector.matches)
                : !graph.modules.contains { selector.bindings($0) != nil }
        }
        let unmatched = idle.map {
            "rule-matches-nothing: the pattern \($0.text) of \(id) matches no module; "
                + "take it out until there is one"
        }
        var broken: [String] = []
        if !allowed.isEmpty, reports(allowed, graph) {
            broken.append("rule-broken: \(id) reports its allowed example \(allowed)")
        }
        if !forbidden.isEmpty, !reports(forbidden, graph) {
            broken.append("rule-broken: \(id) lets its forbidden example \(forbidden) pass")
        }
        return unmatched + broken
    }

    /// Tries the rule on a graph of the example alone.
    private func reports(_ example: String, _ graph: ModuleGraph) -> Bool {
        let names = example.split(separator: " ").map(String.init).filter { $0 != "->" }
        guard let first = names.first, let last = names.last, names.count == 2 else { return false }
        var from = Rule.module(first, graph)
        let statement = ImportStatement(line: 1, column: 1, nameColumn: 8, module: last)
        from.files = [
            SourceFile(path: "Example.swift", parsed: ParsedSource(imports: [statement]))
        ]
        let isToolchain = graph.index(of: last) == nil && Part.named(last) == nil
        let modules = isToolchain ? [from] : [from, Rule.module(last, graph)]
        // A module that stands in no layer is no fault of the edge.
        return findings(ModuleGraph(modules)).contains { !$0.to.isEmpty }
    }

    /// The module without its edges, or one as it would be if it existed.
    private static func module(_ name: String, _ graph: ModuleGraph) -> Module {
        let known = graph.index(of: name).map { graph.modules[$0] }
        let (owner, part) = Part.named(name) ?? ("", .domain)
        let path =
            part == .tests ? "Tests/\(name)" : "Products/\(owner)/\(part.rawValue)"
        let kind: TargetModel.Kind = part == .tests ? .test : .library
        let target = TargetModel(name: name, kind: known?.target.kind ?? kind)
        return Module(
            name: name, target: target, path: known?.path ?? path, owner: known?.owner ?? owner,
            part: known?.part ?? part, package: known?.package ?? "")
    }
}

extension Part {
    /// Product and part of a name that is made like those of products.
    static func named(_ name: String) -> (owner: String, part: Part)? {
        for part in allCases where name.hasSuffix(part.rawValue) {
            let owner = String(name.dropLast(part.rawValue.count))
            if !owner.isEmpty { return (owner, part) }
        }
        return nil
    }
}
