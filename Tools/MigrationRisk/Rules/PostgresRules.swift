/// What PostgreSQL does to a running system.
enum PostgresRules {
    static func verdicts(_ operation: Operation, _ context: RuleContext) -> [Verdict] {
        switch operation.action {
        case .addColumn(let column, _): return PostgresColumns.added(column, context)
        case .setNotNull, .dropNotNull, .alterType, .alterColumn, .dropColumn, .renameColumn:
            return PostgresColumns.altered(operation, context)
        case .addConstraint(let constraint): return PostgresConstraints.added(constraint)
        case .validateConstraint, .dropConstraint:
            return PostgresConstraints.changed(operation.action)
        case .createIndex, .dropIndex, .reindex: return PostgresIndexes.verdicts(operation)
        case .update, .delete, .insertSelect, .insertValues, .runProgram:
            return RowRules.verdicts(operation)
        default: return tables(operation, context)
        }
    }

    private static func tables(_ operation: Operation, _ context: RuleContext) -> [Verdict] {
        switch operation.action {
        case .dropTable:
            return [PostgresColumns.drop(operation, context, squawk: "ban-drop-table")]
        case .dropDatabase:
            return [
                Verdict(
                    "drop-database", 5, "All data of the database is lost.",
                    safeWay: "do it by hand, never in a migration")
            ]
        case .dropSchema:
            return [
                Verdict(
                    "drop-schema", 5, "Data is lost, also in tables that are not named here.",
                    safeWay: "drop each table by name, staged, or do it by hand")
            ]
        case .truncate(_, let cascades):
            let others = cascades ? ", also in tables that refer to it" : ""
            return [
                Verdict(
                    "truncate-cascade", 5, "Data is lost\(others), under an exclusive lock.",
                    safeWay: "name each table and do it by hand",
                    squawk: cascades ? "ban-truncate-cascade" : nil)
            ]
        case .renameTable, .setSchema, .renameOther:
            return [
                Verdict(
                    "rename-in-use", 4, "Old code breaks while the new one is deployed.",
                    safeWay: "a view under the old name until no code uses it",
                    squawk: "renaming-table")
            ]
        case .attachPartition(let part): return [attach(part, operation, context)]
        case .detachPartition(let isConcurrent):
            return [
                Verdict(
                    "partition-lock", isConcurrent ? 1 : 4,
                    isConcurrent
                        ? "Readers and writers go on." : "Exclusive lock on the whole table.",
                    safeWay: isConcurrent ? nil : "DETACH PARTITION … CONCURRENTLY")
            ]
        default: return others(operation)
        }
    }

    /// A CHECK that matches the bounds spares the scan; any validated CHECK of the part is taken for one.
    private static func attach(
        _ part: QualifiedName, _ operation: Operation, _ context: RuleContext
    ) -> Verdict {
        let constraints = context.state.tables[part.key]?.constraints.values.map(\.self) ?? []
        let isChecked = constraints.contains { constraint in
            if case .check = constraint.kind { !constraint.isNotValid } else { false }
        }
        let isEmpty = context.fresh.contains(part.key)
        return Verdict(
            "partition-scan", isChecked || isEmpty ? 1 : 3,
            isChecked
                ? "A CHECK of the part spares the scan."
                : "The part is scanned under a lock that stops its writers.",
            safeWay: isChecked
                ? nil : "add a CHECK with the bounds to the part first, validate it, then attach")
    }

    private static func others(_ operation: Operation) -> [Verdict] {
        switch operation.action {
        case .vacuum(let isFull):
            guard isFull else { return [quiet("Runs beside other work.")] }
            return [rebuild(5, "The table is shut while it is written anew.", "prefer-repack")]
        case .cluster:
            return [rebuild(5, "The table is shut while it is written anew.", "prefer-repack")]
        case .addEnumValue(_, let isPlaced):
            return [
                Verdict(
                    "enum-order", isPlaced ? 1 : 2,
                    isPlaced
                        ? "The value has its place in the order."
                        : "The value comes last: comparisons and ORDER BY change.",
                    safeWay: isPlaced ? nil : "say BEFORE or AFTER which value")
            ]
        case .createDomain(let isConstrained): return domain(isConstrained, isNew: true)
        case .alterDomain(let isConstrained): return domain(isConstrained, isNew: false)
        case .createTrigger:
            return [
                Verdict(
                    "trigger-lock", 2, "A lock that stops writers, and work on every write after.")
            ]
        case .lockTable:
            return [
                Verdict(
                    "table-lock", 4, "Everybody waits until the transaction ends.",
                    safeWay: "take row locks, or none")
            ]
        case .refreshView(let isConcurrent):
            return isConcurrent
                ? [quiet("Readers go on.")]
                : [
                    Verdict(
                        "refresh-lock", 3, "Readers of the view wait until it is filled.",
                        safeWay: "a unique index on the view, then CONCURRENTLY")
                ]
        case .rewriteTable(let what):
            return [
                Verdict(
                    "table-rewrite", 5, "\(what) writes the table anew under an exclusive lock.",
                    safeWay: "a new table, filled in batches, then switched")
            ]
        default: return PlainRules.verdicts(operation)
        }
    }

    private static func domain(_ isConstrained: Bool, isNew: Bool) -> [Verdict] {
        guard isConstrained else { return [quiet("A name for a type.")] }
        return [
            Verdict(
                "domain-check", 4,
                "Every column of the type is checked or written anew when the rule changes.",
                safeWay: "a CHECK on the column, NOT VALID and validated",
                squawk: isNew
                    ? "ban-create-domain-with-constraint" : "ban-alter-domain-with-add-constraint")
        ]
    }

    static func rebuild(_ score: Int, _ reason: String, _ squawk: String) -> Verdict {
        Verdict(
            "rebuild-lock", score, reason,
            safeWay: squawk == "prefer-repack"
                ? "pg_repack, or REPACK CONCURRENTLY (PostgreSQL 19 and later)"
                : "REINDEX … CONCURRENTLY",
            squawk: squawk)
    }

    static func quiet(_ reason: String) -> Verdict { Verdict("nothing-waits", 0, reason) }
}
