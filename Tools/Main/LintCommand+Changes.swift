import CommandLine
import ImportLinter

extension LintCommand {
    /// The exit code where the call changes something; nil where it only looks.
    static func changed(_ workspace: Workspace, _ call: Invocation) async throws -> ExitCode? {
        if let id = call[accept] { return try accept(id, workspace, call) }
        guard call[fix] else {
            if call[dryRun] || call[declare] {
                throw call.wrong("--dry-run and --declare go with --fix or --accept")
            }
            return nil
        }
        return try await fix(workspace, call)
    }

    /// What one change makes unnecessary the next one removes, until nothing is left to do.
    private static func fix(_ first: Workspace, _ call: Invocation) async throws -> ExitCode {
        var workspace = first
        var notes: [String] = []
        for _ in 0..<5 {
            let plan = Fixer(workspace, Linter.lint(workspace, today: .today))
                .plan(declares: call[declare])
            plan.edits.forEach { call.console.write($0.difference) }
            notes = plan.notes
            if plan.edits.isEmpty || call[dryRun] { break }
            try write(plan.edits, workspace, call)
            if let expected = plan.expected {
                guard try await isAsMeant(expected, workspace, call) else { break }
            }
            workspace = try await Workspace.read(root: workspace.root, reading(call))
        }
        notes.forEach { call.console.print($0) }
        let after = Linter.lint(workspace, today: .today)
        if !call[dryRun] { call.console.write(call.console.report(on: first.root).text(after)) }
        return ExitCode(rawValue: after.exitCode())
    }

    private static func write(
        _ edits: [Edit], _ workspace: Workspace, _ call: Invocation
    ) throws {
        for edit in edits {
            guard SourceFiles.replace(place(of: edit, workspace), with: edit.after) else {
                throw call.wrong("\(edit.file) cannot be written; what was written before it stays")
            }
        }
    }

    private static func place(of edit: Edit, _ workspace: Workspace) -> String {
        edit.file.hasPrefix("/") ? edit.file : "\(workspace.root)/\(edit.file)"
    }

    /// A manifest computes: what SwiftPM makes of the new text has to be what was meant.
    private static func isAsMeant(
        _ expected: [TargetModel], _ workspace: Workspace, _ call: Invocation
    ) async throws -> Bool {
        let problem: String
        do {
            let package = try await PackageReader(root: workspace.root).read()
            let differing = zip(package.targets, expected).filter { !$0.describesSame(as: $1) }
            guard package.targets.count != expected.count || !differing.isEmpty else { return true }
            problem = "the manifest came out otherwise than meant"
        } catch {
            problem = "the manifest no longer evaluates"
        }
        guard
            SourceFiles.replace("\(workspace.root)/Package.swift", with: workspace.manifest)
        else { throw call.wrong("\(problem), and cannot be put back") }
        call.console.report("note: \(problem); Package.swift is as it was")
        return false
    }

    private static func accept(
        _ id: String, _ workspace: Workspace, _ call: Invocation
    ) throws -> ExitCode {
        let modules = call.all(paths)
        guard modules.count == 2 else { throw call.wrong("--accept needs two modules: FROM TO") }
        guard let because = call[because], let owner = call[owner], let until = call[until] else {
            throw call.wrong("--accept needs --because, --until and --owner")
        }
        guard because.count >= 15 else {
            throw call.wrong("--because needs at least 15 characters: say why, not that")
        }
        guard let day = Day(until), day >= .today, day.number - Day.today.number <= 366 else {
            throw call.wrong("--until has to be a day of the next 366, such as 2027-03-31")
        }
        let key = ExceptionKey(rule: id, from: modules[0], to: modules[1])
        let fixer = Fixer(workspace, Linter.lint(workspace, today: .today))
        guard let edit = fixer.accepting(key, because: because, owner: owner, until: day) else {
            throw call.wrong("\(id) has no finding about \(modules[0]) and \(modules[1])")
        }
        call.console.write(edit.difference)
        if !call[dryRun] { try write([edit], workspace, call) }
        return .done
    }
}
