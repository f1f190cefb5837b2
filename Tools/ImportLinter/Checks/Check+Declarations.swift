extension Check {
    static let undeclaredImport = Check(
        "undeclared-import", "a module is imported that the target does not declare itself"
    ) { workspace in
        let graph = workspace.graph
        return foreign(workspace)
            + graph.edges.joined().flatMap { edge -> [Diagnostic] in
                guard !edge.isDeclared || edge.isConditional else { return [] }
                let (from, to) = (graph.modules[edge.from], graph.modules[edge.to])
                // A test bundle runs on plain declarations; a condition is met inside the same #if.
                let sites = edge.sites.filter {
                    !edge.isDeclared || $0.statement.conditions.isEmpty
                }
                return sites.map { site in
                    Diagnostic(
                        "undeclared-import", edge.isDeclared ? .warning : .error, at: site.place,
                        edge.isDeclared
                            ? "\(from.name) declares \(to.name) for some platforms or traits "
                                + "only, and imports it always."
                            : "\(from.name) imports \(to.name) and does not declare it: it "
                                + "builds or fails with the order of the build.",
                        fix: "declare \(to.target.name) for \(from.target.name) in Package.swift, "
                            + "or remove the import"
                    ).about(from, to.name, site.statement)
                }
            }
    }

    /// Imports of modules of other packages that no declared product holds.
    private static func foreign(_ workspace: Workspace) -> [Diagnostic] {
        let (graph, around) = (workspace.graph, workspace.surroundings)
        guard !around.foreign.isEmpty else { return [] }
        return graph.modules.indices.flatMap { index -> [Diagnostic] in
            let module = graph.modules[index]
            let products = module.target.dependencies.map { around.products[$0.name] ?? [] }
            let renamed = module.target.dependencies.flatMap(\.aliases.keys)
            let declared = products.reduce(into: Set(renamed)) { $0.formUnion($1) }
            return graph.outside[index].compactMap { site in
                let name = site.statement.module
                guard let package = around.foreign[name], !declared.contains(name),
                    !Toolchain.modules.contains(name)
                else { return nil }
                let offers = around.products.filter { $0.value.contains(name) }.keys.sorted()
                return Diagnostic(
                    "undeclared-import", at: site.place,
                    "\(module.name) imports \(name) of \(package) and declares no product with it.",
                    fix: offers.first.map {
                        "declare .product(name: \"\($0)\", package: \"\(package)\")"
                    } ?? "remove the import: \(package) offers \(name) to nobody"
                ).about(module, name, site.statement)
            }
        }
    }

    static let undeclaredCanImport = Check(
        "undeclared-can-import", "canImport of a module that the target does not declare"
    ) { workspace in
        let graph = workspace.graph
        return graph.modules.indices.flatMap { index -> [Diagnostic] in
            let from = graph.modules[index]
            return from.files.flatMap { file -> [Diagnostic] in
                file.parsed.canImports.compactMap { question in
                    guard let to = graph.index(of: question.module), to != index,
                        graph.edge(index, to)?.isDeclared != true
                    else { return nil }
                    let place = Place(file: file.path, line: question.line, column: question.column)
                    return Diagnostic(
                        "undeclared-can-import", at: place,
                        "canImport(\(question.module)) in \(from.name), which does not declare "
                            + "it: the answer depends on what was built before.",
                        fix: "declare \(question.module) and import it, or remove the branch"
                    ).about(from, question.module)
                }
            }
        }
    }

    static let unusedDependency = Check(
        "unused-dependency", "a target declares a module that none of its files imports",
        severity: .warning
    ) { workspace in
        let graph = workspace.graph
        return graph.edges.joined().compactMap { edge in
            let (from, to) = (graph.modules[edge.from], graph.modules[edge.to])
            guard edge.isDeclared, edge.sites.isEmpty, isChosen(from, to, workspace) else {
                return nil
            }
            return Diagnostic(
                "unused-dependency", workspace.isThisPackage ? .error : .warning,
                at: workspace.row(of: from),
                "\(from.name) declares \(to.name) and never imports it.",
                fix: "take \"\(to.target.name)\" out of the row of \(from.target.name)"
            ).about(from, to.name)
        }
    }

    /// Whether somebody wrote this dependency down, rather than the shape of a part giving it.
    private static func isChosen(_ from: Module, _ to: Module, _ workspace: Workspace) -> Bool {
        guard from.target.hasSources, to.target.kind == .library else { return false }
        guard workspace.isThisPackage else { return true }
        let durable = ["Events", "EventStore", "Projections", "Workflows"]
        switch (from.owner, from.part) {
        case ("Core", nil): return from.path.hasPrefix("Core/")
        case (_, .workflows):
            return to.owner != from.owner && !durable.contains(to.name)
        case (_, .adapters): return to.owner == "Core" && to.name != "Events"
        default: return false
        }
    }
}
