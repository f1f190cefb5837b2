/// Tightens a package: removes what is said twice or not needed, and lowers exceptions.
///
/// It never widens: it adds no exception, raises no count, and edits no rule.
package struct Fixer: Sendable {
    private let workspace: Workspace
    private let result: LintResult

    /// What to do, and what only people can do.
    package struct Plan: Sendable {
        /// Changes of files.
        package var edits: [Edit] = []
        /// What it leaves alone, and why.
        package var notes: [String] = []
        /// The manifest's targets as they should be described afterwards; nil for no change.
        package var expected: [TargetModel]?
    }

    /// Looks at a package and at what was found in it.
    package init(_ workspace: Workspace, _ result: LintResult) {
        (self.workspace, self.result) = (workspace, result)
    }

    /// What to change.
    ///
    /// - Parameter declares: Whether dependencies that are imported and that every rule allows are
    ///   to be written into the manifest.
    /// - Returns: Changes, none of which leaves a finding that was not there.
    package func plan(declares: Bool) -> Plan {
        var plan = Plan()
        plan.edits = ImportRemoval(workspace: workspace).edits
        fixManifest(&plan, declares: declares)
        fixExceptions(&plan)
        return plan
    }

    private func fixManifest(_ plan: inout Plan, declares: Bool) {
        var text = workspace.manifest
        var targets = workspace.package.targets
        for finding in result.findings where finding.rule == "unused-dependency" {
            guard let (index, name) = edge(finding, in: targets) else { continue }
            if let shorter = ManifestText(text).removing(name, from: targets[index].name) {
                text = shorter
                targets[index].dependencies.removeAll { $0.name == name }
            } else {
                plan.notes.append("by hand: \(finding.fix) (the manifest does not write it out)")
            }
        }
        if declares { declare(&text, &targets, &plan) }
        guard text != workspace.manifest else { return }
        plan.expected = targets
        plan.edits.append(Edit(file: "Package.swift", before: workspace.manifest, after: text))
    }

    /// A target of the root package and the dependency that a finding is about.
    private func edge(_ finding: Diagnostic, in targets: [TargetModel]) -> (Int, String)? {
        guard let from = workspace.graph.index(of: finding.from) else { return nil }
        let name = workspace.graph.modules[from].target.name
        guard workspace.graph.modules[from].package == workspace.package.name,
            let index = targets.firstIndex(where: { $0.name == name })
        else { return nil }
        let to = workspace.graph.index(of: finding.to)
        return (index, to.map { workspace.graph.modules[$0].target.name } ?? finding.to)
    }

    private func declare(_ text: inout String, _ targets: inout [TargetModel], _ plan: inout Plan) {
        var seen: Set<String> = []
        for finding in result.findings
        where finding.rule == "undeclared-import" && finding.severity == .error {
            guard let (index, name) = edge(finding, in: targets),
                workspace.graph.index(of: finding.to) != nil,
                seen.insert("\(finding.from) \(name)").inserted
            else { continue }
            if let rule = forbidding(finding) {
                plan.notes.append("not declared: \(rule) forbids \(finding.from) → \(finding.to)")
            } else if let longer = ManifestText(text).adding("\"\(name)\"", to: targets[index].name)
            {
                text = longer
                targets[index].dependencies.append(DependencyModel(name))
            } else {
                plan.notes.append("by hand: \(finding.fix) (the manifest does not write it out)")
            }
        }
    }

    /// The rule that says no; the import is in the graph, so every rule has had its say.
    private func forbidding(_ finding: Diagnostic) -> String? {
        let graph = workspace.graph
        if let from = graph.index(of: finding.from), let to = graph.index(of: finding.to),
            graph.reach.contains(to, from)
        {
            return "module-cycle"
        }
        let others = result.findings + result.excepted.map(\.finding)
        return others.first {
            $0.rule != "undeclared-import" && $0.severity == .error
                && $0.edge == (finding.from, finding.to)
        }?.rule
    }

    private func fixExceptions(_ plan: inout Plan) {
        guard let file = workspace.configuration.file else { return }
        var text = ExceptionText(workspace.configuration.text)
        for exception in workspace.configuration.exceptions {
            let covered = result.excepted.count { $0.exception == exception }
            let isLoose = result.findings.contains {
                ($0.rule == "exception-loose" || $0.rule == "exception-unused")
                    && ($0.from, $0.to) == (exception.from, exception.to)
                    && $0.what.contains(exception.rule)
            }
            guard isLoose, covered < exception.imports else { continue }
            if !text.lower(exception, to: covered) {
                plan.notes.append(
                    "by hand: lower the exception to \(exception.rule) for \(exception.from) and "
                        + "\(exception.to) to \(covered)")
            }
        }
        guard text.text != workspace.configuration.text else { return }
        plan.edits.append(
            Edit(file: file, before: workspace.configuration.text, after: text.text))
    }

    /// Adds an exception, which nothing else does.
    ///
    /// - Parameters:
    ///   - key: The rule and both modules.
    ///   - because: Why.
    ///   - owner: Who removes it.
    ///   - until: The last day.
    /// - Returns: The change of the configuration; nil where there is nothing to except.
    package func accepting(
        _ key: ExceptionKey, because: String, owner: String, until: Day
    ) -> Edit? {
        let all = result.findings + result.excepted.map(\.finding)
        let count = all.count {
            $0.rule == key.rule && $0.edge == (key.from, key.to)
        }
        guard count > 0 else { return nil }
        let exception = Exception(
            rule: key.rule, from: key.from, to: key.to, imports: count, because: because,
            owner: owner, until: until.description)
        let before = workspace.configuration.text
        var text = ExceptionText(before.isEmpty ? "{\n  \"version\": 1,\n}\n" : before)
        text.accept(exception)
        let file = workspace.configuration.file ?? "lint-imports.json"
        return Edit(file: file, before: before, after: text.text)
    }
}
