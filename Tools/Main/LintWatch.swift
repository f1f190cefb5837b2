import CommandLine
import Foundation
import ImportLinter
import Synchronization

/// Checks a package again after each save, and tells what came and what went.
struct LintWatch {
    let root: String
    let call: Invocation

    private static let isStopped = Atomic(false)

    /// Until Ctrl-C; ends as the last check did.
    func run() async throws -> ExitCode {
        signal(SIGINT) { _ in LintWatch.isStopped.store(true, ordering: .relaxed) }
        // Watched first: what is saved while the package is read is not missed.
        let changes = try FolderChanges(root: root)
        var last = try await judged()
        call.console.write(call.console.report(on: root).text(last))
        while !LintWatch.isStopped.load(ordering: .relaxed) {
            guard changes.wait() else { continue }
            let next = try await judged()
            tell(from: last, to: next)
            last = next
        }
        return ExitCode(rawValue: last.exitCode(isStrict: call[LintCommand.strict]))
    }

    /// A manifest that does not evaluate right now is told, and looked at again after the next save.
    private func judged() async throws -> LintResult {
        do {
            let workspace = try await Workspace.read(root: root, LintCommand.reading(call))
            return Linter.lint(workspace, today: call[LintCommand.strict] ? nil : .today)
        } catch {
            let unreadable = Unreadable(line: 1, reason: "\(error)")
            return LintResult(
                findings: [], unreadable: [(file: "Package.swift", reason: unreadable)],
                counts: (0, 0, 0))
        }
    }

    private func tell(from old: LintResult, to new: LintResult) {
        let (gone, came) = (lines(old), lines(new))
        for line in came where !gone.contains(line) { call.console.print("new   " + line) }
        for line in gone where !came.contains(line) { call.console.print("gone  " + line) }
        call.console.print(TextReport().summary(new))
    }

    private func lines(_ result: LintResult) -> [String] {
        let unreadable = result.unreadable.map {
            "\($0.file):\($0.reason.line): \($0.reason.reason)"
        }
        return unreadable
            + result.findings.map { finding in
                let place = "\(finding.place.file):\(finding.place.line)"
                return "\(place): \(finding.severity): \(finding.rule): \(finding.what)"
            }
    }
}
