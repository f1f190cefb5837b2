/// A check that holds for every package, with what it looks at.
struct Check: Sendable {
    let id: String
    /// What a finding of it means, for `--explain` and for reports that list their rules.
    let meaning: String
    let findings: @Sendable (Workspace) -> [Diagnostic]

    init(
        _ id: String, _ meaning: String, _ findings: @escaping @Sendable (Workspace) -> [Diagnostic]
    ) {
        (self.id, self.meaning, self.findings) = (id, meaning, findings)
    }

    /// All of them, in the order of the documentation.
    static let all = [
        undeclaredImport, undeclaredCanImport, unusedDependency, unknownModule, moduleCycle,
        reexportOutsideExports, publicImportOfInside, testableOutsideTests, boundaryFlagMissing,
        strictSettingMissing, duplicateImport, selfImport, fileOutsideTargets,
    ]
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
