import Foundation
import ImportLinter

/// A package in memory whose modules import what the table says, and declare it.
struct EdgeSample {
    let workspace: (Configuration) -> Workspace

    init(_ edges: [String: [String]]) {
        let toolchain: Set = ["Foundation", "Dispatch", "Glibc", "Testing"]
        let names = Set(edges.keys).union(edges.values.joined()).subtracting(toolchain).sorted()
        let targets = names.map { name in
            PackageSample.library(
                name, at: "Sources/\(name)",
                uses: (edges[name] ?? []).filter { !toolchain.contains($0) })
        }
        let files = names.map { name in
            let text = (edges[name] ?? []).map { "import \($0)\n" }.joined()
            return SourceFile(
                path: "Sources/\(name)/F.swift", parsed: ImportScanner.scan(Array(text.utf8)))
        }
        workspace = { configuration in
            Workspace(
                root: "/sample", package: PackageModel(name: "sample", targets: targets),
                files: files, configuration: configuration)
        }
    }

    func lint(_ configuration: Configuration, today: Day? = nil) -> LintResult {
        Linter.lint(workspace(configuration), today: today)
    }
}

/// A configuration written in place.
enum ConfigurationSample {
    static func read(_ text: String) throws -> Configuration {
        try Configuration.read(Data(text.utf8), named: "lint-imports.json")
    }

    /// What is wrong with a configuration, a line a fault; nothing where it is right.
    static func faults(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch {
            return "\(error)".split(separator: "\n").map(String.init)
        }
    }
}
