/// What holds for a migration as a whole, whatever its operations weigh.
enum Policies {
    static func remarks(
        on operations: [AssessedOperation], _ migration: Migration, _ settings: AnalysisSettings
    ) -> [Remark] {
        var found: [Remark] = []
        let acknowledged = reasons(migration)
        for assessed in operations {
            for table in hot(assessed, settings) where acknowledged[table.key] == nil {
                found.append(
                    Remark(
                        rule: "hot-table", level: .blocked, numbers: [assessed.operation.number],
                        subject: assessed.label,
                        text: "\(table.text) is a hot table: even a brief lock stalls production. "
                            + "Say `-- migration: acknowledge \(table.text) because …`",
                        line: assessed.operation.line))
            }
        }
        for placed in migration.file.directives {
            guard case .acknowledge(let table, nil) = placed.directive else { continue }
            found.append(
                Remark(
                    rule: "allow-without-reason", level: .blocked,
                    text: "line \(placed.line) acknowledges \(table) without a reason: say "
                        + "`because …`", line: placed.line))
        }
        if settings.changed.contains(migration.file.path) {
            found.append(
                Remark(
                    rule: "changed-file", level: .blocked,
                    text: "the file was changed after it counted as applied: add a new one"))
        }
        return found
    }

    /// Reasons for changes of hot tables, for the report.
    static func acknowledged(
        _ operations: [AssessedOperation], _ migration: Migration, _ settings: AnalysisSettings
    ) -> [String] {
        let reasons = reasons(migration)
        return operations.flatMap { assessed in
            hot(assessed, settings).compactMap { table in
                reasons[table.key].map { reason in
                    "\(assessed.label): \(table.text) is acknowledged because \(reason)"
                }
            }
        }
    }

    private static func reasons(_ migration: Migration) -> [String: String] {
        var reasons: [String: String] = [:]
        for placed in migration.file.directives {
            if case .acknowledge(let table, let reason?) = placed.directive {
                reasons[table] = reason
            }
        }
        return reasons
    }

    /// The hot tables that an operation locks: ALTER, or a foreign key that is checked at once.
    private static func hot(
        _ assessed: AssessedOperation, _ settings: AnalysisSettings
    ) -> [QualifiedName] {
        let operation = assessed.operation
        guard !settings.hotTables.isEmpty, !assessed.isFresh || reference(operation) != nil,
            !operation.isConcurrent
        else { return [] }
        let own = alters(operation) && !assessed.isFresh ? operation.table : nil
        let tables = [own, reference(operation)].compactMap(\.self)
        return tables.filter { settings.hotTables.contains($0.key) }
    }

    private static func alters(_ operation: Operation) -> Bool {
        switch operation.action {
        case .addColumn, .dropColumn, .alterType, .setNotNull, .dropNotNull, .alterColumn,
            .addConstraint, .dropConstraint, .renameColumn, .renameTable, .setSchema,
            .attachPartition, .detachPartition, .rewriteTable:
            true
        default: false
        }
    }

    /// The table to which a foreign key refers that is checked in the same lock.
    private static func reference(_ operation: Operation) -> QualifiedName? {
        switch operation.action {
        case .addConstraint(let constraint):
            guard case .foreignKey(let table) = constraint.kind, !constraint.isNotValid else {
                return nil
            }
            return table
        case .addColumn(let column, _): return column.references
        case .createTable(let columns, let constraints, _, _):
            let keys = constraints.compactMap { constraint -> QualifiedName? in
                if case .foreignKey(let table) = constraint.kind { table } else { nil }
            }
            return (columns.compactMap(\.references) + keys).first
        default: return nil
        }
    }

    /// Numbers that come twice, leave a gap or go back.
    static func numbers(
        _ file: MigrationFile, after last: MigrationFile?, _ seen: inout [String: String]
    ) -> (combinations: [Remark], policies: [Remark], info: [String]) {
        let isDown = file.path.lowercased().hasSuffix(".down.sql")
        guard let number = file.number, !isDown else { return ([], [], []) }
        let bare = String(number.drop { $0 == "0" })
        let key = "\(file.folder)/\(bare)"
        defer { seen[key] = seen[key] ?? file.path }
        if let other = seen[key] {
            let remark = Remark(
                rule: "number-twice", level: .blocked,
                text: "number \(number) is used by \(other) as well: one of them runs first by luck"
            )
            return ([], [remark], [])
        }
        guard let last, last.folder == file.folder, let before = last.number.flatMap(Int.init),
            let own = Int(number), own < before || own > before + 1, bare.count < 8
        else { return ([], [], []) }
        return ([], [], ["number-order: \(number) follows \(last.number ?? "")"])
    }
}
