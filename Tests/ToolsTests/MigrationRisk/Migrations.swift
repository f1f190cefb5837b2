import Testing

@testable import MigrationRisk

/// Migrations in memory, weighed as the command weighs a folder.
struct Migrations {
    let analysis: Analysis

    /// Files by name and text, in this order.
    init(
        _ files: KeyValuePairs<String, String>, _ dialect: AnalysisSettings.Dialect = .postgres,
        _ change: (inout AnalysisSettings) -> Void = { _ in }
    ) {
        var settings = AnalysisSettings()
        settings.dialect = dialect
        change(&settings)
        let read = files.map { MigrationFile(path: $0.key, sql: Array($0.value.utf8)) }
        analysis = Analysis(read, settings)
    }

    /// One file.
    init(
        _ sql: String, _ dialect: AnalysisSettings.Dialect = .postgres,
        _ change: (inout AnalysisSettings) -> Void = { _ in }
    ) {
        self.init(["0001_a.sql": sql], dialect, change)
    }

    var last: AssessedMigration { analysis.migrations[analysis.migrations.count - 1] }
    var levels: [Level] { analysis.migrations.map(\.level) }
    /// `0 Safe, 1 Needs Review, 2 Blocked` as numbers.
    var summary: [Int] { [Level.safe, .review, .blocked].map(analysis.count) }
    /// Rules of combinations and policies of the last file.
    var remarks: [String] { (last.combinations + last.policies).map(\.rule) }

    /// What a rule says about the last file; nil where it says nothing.
    func verdict(_ rule: String) -> Verdict? {
        last.operations.flatMap(\.verdicts).first { $0.rule == rule }
    }

    /// `AddColumn 0`, in order.
    var scores: [String] { last.operations.map { "\($0.operation.kind) \($0.score)" } }
}

/// A row of the tables of operations: what is written, how it is weighed, by which rule.
struct Weighed: CustomTestStringConvertible, Sendable {
    let sql: String
    let score: Int
    let rule: String
    let squawk: String?
    /// What earlier migrations have made.
    let before: String

    init(
        _ sql: String, _ score: Int, _ rule: String, squawk: String? = nil,
        after before: String = ""
    ) {
        (self.sql, self.score, self.rule) = (sql, score, rule)
        (self.squawk, self.before) = (squawk, before)
    }

    var testDescription: String { sql }

    func weighed(_ dialect: AnalysisSettings.Dialect) -> Migrations {
        Migrations(["0001_before.sql": before, "0002_a.sql": sql], dialect)
    }
}
