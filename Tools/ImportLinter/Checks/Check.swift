/// A check that holds for every package, with what it looks at.
struct Check: Sendable {
    let id: String
    /// What a finding of it means, for `--explain` and for reports that list their rules.
    let meaning: String
    /// How much a finding weighs, unless it or the configuration says otherwise.
    let severity: Severity
    /// Whether it is made where no configuration asks for it.
    let isOnByDefault: Bool
    /// Lists of words that a configuration may hand it.
    let lists: [String]
    let findings: @Sendable (Workspace) -> [Diagnostic]

    init(
        _ id: String, _ meaning: String, severity: Severity = .error, isOnByDefault: Bool = true,
        lists: [String] = [], findings: @escaping @Sendable (Workspace) -> [Diagnostic]
    ) {
        (self.id, self.meaning, self.findings) = (id, meaning, findings)
        (self.severity, self.isOnByDefault, self.lists) = (severity, isOnByDefault, lists)
    }

    /// All of them, in the order of the documentation.
    static let all = [
        undeclaredImport, undeclaredCanImport, unusedDependency, unknownModule, moduleCycle,
        reexportOutsideExports, publicImportOfInside, testableOutsideTests, boundaryFlagMissing,
        strictSettingMissing, duplicateImport, selfImport, fileOutsideTargets, resolveAfterGate,
    ]

    /// What it finds in a package, with the weight that the package gives it.
    func weighed(in workspace: Workspace) -> [Diagnostic] {
        guard let setting = workspace.configuration.checks[id] else {
            return isOnByDefault || workspace.isThisPackage ? findings(workspace) : []
        }
        guard let wanted = setting.severity else { return [] }
        return findings(workspace).map { finding in
            var weighed = finding
            // A finding that the check itself holds for lighter never grows.
            let isUsual = finding.severity == severity
            weighed.severity = isUsual ? wanted : min(finding.severity, wanted)
            return weighed
        }
    }
}

extension Workspace {
    /// Asks about every import of every target; nothing is copied for those that are in order.
    func findings(
        in modules: (Module) -> Bool = { _ in true },
        _ ask: (Module, ImportStatement, (ImportStatement) -> Site) -> Diagnostic?
    ) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for module in graph.modules where modules(module) {
            for file in module.files {
                let site = { Site(file: file.path, statement: $0) }
                for statement in file.parsed.imports {
                    if let finding = ask(module, statement, site) { found.append(finding) }
                }
            }
        }
        return found
    }

    /// The line of the manifest on which a target's row begins.
    func row(of module: Module) -> Place {
        let keys = [module.target.name, module.owner].map { "\"\($0)\":" }
        let lines = manifest.split(separator: "\n", omittingEmptySubsequences: false)
        let calls = ["name: \"\(module.target.name)\""]
        for key in keys + calls {
            if let line = lines.firstIndex(where: { $0.contains(key) }) {
                return Place(file: "Package.swift", line: line + 1, column: 1)
            }
        }
        return .manifest
    }
}
