import CommandLine
import Foundation
import ImportLinter

/// `tools lint-imports`: holds a package to its rules.
enum LintCommand {
    static let command = Command(
        "lint-imports", "Check who imports whom, and say why not.",
        details: """
            Reads every branch of every Swift file of the package; needs no build and no network.
            Ends with 0 clean or only warnings, 1 an error, 2 wrong usage or a broken rule, 3 a
            file or the manifest could not be read, 4 a fault of the tool.
            """,
        examples: [
            "tools lint-imports", "tools lint-imports --json",
            "tools lint-imports --who-imports Events", "tools lint-imports --why signalbox SQLite",
            "tools lint-imports --imports Core/Events",
        ],
        [
            paths, Flag.json, format, rule, only, output, strict, imports, explain, whoImports,
            transitive, why, affected, whyAffected, noCache,
        ], action: run)

    static let paths = Positional<String>(
        "path", "The package: the nearest Package.swift at or above it", presence: .repeated)
    static let format = Option<ReportFormat>(
        "format", "FORMAT", "How findings are written", default: .text)
    static let rule = Option<String>(
        "rule", "ID", "Show findings of this rule only", presence: .repeated)
    static let only = Option<String>(
        "only", "PATH", "Show findings in files below this path only", presence: .repeated)
    static let output = Option<String>(
        "output", "FILE", "Write the report to a file; text still goes to the terminal")
    static let strict = Flag("strict", "Count warnings as errors")
    static let imports = Flag("imports", "Print the imports of files or folders, a line a file")
    static let explain = Option<String>(
        "explain", "NAME", "Tell all about a module, a rule or a check")
    static let affected = Option<String>(
        "affected", "BASE", "List the test targets that changes since a git revision can reach")
    static let whyAffected = Flag("why-affected", "With --affected: add the reason")
    static let whoImports = Option<String>(
        "who-imports", "MODULE", "List the imports of a module, by owner")
    static let transitive = Flag("transitive", "With --who-imports: everyone who reaches it")
    static let why = Option<String>(
        "why", "MODULE", "Show the shortest way from this module to the one named as the path")
    static let noCache = Flag("no-cache", "Ask SwiftPM again, whatever is remembered")

    private static func run(_ call: Invocation) async throws -> ExitCode {
        do {
            return try await lint(call)
        } catch let error as UsageError {
            throw error
        } catch {
            call.console.report("error: lint-imports itself failed: \(error)")
            return .fault
        }
    }

    private static func lint(_ call: Invocation) async throws -> ExitCode {
        if call[imports] { return try listImports(call) }
        let root = try PackageRoot.find(call[why] == nil ? call[paths] : nil, call)
        let workspace: Workspace
        do {
            workspace = try await Workspace.read(root: root, usesCache: !call[noCache])
        } catch {
            call.console.report("error: \(error)")
            return .unreadable
        }
        if let code = try answered(workspace, call) { return code }
        for file in PackageRoot.rulesNotRead(root) {
            call.console.report("note: the rules in \(file) are not read; all checks are made")
        }

        var result = Linter.lint(workspace, rules: Linter.rules(for: workspace))
        let code = result.exitCode(isStrict: call[strict])
        result.findings.removeAll { finding in !isShown(finding, call) }
        try report(result, workspace, call)
        return ExitCode(rawValue: code)
    }

    private static func isShown(_ finding: Diagnostic, _ call: Invocation) -> Bool {
        let (rules, folders) = (call.all(rule), call.all(only))
        let isInFolder = folders.contains { folder in
            finding.place.file == folder || finding.place.file.hasPrefix(folder + "/")
        }
        return (rules.isEmpty || rules.contains(finding.rule)) && (folders.isEmpty || isInFolder)
    }

    private static func report(
        _ result: LintResult, _ workspace: Workspace, _ call: Invocation
    ) throws {
        let format = call[Flag.json] ? .json : call[format] ?? .text
        let coloured = call.console.report(on: workspace.root)
        let text =
            switch format {
            case .text: TextReport().text(result)
            case .json: JSONReport(result, root: workspace.root).text + "\n"
            case .github: GitHubReport.text(result.findings)
            case .sarif:
                SARIFReport(result.findings, rules: Linter.rules(for: workspace)).text + "\n"
            }
        guard let place = call[output] else {
            return call.console.write(format == .text ? coloured.text(result) : text)
        }
        do {
            try Data(text.utf8).write(to: URL(filePath: place))
        } catch {
            throw call.wrong("\(place) cannot be written: \(error.localizedDescription)")
        }
        call.console.write(coloured.text(result))
    }

    private static func listImports(_ call: Invocation) throws -> ExitCode {
        guard !call.all(paths).isEmpty else { throw call.wrong("--imports needs files or folders") }
        var code = ExitCode.done
        for path in call.all(paths) {
            for file in SourceFiles.swiftFiles(under: path) {
                let bytes = SourceFiles.bytes(file)
                let source = bytes.map(ImportScanner.scan) ?? ImportsReport.unopened
                if source.unreadable != nil { code = .unreadable }
                call.console.print(ImportsReport(file: file, source: source).line)
            }
        }
        return code
    }
}

/// How findings are written.
enum ReportFormat: String, CaseIterable, ArgumentValue {
    case text, json, sarif, github

    static let expectation = "text, json, sarif or github"
    static let choices = allCases.map(\.rawValue)
    init?(argument: String) { self.init(rawValue: argument) }
    var argumentText: String { rawValue }
}

extension ExitCode {
    /// A source or a manifest could not be read.
    static let unreadable = ExitCode(rawValue: 3)
    /// The tool itself failed; what it said until then may be wrong.
    static let fault = ExitCode(rawValue: 4)
}

extension Console {
    /// A text report in the colours that the stream can show.
    func report(on root: String) -> TextReport {
        TextReport(prefix: PackageRoot.prefix(root)) { word, severity in
            output.styled(word, severity == .error ? .red : .yellow)
        }
    }
}
