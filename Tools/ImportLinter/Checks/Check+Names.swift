extension Check {
    static let unknownModule = Check(
        "unknown-module", "the name is no target, no module of the toolchain and no dependency"
    ) { workspace in
        let graph = workspace.graph
        let inTargets = zip(graph.modules, graph.outside).flatMap { module, sites in
            sites.compactMap { site -> Diagnostic? in
                let isAlias = module.target.dependencies.contains {
                    $0.aliases[site.statement.module] != nil
                }
                guard !isAlias, isUnknown(site.statement, workspace) else { return nil }
                // A package that was never fetched may hold it.
                let mayExist = module.target.dependencies.contains { dependency in
                    dependency.package.map(workspace.surroundings.missing.contains)
                        ?? (graph.index(of: dependency.name) == nil
                            && !workspace.surroundings.missing.isEmpty)
                }
                return unknown(site, in: module.name, workspace, mayExist ? .warning : .error)
            }
        }
        let inStrays = workspace.strays.flatMap { file in
            file.parsed.imports.compactMap { statement -> Diagnostic? in
                guard graph.index(of: statement.module) == nil, isUnknown(statement, workspace)
                else { return nil }
                let site = Site(file: file.path, statement: statement)
                return unknown(site, in: "", workspace, .warning)
            }
        }
        return inTargets + inStrays
    }

    private static func isUnknown(_ statement: ImportStatement, _ workspace: Workspace) -> Bool {
        let name = statement.module
        return !Toolchain.modules.contains(name) && workspace.surroundings.foreign[name] == nil
            && !isElsewhere(statement)
    }

    private static func unknown(
        _ site: Site, in from: String, _ workspace: Workspace, _ severity: Severity
    ) -> Diagnostic {
        let name = site.statement.module
        let near = NearestNames.of(name, among: workspace.graph.modules.map(\.name))
        let missing = workspace.surroundings.missing.sorted().joined(separator: ", ")
        var finding = Diagnostic(
            "unknown-module", severity, at: site.place,
            name.isEmpty
                ? "An import without a name."
                : severity == .warning && !missing.isEmpty
                    ? "\(name) is not known here; \(missing) was never fetched and may have it."
                    : "There is no module \(name).",
            fix: near.isEmpty
                ? "remove the import, or add the target"
                : "did you mean \(near.joined(separator: ", "))?")
        (finding.from, finding.to, finding.code) = (from, name, site.statement.text)
        return finding
    }

    /// Asked for before it is imported, or meant for another platform.
    private static func isElsewhere(_ statement: ImportStatement) -> Bool {
        statement.conditions.contains { condition in
            condition == "#else" || condition.contains("os(")
                || condition.contains("canImport(\(statement.module)")
                || condition.contains("targetEnvironment(")
        }
    }

    static let duplicateImport = Check(
        "duplicate-import", "the same import twice in a file, or at two access levels",
        severity: .warning
    ) { workspace in
        workspace.graph.modules.flatMap { module in
            module.files.flatMap { file -> [Diagnostic] in
                let imports = file.parsed.imports
                // A file has few imports: comparing them is cheaper than hashing them.
                return imports.indices.filter { index in
                    imports[..<index].contains { $0.repeats(imports[index]) }
                }.map { index in
                    let site = Site(file: file.path, statement: imports[index])
                    return Diagnostic(
                        "duplicate-import", .warning, at: site.place,
                        "\(imports[index].path.joined(separator: ".")) is imported twice here.",
                        fix: "keep one of the two, with the wider access"
                    ).about(module, imports[index].module, imports[index])
                }
            }
        }
    }

    static let selfImport = Check(
        "self-import", "a file imports the module it belongs to", severity: .warning
    ) { workspace in
        workspace.findings { module, statement, site in
            guard module.name == statement.module else { return nil }
            return Diagnostic(
                "self-import", .warning, at: site(statement).place,
                "\(module.name) imports itself.", fix: "remove the import"
            ).about(module, module.name, statement)
        }
    }

    static let fileOutsideTargets = Check(
        "file-outside-targets", "no target compiles this Swift file", severity: .info
    ) { workspace in
        workspace.strays.map { file in
            Diagnostic(
                "file-outside-targets", .info, at: Place(file: file.path, line: 1, column: 1),
                "No target compiles this file.", fix: "move it below a target, or delete it")
        }
    }
}

extension ImportStatement {
    /// Names the same thing under the same conditions, whatever its access and attributes.
    func repeats(_ other: ImportStatement) -> Bool {
        guard module == other.module else { return false }
        if isPlain, other.isPlain { return true }
        return path == other.path && kind == other.kind && conditions == other.conditions
    }
}
