/// All findings about a package, and what could not be read.
package struct LintResult: Sendable {
    /// In the order in which they are shown.
    package var findings: [Diagnostic]
    /// Findings that an exception covers, with the exception.
    package let excepted: [(finding: Diagnostic, exception: Exception)]
    /// Faults of the rules themselves.
    package let complaints: [String]
    /// Files that could not be read to their end.
    package let unreadable: [(file: String, reason: Unreadable)]
    /// Modules, files and imports that were read.
    package let counts: (modules: Int, files: Int, imports: Int)
    /// The root package and those linted with it.
    package var packages = 1

    /// A result as it was found.
    package init(
        findings: [Diagnostic], excepted: [(finding: Diagnostic, exception: Exception)] = [],
        complaints: [String] = [], unreadable: [(file: String, reason: Unreadable)],
        counts: (modules: Int, files: Int, imports: Int)
    ) {
        (self.findings, self.complaints, self.excepted) = (findings, complaints, excepted)
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
    /// Holds a package to the rules that speak of it, with its exceptions.
    ///
    /// - Parameters:
    ///   - workspace: The package with its files read.
    ///   - today: The day against which exceptions are held; nil ignores all exceptions.
    /// - Returns: Everything found, in the order in which it is shown.
    package static func lint(_ workspace: Workspace, today: Day?) -> LintResult {
        lint(workspace, rules: rules(for: workspace), today: today)
    }

    /// Reads nothing: the workspace holds all there is to know.
    ///
    /// - Parameters:
    ///   - workspace: The package with its files read.
    ///   - rules: The package's own rules; the checks that hold everywhere are always made.
    ///   - today: The day against which exceptions are held; nil ignores all exceptions.
    /// - Returns: Everything found, in the order in which it is shown.
    package static func lint(
        _ workspace: Workspace, rules: [Rule], today: Day? = nil
    ) -> LintResult {
        let graph = workspace.graph
        let files = graph.modules.lazy.flatMap(\.files) + workspace.strays
        let found =
            rules.flatMap { $0.findings(graph) }
            + Check.all.flatMap { $0.weighed(in: workspace) } + notUTF8(files)
        let settled = ExceptionLedger(workspace.configuration, known: rules.map(\.id))
            .settle(found.inOrder, today: today)
        let unreadable = files.compactMap { file in
            file.parsed.unreadable.map { (file: file.path, reason: $0) }
        }
        var result = LintResult(
            findings: settled.findings.inOrder, excepted: settled.excepted,
            complaints: rules.flatMap { $0.complaints(graph) },
            unreadable: unreadable.sorted { $0.file < $1.file },
            counts: (graph.modules.count, graph.fileCount, graph.importCount))
        result.packages = 1 + workspace.surroundings.neighbours.count
        return result
    }

    /// The rules that speak of a package: its own configuration's, and ours for this one.
    package static func rules(for workspace: Workspace) -> [Rule] {
        (workspace.isThisPackage ? Rule.ofThisPackage : []) + workspace.configuration.rules
    }

    private static func notUTF8(_ files: some Sequence<SourceFile>) -> [Diagnostic] {
        files.filter { !$0.parsed.isUTF8 }.map { file in
            Diagnostic(
                "not-utf8", .warning, at: Place(file: file.path, line: 1, column: 1),
                "The file is not UTF-8; its imports were read all the same.",
                fix: "save it as UTF-8")
        }
    }
}
