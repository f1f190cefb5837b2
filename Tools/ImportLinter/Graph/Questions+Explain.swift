extension Questions {
    /// What there is to know about a module or a rule; nil where nothing has this name.
    package func explain(_ name: String, workspace: Workspace, rules: [Rule]) -> [String]? {
        if let index = graph.index(of: name) { return module(index, rules) }
        if name == "config" { return RuleSchema.text }
        let named = rules.filter { $0.id == name }
        if !named.isEmpty { return named.flatMap { rule($0) } }
        guard let check = Check.all.first(where: { $0.id == name }) else { return nil }
        let count = check.weighed(in: workspace).count
        return ["\(check.id): \(check.meaning)", "findings  \(count)"]
    }

    /// Names near one that nothing has.
    package func near(_ name: String, rules: [Rule]) -> [String] {
        let names = graph.modules.map(\.name) + rules.map(\.id) + Check.all.map(\.id)
        return NearestNames.of(name, among: names)
    }

    private func module(_ index: Int, _ rules: [Rule]) -> [String] {
        let module = graph.modules[index]
        let edges = graph.edges[index]
        let names = { (list: [Edge]) in
            list.isEmpty
                ? "nothing" : list.map { graph.modules[$0.to].name }.joined(separator: ", ")
        }
        let reached = graph.reach.members(index).filter { $0 != index }
        let files = reached.reduce(0) { $0 + graph.modules[$1].files.count }
        let workflows = reached.count { graph.modules[$0].part == .workflows }
        let importers = graph.edges.joined().filter { $0.to == index && !$0.sites.isEmpty }
        let users = importers.map { graph.modules[$0.from].name }
        var applying: [String] = []
        for rule in rules where rule.speaks(of: module) && !applying.contains(rule.id) {
            applying.append(rule.id)
        }
        return [
            "module    \(module.name)",
            "owner     \(module.owner)\(module.part.map { ", \($0.rawValue)" } ?? "")",
            "folder    \(module.path), \(module.files.count) files",
            "declares  \(names(edges.filter(\.isDeclared)))",
            "imports   \(names(edges.filter { !$0.sites.isEmpty }))",
            "imported by  \(users.isEmpty ? "nobody" : users.joined(separator: ", "))",
            "reaches   \(reached.count) modules, \(files) files, \(workflows) workflows",
            "rules     \(applying.isEmpty ? "none" : applying.joined(separator: ", "))",
        ]
    }

    private func rule(_ rule: Rule) -> [String] {
        let lines = [
            ("because  ", rule.because), ("fix      ", rule.fix), ("allowed  ", rule.allowed),
            ("forbidden", rule.forbidden),
        ]
        let said = lines.filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1)" }
        return ["rule      \(rule.id)"] + said + ["findings  \(rule.findings(graph).count)"]
    }
}

extension Rule {
    /// Whether the module may break it.
    func speaks(of module: Module) -> Bool {
        switch contract {
        case .forbidden(let from, _, _): from.match(module)
        case .layers(let layers): layers.layers.contains { $0.match(module) }
        case .independent(let groups, _), .acyclic(let groups):
            groups.contains { $0.selectors.match(module) }
        case .only(let modules, _, _, _): modules.match(module)
        case .protected(_, let importers): !importers.match(module)
        case .door: true
        }
    }
}
