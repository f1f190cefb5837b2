extension Check {
    static let unknownModule = Check(
        "unknown-module", "the name is no target, no module of the toolchain and no dependency"
    ) { workspace in
        let graph = workspace.graph
        let known = graph.modules.map(\.name)
        let inTargets = zip(graph.modules, graph.outside).flatMap { module, sites in
            sites.compactMap { unknown($0, in: module.name, known, workspace, .error) }
        }
        let inStrays = workspace.strays.flatMap { file in
            file.parsed.imports.compactMap { statement -> Diagnostic? in
                guard graph.index(of: statement.module) == nil else { return nil }
                let site = Site(file: file.path, statement: statement)
                return unknown(site, in: "", known, workspace, .warning)
            }
        }
        return inTargets + inStrays
    }

    private static func unknown(
        _ site: Site, in from: String, _ known: [String], _ workspace: Workspace,
        _ severity: Severity
    ) -> Diagnostic? {
        let name = site.statement.module
        guard !Toolchain.modules.contains(name), !isElsewhere(site.statement) else { return nil }
        let near = NearestNames.of(name, among: known)
        var finding = Diagnostic(
            "unknown-module", workspace.package.hasDependencies ? .warning : severity,
            at: site.place,
            name.isEmpty ? "An import without a name." : "There is no module \(name).",
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
        "duplicate-import", "the same import twice in a file, or at two access levels"
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

    static let selfImport = Check("self-import", "a file imports the module it belongs to") {
        workspace in
        workspace.findings { module, statement, site in
            guard module.name == statement.module else { return nil }
            return Diagnostic(
                "self-import", .warning, at: site(statement).place,
                "\(module.name) imports itself.", fix: "remove the import"
            ).about(module, module.name, statement)
        }
    }

    static let fileOutsideTargets = Check(
        "file-outside-targets", "no target compiles this Swift file"
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
    fileprivate func repeats(_ other: ImportStatement) -> Bool {
        path == other.path && kind == other.kind && conditions == other.conditions
    }
}
