import Foundation
package import ImportLinter

/// All files of a package, and what is not tidy about them.
package struct TidyTree: Sendable {
    let files: [SourceText]
    /// Names in the folder of the package itself.
    let entries: [String]

    /// A tree in memory.
    package init(files: [SourceText], entries: [String]) {
        self.files = files.sorted { $0.path < $1.path }
        self.entries = entries.sorted()
    }

    /// Reads every Swift file below `root` but fixtures of tests, several at once.
    package static func read(root: String) async -> TidyTree {
        let paths = SourceFiles.swiftFiles(under: root).map { String($0.dropFirst(root.count + 1)) }
            .filter { path in
                let isFixture = path.hasPrefix("Tests/") && path.contains("/Fixtures/")
                return !isFixture && !path.contains("/Generated/")
            }
        let files = await withTaskGroup(of: SourceText.self) { group in
            for path in paths {
                group.addTask { @concurrent in
                    let bytes = SourceFiles.bytes("\(root)/\(path)") ?? []
                    return SourceText(path: path, bytes: bytes)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        // A folder that cannot be listed has no entries to complain about.
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return TidyTree(files: files, entries: entries)
    }

    /// Everything that is not as it should be, allowances taken into account.
    package func result() async -> LintResult {
        let perFile = await withTaskGroup(of: [Diagnostic].self) { group in
            for file in files {
                group.addTask { @concurrent in TidyTree.findings(file) }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        let findings = perFile + unusedFiles + strangeEntries + crowdedWorkflows + emptyFacades
        return LintResult(
            findings: findings.inOrder,
            unreadable: files.compactMap { file in file.unreadable.map { (file.path, $0) } },
            counts: (0, files.count, 0))
    }

    private static func findings(_ file: SourceText) -> [Diagnostic] {
        TidyCheck.all.flatMap { $0.findings(file) }.filter { !file.allows(line: $0.place.line) }
    }
}
