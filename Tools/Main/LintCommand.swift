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
            "tools lint-imports", "tools lint-imports --json", "tools lint-imports --base main",
            "tools lint-imports --who-imports Events", "tools lint-imports --why signalbox SQLite",
            "tools lint-imports --fix --dry-run", "tools lint-imports --imports Core/Events",
        ],
        [paths, Flag.json] + shown + asked + changing, action: run)

    private static let shown: [any Argument] = [
        format, output, rule, only, strict, base, config, noCache, threads, verbose, watch,
    ]
    private static let asked: [any Argument] = [
        imports, explain, whoImports, transitive, why, all, cut, affected, whyAffected,
    ]
    private static let changing: [any Argument] = [
        fix, dryRun, declare, accept, because, until, owner,
    ]

    private static func run(_ call: Invocation) async throws -> ExitCode {
        do {
            if call[imports] { return try listImports(call) }
            return try await lint(call)
        } catch let error as UsageError {
            throw error
        } catch let error as PackageError {
            call.console.report("error: \(error)")
            return error.isUsage ? .usage : .unreadable
        } catch {
            call.console.report("error: lint-imports itself failed: \(error)")
            return .fault
        }
    }

    private static func lint(_ call: Invocation) async throws -> ExitCode {
        let isPair = call[why] != nil || call[cut] != nil || call[accept] != nil
        let root = try PackageRoot.find(isPair ? nil : call[paths], call)
        if call[watch] { return try await LintWatch(root: root, call: call).run() }
        let clock = ContinuousClock()
        let start = clock.now
        let workspace = try await Workspace.read(root: root, reading(call))
        let read = clock.now
        // The process is about to end: taking a package apart costs a tenth of its time.
        _ = Unmanaged.passRetained(Kept(workspace))
        if let code = try await answered(workspace, call) { return code }
        if let code = try await changed(workspace, call) { return code }

        var result = try await judged(workspace, call)
        let code = result.exitCode(isStrict: call[strict])
        result.findings.removeAll { finding in !isShown(finding, call) }
        try report(result, workspace, call)
        if call[verbose] { tell(workspace, call, read: read - start, judged: clock.now - read) }
        return ExitCode(rawValue: code)
    }

    /// How the call wants the package to be read.
    static func reading(_ call: Invocation) -> Workspace.Reading {
        var reading = Workspace.Reading()
        (reading.usesCache, reading.configuration) = (!call[noCache], call[config])
        reading.isSerial = call[threads] == 1
        return reading
    }

    /// What is found, compared with the revision that the call names.
    static func judged(_ workspace: Workspace, _ call: Invocation) async throws -> LintResult {
        let today = call[strict] ? nil : Day.today
        let result = Linter.lint(workspace, today: today)
        guard let revision = call[base] else { return result }
        let git = Git(root: workspace.root, call: call)
        return try await git.withTree(of: revision) { folder in
            var reading = Workspace.Reading()
            reading.home = workspace.root
            let old = try await Workspace.read(root: folder, reading)
            let comparison = Comparison(base: Linter.lint(old, today: today), of: old)
            return comparison.marked(result, of: workspace)
        }
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
                SARIFReport(
                    result, rules: Linter.rules(for: workspace),
                    bytes: { SourceFiles.bytes("\(workspace.root)/\($0)") }
                ).text + "\n"
            }
        if format == .github { try summarize(result, call) }
        guard let place = call[output] else {
            return call.console.write(format == .text ? coloured.text(result) : text)
        }
        guard SourceFiles.replace(place, with: text) else {
            throw call.wrong("\(place) cannot be written")
        }
        call.console.write(coloured.text(result))
    }

    /// GitHub names a file whose text it shows below the job.
    private static func summarize(_ result: LintResult, _ call: Invocation) throws {
        guard let place = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"],
            !result.findings.isEmpty
        else { return }
        let before = String(decoding: SourceFiles.bytes(place) ?? [], as: UTF8.self)
        guard SourceFiles.replace(place, with: before + GitHubReport.summary(result.findings))
        else {
            throw call.wrong("\(place), which GITHUB_STEP_SUMMARY names, cannot be written")
        }
    }

    /// Times and counts; standard output never holds a time.
    private static func tell(
        _ workspace: Workspace, _ call: Invocation, read: Duration, judged: Duration
    ) {
        let shown = { (time: Duration) in
            "\(Int(time / .milliseconds(1))) ms"
        }
        call.console.report("read \(shown(read)), rules and report \(shown(judged))")
        for folder in workspace.nested {
            call.console.report("skipped \(folder): a package of its own, listed nowhere")
        }
        for package in workspace.surroundings.missing.sorted() {
            call.console.report("not fetched: \(package); its modules are not known")
        }
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

/// Holds a package until the process is gone.
private final class Kept {
    let workspace: Workspace
    init(_ workspace: Workspace) { self.workspace = workspace }
}

extension Day {
    /// The day of the machine's clock.
    static var today: Day { Day(number: Int(Date().timeIntervalSince1970 / 86_400)) }
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
