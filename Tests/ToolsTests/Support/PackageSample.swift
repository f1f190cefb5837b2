import ImportLinter

/// A package in memory: targets with what they declare, and files by path.
struct PackageSample {
    var name = "signalbox"
    var targets: [TargetModel]
    var files: [(path: String, text: String)]

    /// Targets of a product `Signals` and of Core, each declaring what the architecture allows.
    static func signals(_ files: [(path: String, text: String)]) -> PackageSample {
        let part = { (part: String, uses: [String]) in
            library("Signals\(part)", at: "Products/Signals/\(part)", uses: uses)
        }
        let targets = [
            library("Events", at: "Core/Events"),
            library("SQLite", at: "Core/SQLite", uses: ["CSQLite"]),
            library("EventStore", at: "Core/EventStore", uses: ["Events", "SQLite"]),
            library("Workflows", at: "Core/Workflows", uses: ["Events"]),
            TargetModel(name: "CSQLite", kind: .system, path: "Core/CSQLite"),
            part("Contracts", ["Events", "Workflows"]),
            part("Domain", ["SignalsContracts", "Events"]),
            part("Facade", ["SignalsContracts", "SignalsDomain", "EventStore"]),
            part("Workflows", ["SignalsContracts", "SignalsDomain", "SignalsFacade"]),
            TargetModel(
                name: "SignalsTests", kind: .test, path: "Tests/SignalsTests",
                dependencies: [DependencyModel("SignalsDomain")]),
        ]
        return PackageSample(targets: targets, files: files)
    }

    static func library(_ name: String, at path: String, uses: [String] = []) -> TargetModel {
        TargetModel(
            name: name, kind: .library, path: path, dependencies: uses.map { DependencyModel($0) })
    }

    var workspace: Workspace {
        let package = PackageModel(name: name, targets: targets)
        let read = files.map { path, text in
            SourceFile(path: path, parsed: ImportScanner.scan(Array(text.utf8)))
        }
        return Workspace(root: "/sample", package: package, files: read)
    }

    /// Findings of one rule or check.
    func findings(_ rule: String) -> [Diagnostic] {
        Linter.lint(workspace, rules: Rule.ofThisPackage).findings.filter { $0.rule == rule }
    }
}
