/// What a package was like at another revision, to tell new findings from old ones.
package struct Comparison: Sendable {
    private let base: LintResult
    private let graph: ModuleGraph
    private let exceptions: [Exception]

    /// Compares with a package as it was.
    package init(base: LintResult, of workspace: Workspace) {
        (self.base, graph) = (base, workspace.graph)
        exceptions = workspace.configuration.exceptions
    }

    private struct Edge: Hashable {
        let rule, from, to: String

        init(_ finding: Diagnostic) {
            (rule, from, to) = (finding.rule, finding.from, finding.to)
        }
    }

    private struct Line: Hashable {
        let edge: Edge
        let file, code: String

        init(_ finding: Diagnostic) {
            edge = Edge(finding)
            (file, code) = (finding.place.file, finding.code)
        }
    }

    /// Marks what the revision did not have, and adds what is wrong with grown exceptions.
    ///
    /// - Parameters:
    ///   - result: What is found now.
    ///   - workspace: The package as it is now.
    /// - Returns: The same findings, some of them marked, and those about exceptions.
    package func marked(_ result: LintResult, of workspace: Workspace) -> LintResult {
        let before = base.findings + base.excepted.map(\.finding)
        var edges: [Edge: Int] = [:]
        var lines: [Line: Int] = [:]
        for finding in before {
            edges[Edge(finding), default: 0] += 1
            lines[Line(finding), default: 0] += 1
        }
        // What stands where it stood is old; then what only moved; the rest is new.
        var isOld = result.findings.map { finding in
            guard let left = lines[Line(finding)], left > 0 else { return false }
            lines[Line(finding)] = left - 1
            edges[Edge(finding), default: 0] -= 1
            return true
        }
        for (index, finding) in result.findings.enumerated() where !isOld[index] {
            guard let left = edges[Edge(finding)], left > 0 else { continue }
            edges[Edge(finding)] = left - 1
            isOld[index] = true
        }
        var marked = result
        for index in isOld.indices where !isOld[index] {
            marked.findings[index].isNew = true
            marked.findings[index].what += addition(marked.findings[index], workspace.graph)
        }
        marked.findings = (marked.findings + grown(workspace.configuration)).inOrder
        return marked
    }

    /// The step of a chain that the revision did not have; a module that it had.
    private func addition(_ finding: Diagnostic, _ now: ModuleGraph) -> String {
        if finding.rule == "unknown-module", graph.index(of: finding.to) != nil {
            return " It was a module until the revision that this is compared with."
        }
        guard finding.chain.count > 2 else { return "" }
        for (from, to) in zip(finding.chain, finding.chain.dropFirst()) {
            let old = graph.index(of: from.module).flatMap { start in
                graph.index(of: to.module).flatMap { graph.edge(start, $0) }
            }
            guard old == nil, let place = to.place else { continue }
            return " New is \(from.module) → \(to.module): line \(place.line) of \(place.file) put "
                + "\(finding.to) on the path of \(finding.from)."
        }
        return ""
    }

    private func grown(_ configuration: Configuration) -> [Diagnostic] {
        configuration.exceptions.compactMap { exception in
            let old = exceptions.first { $0.key == exception.key }
            let place = ExceptionLedger(configuration, known: []).place(of: exception)
            let words: (id: String, severity: Severity, text: String)
            if let old {
                guard exception.imports > old.imports else { return nil }
                let text = "covered \(old.imports) imports and now \(exception.imports)"
                words = ("exception-grew", .error, text)
            } else {
                words = ("exception-new", .info, "is new: \(exception.because)")
            }
            var finding = Diagnostic(
                words.id, words.severity, at: place,
                "The exception to \(exception.rule) for \(exception.from) and \(exception.to) "
                    + "\(words.text).",
                fix: "an exception may only shrink: remove the imports that came")
            (finding.from, finding.to) = (exception.from, exception.to)
            (finding.owner, finding.isNew) = (exception.owner, true)
            return finding
        }
    }
}
