import CommandLine
import ImportLinter

extension LintCommand {
    /// The answer's exit code where the call asks a question; nil where it wants the package held
    /// to its rules.
    static func answered(_ workspace: Workspace, _ call: Invocation) async throws -> ExitCode? {
        if let name = call[explain] { return try tell(name, workspace, call) }
        if let name = call[whoImports] { return try listImporters(name, workspace, call) }
        if let start = call[why] { return try showWay(start, workspace, call) }
        if let start = call[cut] { return try showCut(start, workspace, call) }
        guard let base = call[affected] else { return nil }
        let git = Git(root: workspace.root, call: call)
        let changed = try git.changes(since: base)
        let isManifest = { (path: String) in path.hasPrefix("Package") && path.hasSuffix(".swift") }
        var before: PackageModel?
        if changed.contains(where: isManifest) {
            before = try await git.withTree(of: base, paths: ["Package*.swift"]) { folder in
                try await PackageReader(root: folder, home: workspace.root).read()
            }
        }
        let affected = Affected(changed: changed, workspace.graph, before, workspace.package)
        for test in affected.tests {
            call.console.print(call[whyAffected] ? "\(test.name)  \(test.reason)" : test.name)
        }
        return .done
    }

    private static func tell(
        _ name: String, _ workspace: Workspace, _ call: Invocation
    ) throws -> ExitCode {
        let questions = Questions(workspace.graph)
        let rules = Linter.rules(for: workspace)
        guard let lines = questions.explain(name, workspace: workspace, rules: rules) else {
            let near = questions.near(name, rules: rules).joined(separator: ", ")
            let hint = near.isEmpty ? "" : ": did you mean \(near)?"
            throw call.wrong("no module, rule or check is called \(name)\(hint)")
        }
        lines.forEach { call.console.print($0) }
        return .done
    }

    private static func listImporters(
        _ name: String, _ workspace: Workspace, _ call: Invocation
    ) throws -> ExitCode {
        let questions = Questions(workspace.graph)
        if let problem = questions.unknown(name) { throw call.wrong(problem) }
        let lines = questions.importers(of: name, isTransitive: call[transitive])
        lines.forEach { call.console.print($0) }
        if lines.isEmpty { call.console.report("nobody imports \(name)") }
        return lines.isEmpty ? .problem : .done
    }

    private static func showWay(
        _ start: String, _ workspace: Workspace, _ call: Invocation
    ) throws -> ExitCode {
        guard let end = call[paths] else { throw call.wrong("--why needs a second module") }
        let questions = try questions(start, end, workspace, call)
        let lines = call[all] ? questions.everyWhy(start, end) : questions.why(start, end)
        lines.forEach { call.console.print($0) }
        if lines.isEmpty { call.console.report("no way leads from \(start) to \(end)") }
        return lines.isEmpty ? .problem : .done
    }

    private static func showCut(
        _ start: String, _ workspace: Workspace, _ call: Invocation
    ) throws -> ExitCode {
        guard let end = call[paths] else { throw call.wrong("--cut needs a second module") }
        let lines = try questions(start, end, workspace, call).cut(start, end)
        lines.forEach { call.console.print($0) }
        if lines.isEmpty { call.console.report("no way leads from \(start) to \(end)") }
        return lines.isEmpty ? .problem : .done
    }

    private static func questions(
        _ start: String, _ end: String, _ workspace: Workspace, _ call: Invocation
    ) throws -> Questions {
        let questions = Questions(workspace.graph)
        for name in [start, end] {
            if let problem = questions.unknown(name) { throw call.wrong(problem) }
        }
        return questions
    }
}
