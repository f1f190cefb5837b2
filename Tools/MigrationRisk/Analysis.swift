/// What is asked of an analysis.
package struct AnalysisSettings: Sendable {
    /// The language of a server.
    package enum Dialect: String, CaseIterable, Sendable { case postgres, sqlite }

    /// The server; nil asks the statements.
    package var dialect: Dialect?
    /// The version of PostgreSQL.
    package var version = Limits.postgresVersion
    /// Whether a file that says nothing runs in one transaction.
    package var assumesTransaction = true
    /// Tables on which every ALTER stalls the system.
    package var hotTables: Set<String> = []
    /// Rules that are left out, by either name.
    package var excluded: Set<String> = []
    /// Rules that are off by default and wanted.
    package var included: Set<String> = []
    /// Files that are reported; nil reports all.
    package var only: Set<String>?
    /// Files that were changed since the state that counts as applied.
    package var changed: Set<String> = []

    /// Everything as it is by default.
    package init() {}

    /// Whether a rule has a say.
    func applies(_ rule: String) -> Bool {
        guard let known = RiskRule.named(rule) else { return true }
        return !excluded.contains(rule) && (known.isOn || included.contains(rule))
    }
}

/// Every migration of a folder, in order, with what was found.
package struct Analysis: Sendable {
    /// The server that was meant or recognised.
    package let dialect: AnalysisSettings.Dialect
    /// Those that are reported.
    package let migrations: [AssessedMigration]

    /// Folds the files into a state and weighs each against what was there before it.
    package init(_ files: [MigrationFile], _ settings: AnalysisSettings) {
        let dialect = settings.dialect ?? Dialects.recognised(in: files)
        self.dialect = dialect
        var state = SchemaState()
        var orders = LockOrders()
        var numbers: [String: String] = [:]
        var assessed: [AssessedMigration] = []
        for (place, file) in files.enumerated() {
            let migration = Migration(file, assumesTransaction: settings.assumesTransaction)
            var assessment = Assessment(migration, place, state, dialect, settings)
            assessment.run()
            assessment.add(orders.remark(on: assessment.result, settings))
            assessment.add(Policies.numbers(file, after: files[..<place].last, &numbers))
            state = assessment.state
            assessed.append(assessment.result)
        }
        migrations = assessed.filter { settings.only?.contains($0.file) ?? true }
    }

    /// How many migrations have a level.
    package func count(_ level: Level) -> Int { migrations.count { $0.level == level } }
}

/// Tells servers apart by words that only one of them has.
enum Dialects {
    static func recognised(in files: [MigrationFile]) -> AnalysisSettings.Dialect {
        var (lite, post) = (0, 0)
        for statement in files.lazy.flatMap(\.statements) {
            for token in statement.tokens {
                switch (token.kind, token.upper) {
                case (.word, "PRAGMA"), (.word, "AUTOINCREMENT"), (.word, "ROWID"),
                    (.word, "STRICT"), (.word, "GLOB"):
                    lite += 1
                case (.body, _), (.word, "CONCURRENTLY"), (.word, "SERIAL"), (.word, "BIGSERIAL"),
                    (.word, "JSONB"), (.word, "TIMESTAMPTZ"), (.word, "EXTENSION"),
                    (.word, "IDENTITY"), (.word, "VALIDATE"), (.word, "PLPGSQL"):
                    post += 1
                default: break
                }
            }
        }
        return lite > post ? .sqlite : .postgres
    }
}
