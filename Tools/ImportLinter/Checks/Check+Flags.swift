extension Check {
    static let boundaryFlagMissing = Check(
        "boundary-flag-missing", "the compiler's list of clients differs from the declarations"
    ) { workspace in
        let modules = workspace.graph.modules
        guard modules.contains(where: { !$0.clients.isEmpty }) else { return [] }
        return modules.filter(\.target.hasSources).flatMap { module in
            let declaring = modules.filter { client in
                client.target.dependencies.contains { $0.name == module.target.name }
            }
            let problems = clientProblems(module, declaring.map(\.target.name).sorted())
            return (problems + nameProblems(module)).map { problem in
                Diagnostic(
                    "boundary-flag-missing", at: workspace.row(of: module), problem,
                    fix: "derive the flags from the dependencies, as Part.settings does"
                ).about(module, "")
            }
        }
    }

    private static func clientProblems(_ module: Module, _ declaring: [String]) -> [String] {
        guard module.target.kind == .library else { return [] }
        let listed = module.clients
        guard !listed.isEmpty else {
            return ["\(module.name) has no list of clients: the compiler lets everybody import it."]
        }
        return listed.filter { !declaring.contains($0) }.map {
            "\(module.name) lists \($0) as a client, which does not declare it."
        }
            + declaring.filter { !listed.contains($0) }.map {
                "\($0) declares \(module.name) and is missing from its list of clients."
            }
    }

    private static func nameProblems(_ module: Module) -> [String] {
        guard let name = module.value(of: "-package-name") else {
            return ["\(module.name) has no -package-name: `package` means the whole package."]
        }
        guard name != module.owner else { return [] }
        return ["\(module.name) is compiled as part of \(name) and belongs to \(module.owner)."]
    }

    static let strictSettingMissing = Check(
        "strict-setting-missing", "a target without one of the settings that all targets share",
        isOnByDefault: false, lists: ["settings"]
    ) { workspace in
        let listed = workspace.configuration.checks["strict-setting-missing"]?.lists["settings"]
        let ours = [
            "ExistentialAny", "InferIsolatedConformances", "InternalImportsByDefault",
            "MemberImportVisibility", "NonisolatedNonsendingByDefault", "treatAllWarnings=error",
        ]
        let wanted = listed ?? (workspace.isThisPackage ? ours : ["MemberImportVisibility"])
        return workspace.graph.modules.filter(\.target.hasSources).flatMap { module in
            wanted.filter { !module.target.settings.contains($0) }.map { setting in
                Diagnostic(
                    "strict-setting-missing", at: workspace.row(of: module),
                    "\(module.name) is compiled without \(setting).",
                    fix: "add it to the settings of \(module.target.name) in Package.swift"
                ).about(module, "")
            }
        }
    }
}

extension Module {
    /// Who may import it, as the compiler is told.
    var clients: [String] {
        let flags = target.flags
        // `-Xfrontend -allowable-client -Xfrontend NAME`
        return flags.indices.filter { flags[$0] == "-allowable-client" && $0 + 2 < flags.count }
            .map { flags[$0 + 2] }
    }

    /// What follows a flag.
    func value(of flag: String) -> String? {
        guard let index = target.flags.firstIndex(of: flag), index + 1 < target.flags.count else {
            return nil
        }
        return target.flags[index + 1]
    }
}
