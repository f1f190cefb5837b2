import CommandLine
import ImportLinter
import Tidy

/// `tools tidy`: what style asks for and no compiler checks.
enum TidyCommand {
    static let command = Command(
        "tidy", "Check what style asks for and no compiler does.",
        details: """
            Words in comments and strings do not count. A line that has to be as it is says so in a
            comment on it or above it: `// tidy: ` and the reason.
            Ends with 0 clean or only warnings, 1 an error, 2 wrong usage, 3 a file is unreadable.
            """,
        examples: [
            "tools tidy", "tools tidy --json", "tools tidy --rule hidden-input",
            "tools tidy --fix",
        ],
        [path, Flag.json, format, rule, strict, fix], action: run)

    static let path = Positional<String>(
        "path", "The package: the nearest Package.swift at or above it", presence: .optional)
    static let format = Option<ReportFormat>(
        "format", "FORMAT", "How findings are written", default: .text)
    static let rule = Option<String>(
        "rule", "ID", "Show findings of this check only", presence: .repeated)
    static let strict = Flag("strict", "Count warnings as errors")
    static let fix = Flag("fix", "Put white space right first; nothing else is changed")

    private static func run(_ call: Invocation) async throws -> ExitCode {
        let root = try PackageRoot.find(call[path], call)
        if call[fix] {
            for file in try await TidyTree.read(root: root).fixWhiteSpace(root: root) {
                call.console.report("fixed \(file)")
            }
        }
        var result = await TidyTree.read(root: root).result()
        let code = result.exitCode(isStrict: call[strict])
        let rules = call.all(rule)
        result.findings.removeAll { !rules.isEmpty && !rules.contains($0.rule) }
        switch call[Flag.json] ? .json : call[format] ?? .text {
        case .text: call.console.write(call.console.report(on: root).text(result, tool: "tidy"))
        case .json: call.console.print(JSONReport(result, root: root).text)
        case .sarif: call.console.print(SARIFReport(result, rules: []).text)
        case .github: call.console.write(GitHubReport.text(result.findings))
        }
        return ExitCode(rawValue: code)
    }
}
