import CommandLine
import Foundation
import MigrationRisk

/// `tools check-migrations`: what migrations of a database would do to a running system.
enum MigrationsCommand {
    static let command = Command(
        "check-migrations", "Say what SQL migrations would do to a running system.",
        details: """
            Reads the files of a folder in order and connects to no database. Scores: 0-1 safe, 2-3
            needs review, 4-5 blocked. A comment `-- migration: allow RULE because REASON` waives a
            finding of the next statement; others are no-transaction, data-step NAME, staged-drop
            TABLE[.COLUMN], acknowledge TABLE because REASON.
            Ends with 0 nothing blocked, 1 something is (with --strict also for a review), 2 wrong
            usage.
            """,
        examples: [
            "tools check-migrations migrations", "tools check-migrations migrations --json",
            "tools check-migrations db --dialect sqlite --strict",
        ],
        [
            folder, Flag.json, only, dialect, version, withDown, noTransaction, exclude, include,
            config, baseline, strict, verbose, markdown, github, stamp,
        ], action: run)

    static let folder = Positional<String>("dir", "The folder of the migrations")
    static let only = Option<String>(
        "only", "FILE", "Report this file; the others still say what is there",
        presence: .repeated)
    static let dialect = Option<DialectChoice>(
        "dialect", "DIALECT", "The server; auto asks the statements", default: .auto)
    static let version = Option<Int>(
        "pg-version", "N", "The version of PostgreSQL", default: 14,
        complaint: { (9...99).contains($0) ? nil : "is no version of PostgreSQL" })
    static let withDown = Flag("with-down", "Read *.down.sql as well")
    static let noTransaction = Flag(
        "no-assume-transaction", "A file that says nothing runs outside of a transaction")
    static let exclude = Option<String>(
        "exclude", "RULE", "Leave a rule out, by its name or squawk's", presence: .repeated)
    static let include = Option<String>(
        "include", "RULE", "Ask for a rule that is off by default", presence: .repeated)
    static let config = Option<String>(
        "config", "FILE", "Else check-migrations.json in the folder, else beside the caller")
    static let baseline = Option<String>(
        "baseline", "REF", "Files that this git revision has count as applied: none may change")
    static let strict = Flag("strict", "End with 1 also where a review is needed")
    static let verbose = Flag("verbose", "Show the operations of safe migrations as well")
    static let markdown = Flag("markdown", "Write Markdown, for a comment on a pull request")
    static let github = Flag("github", "Write annotations for GitHub")
    static let stamp = Option<String>("stamp", "TEXT", "Time and commit to end the report with")

    private static func run(_ call: Invocation) async throws -> ExitCode {
        let path = try call.require(folder)
        guard let files = MigrationFolder.files(in: path, withDown: call[withDown]) else {
            throw call.wrong("\(path) is no folder of migrations")
        }
        var settings = AnalysisSettings()
        var failOn = RiskConfiguration.Threshold.blocked
        do {
            settings.dialect = call[dialect]?.dialect
            settings.excluded = try AnalysisSettings.rules(call.all(exclude))
            settings.included = try AnalysisSettings.rules(call.all(include))
            if let file = try configuration(path, call) {
                try settings.take(file)
                failOn = file.failOn ?? failOn
            }
        } catch let error as ConfigurationError {
            throw call.wrong("\(error)")
        }
        settings.version = call[version] ?? settings.version
        settings.assumesTransaction = !call[noTransaction]
        if let base = call[baseline] {
            settings.changed = Set(try Git(root: path, call: call).edited(since: base))
        }
        settings.only = try chosen(files, path, call)
        let analysis = Analysis(files, settings)
        report(analysis, path, call)
        let isReviewed = analysis.count(.review) > 0 && (call[strict] || failOn == .review)
        return analysis.count(.blocked) > 0 || isReviewed ? .problem : .done
    }

    /// The files that `--only` names, seen from the folder or from the caller.
    private static func chosen(
        _ files: [MigrationFile], _ path: String, _ call: Invocation
    ) throws -> Set<String>? {
        guard !call.all(only).isEmpty else { return nil }
        return Set(
            try call.all(only).map { name in
                let known = files.map(\.path)
                let below = known.first { $0 == name || "\(path)/\($0)" == name }
                guard let below else { throw call.wrong("\(path) has no migration \(name)") }
                return below
            })
    }

    private static func configuration(
        _ path: String, _ call: Invocation
    ) throws -> RiskConfiguration? {
        let named = call[config]
        let places =
            named.map { [$0] } ?? ["\(path)/check-migrations.json", "check-migrations.json"]
        for place in places {
            guard let data = FileManager.default.contents(atPath: place) else { continue }
            return try RiskConfiguration.read(Array(data), from: place)
        }
        if let named { throw call.wrong("\(named) cannot be read") }
        return nil
    }

    private static func report(_ analysis: Analysis, _ path: String, _ call: Invocation) {
        if call[Flag.json] {
            return call.console.print(RiskJSON.text(analysis, version: "0.1.0"))
        }
        if call[github] {
            return call.console.write(RiskAnnotations.text(analysis, folder: path))
        }
        let output = call.console.output
        let text = RiskText(
            isVerbose: call[verbose], isMarkdown: call[markdown], stamp: call[stamp]
        ) { text, level in
            output.styled(text, level == .blocked ? .red : level == .review ? .yellow : .green)
        }
        call.console.write(text.text(analysis))
    }
}

/// Which server is meant.
enum DialectChoice: String, CaseIterable, ArgumentValue {
    case postgres, sqlite, auto

    var dialect: AnalysisSettings.Dialect? { AnalysisSettings.Dialect(rawValue: rawValue) }
}
