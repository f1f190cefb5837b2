/// Weighs one migration.
struct Assessment {
    private let migration: Migration
    private let place: Int
    private let dialect: AnalysisSettings.Dialect
    private let settings: AnalysisSettings
    private var fresh: Set<String> = []
    private var waivers: WaiverDesk
    /// What the migrations up to and including this one amount to.
    private(set) var state: SchemaState
    /// What was found.
    private(set) var result: AssessedMigration

    init(
        _ migration: Migration, _ place: Int, _ state: SchemaState,
        _ dialect: AnalysisSettings.Dialect, _ settings: AnalysisSettings
    ) {
        (self.migration, self.place, self.state) = (migration, place, state)
        (self.dialect, self.settings) = (dialect, settings)
        waivers = WaiverDesk(migration.file.directives)
        result = AssessedMigration(file: migration.file.path, operations: [])
    }

    mutating func run() {
        let rebuilds =
            dialect == .sqlite ? TableRebuild.all(in: migration.operations, state) : []
        stage()
        for (index, operation) in migration.operations.enumerated() {
            if case .createTable = operation.action, let table = operation.table?.key,
                state.tables[table] == nil || operation.statement < 0
            {
                fresh.insert(table)
            }
            if operation.number > 0 {
                let rebuild = rebuilds.first { $0.steps.contains(index) }
                result.operations.append(assessed(operation, rebuild))
            }
            state.apply(operation)
            if case .renameTable(let name) = operation.action,
                fresh.contains(operation.table?.key ?? "")
            {
                fresh.insert(name.key)
            }
        }
        result.combinations = Combinations.remarks(
            on: result.operations, migration, dialect, rebuilds
        ).filter { settings.applies($0.rule) }
        result.policies =
            (Policies.remarks(on: result.operations, migration, settings)
            + waivers.remarks).filter { settings.applies($0.rule) }
        result.waivers =
            waivers.used + Policies.acknowledged(result.operations, migration, settings)
        inform()
    }

    /// Adds what is known only beside other migrations.
    mutating func add(_ found: (combinations: [Remark], policies: [Remark], info: [String])) {
        result.combinations += found.combinations.filter { settings.applies($0.rule) }
        result.policies += found.policies.filter { settings.applies($0.rule) }
        result.info += found.info
    }

    private mutating func stage() {
        for placed in migration.file.directives {
            guard case .stagedDrop(let name) = placed.directive, state.staged[name] == nil else {
                continue
            }
            state.staged[name] = place
        }
    }

    private mutating func assessed(
        _ operation: Operation, _ rebuild: TableRebuild?
    ) -> AssessedOperation {
        let context = RuleContext(
            state: state, fresh: fresh, place: place, version: settings.version)
        let isFresh = context.isFresh(operation)
        var verdicts: [Verdict]
        if let rebuild {
            let isLast = rebuild.numbers.last == operation.number
            verdicts = [
                isLast
                    ? rebuild.verdict
                    : PostgresRules.quiet("A step of the rebuild of \(rebuild.table).")
            ]
        } else if operation.fault != nil {
            verdicts = []
        } else {
            verdicts =
                dialect == .sqlite
                ? SQLiteRules.verdicts(operation, context)
                : PostgresRules.verdicts(operation, context)
                    + StyleRules.verdicts(
                        operation, isSchemaOn: settings.applies("no-schema"))
        }
        verdicts += PlainRules.besides(operation)
        verdicts = verdicts.filter { settings.applies($0.rule) }
        if isFresh, !isTableItself(operation) { verdicts = verdicts.map(eased) }
        verdicts = waivers.waive(verdicts, operation)
        if verdicts.isEmpty { verdicts = [PostgresRules.quiet("Nothing is said against it.")] }
        // The heaviest first; equal ones in the order of the rules.
        let order = verdicts.enumerated().sorted {
            ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
        }
        return AssessedOperation(
            operation: operation, verdicts: order.map(\.element), isFresh: isFresh)
    }

    private func isTableItself(_ operation: Operation) -> Bool {
        if case .createTable = operation.action { true } else { false }
    }

    /// A table that was made a moment ago is empty, and nobody uses it yet.
    private func eased(_ verdict: Verdict) -> Verdict {
        guard verdict.isAboutUse, verdict.score > 0 else { return verdict }
        var verdict = verdict
        verdict.score = 0
        return verdict
    }

    private mutating func inform() {
        let eased = Set(
            result.operations.filter(\.isFresh).compactMap { assessed in
                isTableItself(assessed.operation) ? nil : assessed.operation.table?.text
            }
        ).sorted()
        for table in eased {
            result.info.append(
                "\(table) is made in this migration and empty: nothing waits for it")
        }
        guard dialect == .postgres, result.operations.contains(where: needsTimeout) else { return }
        let settingsMade = migration.operations.compactMap { operation -> String? in
            if case .set(let name) = operation.action { name } else { nil }
        }
        for (rule, name) in [
            ("no-lock-timeout", "lock_timeout"), ("no-statement-timeout", "statement_timeout"),
        ] where settings.applies(rule) && !settingsMade.contains(name) {
            result.info.append("\(rule): \(name) is not set here; a runner may set it")
        }
    }

    /// Whether it takes a lock for which others would wait behind it.
    private func needsTimeout(_ assessed: AssessedOperation) -> Bool {
        assessed.operation.isSchema && !assessed.isFresh && !isTableItself(assessed.operation)
            && !assessed.operation.isConcurrent && assessed.operation.table != nil
    }
}
