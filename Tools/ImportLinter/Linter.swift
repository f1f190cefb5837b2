/// All findings about a package, and what could not be read.
package struct LintResult: Sendable {
    /// In the order in which they are shown.
    package var findings: [Diagnostic]
    /// Faults of the rules themselves.
    package let complaints: [String]
    /// Files that could not be read to their end.
    package let unreadable: [(file: String, reason: Unreadable)]
    /// Modules, files and imports that were read.
    package let counts: (modules: Int, files: Int, imports: Int)

    /// A result as it was found.
    package init(
        findings: [Diagnostic], complaints: [String] = [],
        unreadable: [(file: String, reason: Unreadable)],
        counts: (modules: Int, files: Int, imports: Int)
    ) {
        (self.findings, self.complaints) = (findings, complaints)
        (self.unreadable, self.counts) = (unreadable, counts)
    }

    /// Findings of a severity.
    package func count(_ severity: Severity) -> Int {
        findings.count { $0.severity == severity }
    }

    /// 2 where a rule is broken, 3 where a file is unreadable, 1 with an error, else 0.
    package func exitCode(isStrict: Bool = false) -> Int32 {
        if !complaints.isEmpty { return 2 }
        if !unreadable.isEmpty { return 3 }
        return count(.error) > 0 || (isStrict && count(.warning) > 0) ? 1 : 0
    }
}

/// Holds a package to its rules.
package enum Linter {
    /// Reads nothing: the workspace holds all there is to know.
    ///
    /// - Parameters:
    ///   - workspace: The package with its files read.
    ///   - rules: The package's own rules; the checks that hold everywhere are always made.
    /// - Returns: Everything found, in the order in which it is shown.
    package static func lint(_ workspace: Workspace, rules: [Rule]) -> LintResult {
        let graph = workspace.graph
        let findings =
            rules.flatMap { $0.findings(graph) } + Check.all.flatMap { $0.findings(workspace) }
        let files = graph.modules.flatMap(\.files) + workspace.strays
        let unreadable = files.compactMap { file in
            file.parsed.unreadable.map { (file: file.path, reason: $0) }
        }
        return LintResult(
            findings: (findings + notUTF8(files)).inOrder,
            complaints: rules.flatMap { $0.complaints(graph) },
            unreadable: unreadable.sorted { $0.file < $1.file },
            counts: (graph.modules.count, graph.fileCount, graph.importCount))
    }

    /// The rules that speak of a package; another package has only the checks.
    package static func rules(for workspace: Workspace) -> [Rule] {
        workspace.isThisPackage ? Rule.ofThisPackage : []
    }

    private static func notUTF8(_ files: [SourceFile]) -> [Diagnostic] {
        files.filter { !$0.parsed.isUTF8 }.map { file in
            Diagnostic(
                "not-utf8", .warning, at: Place(file: file.path, line: 1, column: 1),
                "The file is not UTF-8; its imports were read all the same.",
                fix: "save it as UTF-8")
        }
    }
}
