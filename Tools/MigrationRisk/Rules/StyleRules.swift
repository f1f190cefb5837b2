/// What is cheap now and dear later, for PostgreSQL.
enum StyleRules {
    static func verdicts(_ operation: Operation, isSchemaOn: Bool) -> [Verdict] {
        var found: [Verdict] = []
        switch operation.action {
        case .createTable(let columns, let constraints, _, _):
            let keys = constraints.flatMap { constraint -> [String] in
                switch constraint.kind {
                case .primaryKey, .foreignKey: constraint.columns
                default: []
                }
            }
            found += columns.flatMap { self.column($0, isKey: keys.contains($0.name.key)) }
            if isSchemaOn, operation.table?.hasSchema == false {
                found.append(
                    style("no-schema", "The table has no schema.", "name it: app.table"))
            }
        case .addColumn(let column, _): found += self.column(column, isKey: false)
        default: break
        }
        return found + repeatable(operation)
    }

    private static func column(_ column: ColumnDefinition, isKey: Bool) -> [Verdict] {
        guard let type = column.type else { return [] }
        let name = column.name.text
        var found: [Verdict] = []
        let isKey =
            isKey || column.isPrimaryKey || column.references != nil
            || column.generation == .identity || column.name.key == "id"
            || column.name.key.hasSuffix("_id")
        if isKey, type.name == "INTEGER" || type.name == "SMALLINT" {
            let squawk = type.name == "INTEGER" ? "int" : "smallint"
            found.append(
                style(
                    "int-key", "\(name) counts up to a limit that is reached.", "bigint",
                    squawk: "prefer-bigint-over-\(squawk)"))
        }
        if column.isSerial {
            found.append(
                style(
                    "serial-key", "\(name) owns a sequence with rights of its own.",
                    "bigint GENERATED ALWAYS AS IDENTITY"))
        }
        switch type.name {
        case "VARCHAR" where !type.numbers.isEmpty:
            found.append(
                style(
                    "length-limit", "A longer \(name) needs another migration.",
                    "text, with a CHECK on the length"))
        case "CHAR":
            found.append(style("padded-char", "\(name) is filled with blanks.", "text"))
        case "TIMESTAMP":
            found.append(
                style("naive-time", "\(name) does not say which time zone.", "timestamptz"))
        default: break
        }
        return found
    }

    /// Outside of a transaction a migration may stop half-way and has to run again.
    private static func repeatable(_ operation: Operation) -> [Verdict] {
        guard !operation.isInTransaction, operation.statement >= 0 else { return [] }
        let bare: String? =
            switch operation.action {
            case .createTable(_, _, let isGuarded, _): isGuarded ? nil : "IF NOT EXISTS"
            case .addColumn(_, let isGuarded): isGuarded ? nil : "IF NOT EXISTS"
            case .createIndex(let index):
                index.isGuarded || index.isConcurrent ? nil : "IF NOT EXISTS"
            case .dropTable(let isGuarded), .dropColumn(let isGuarded):
                isGuarded ? nil : "IF EXISTS"
            case .dropOther(_, let isGuarded): isGuarded ? nil : "IF EXISTS"
            case .dropIndex(_, let isConcurrent, let isGuarded):
                isGuarded || isConcurrent ? nil : "IF EXISTS"
            case .dropConstraint(_, _, let isGuarded): isGuarded ? nil : "IF EXISTS"
            default: nil
            }
        guard let bare else { return [] }
        return [
            style(
                "not-repeatable", "Outside of a transaction it has to be repeatable.", bare)
        ]
    }

    private static func style(
        _ rule: String, _ reason: String, _ safeWay: String, squawk: String? = nil
    ) -> Verdict {
        Verdict(rule, 2, reason, safeWay: safeWay, squawk: squawk, isAboutUse: false)
    }
}
