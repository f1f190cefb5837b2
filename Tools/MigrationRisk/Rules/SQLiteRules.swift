/// What SQLite does: it has one writer, so that every lock here stops all writes.
enum SQLiteRules {
    static func verdicts(_ operation: Operation, _ context: RuleContext) -> [Verdict] {
        switch operation.action {
        case .addColumn(let column, _): return added(column)
        case .dropColumn:
            return [
                drop(
                    operation, context, stagedScore: 3,
                    "The table is written anew; refused while an index, view, trigger or "
                        + "constraint names the column.", "ban-drop-column")
            ]
        case .dropTable:
            return [
                drop(
                    operation, context, stagedScore: 2,
                    "With foreign keys on every row is deleted one by one; old code breaks.",
                    "ban-drop-table")
            ]
        case .renameColumn:
            return [
                Verdict(
                    "rename-in-use", 4, "Old code breaks while the new one is deployed.",
                    safeWay: "add the new column, write both, copy, switch readers, drop the old",
                    squawk: "renaming-column")
            ]
        case .renameTable:
            return [
                Verdict(
                    "rename-in-use", 4,
                    "Old code breaks, and foreign keys of other tables follow the new name.",
                    safeWay: "a view under the old name until no code uses it",
                    squawk: "renaming-table")
            ]
        case .createIndex(let index): return created(index)
        case .update, .delete, .insertSelect, .insertValues, .runProgram: return rows(operation)
        case .pragma, .vacuum: return pragmas(operation)
        default: return others(operation)
        }
    }

    /// What a new column needs of old rows.
    private static func added(_ column: ColumnDefinition) -> [Verdict] {
        if column.isUnique || column.isPrimaryKey || column.generation == .stored {
            let what = column.generation == .stored ? "STORED" : "UNIQUE or PRIMARY KEY"
            return [
                Verdict(
                    "column-refused", 5, "SQLite never adds a column that is \(what).",
                    safeWay: column.generation == .stored
                        ? "VIRTUAL, or rebuild the table" : "an index after it, or rebuild")
            ]
        }
        let rebuild = "rebuild the table"
        switch column.fallback {
        case .moment, .bracketed, .volatile:
            return [
                Verdict(
                    "column-fails", 5, "Such a default is refused as soon as there are rows.",
                    safeWay: rebuild)
            ]
        case .none, .null:
            if column.isNotNull {
                return [
                    Verdict(
                        "column-fails", 5, "NOT NULL without a default fails when there are rows.",
                        safeWay: "nullable or with a constant default, or \(rebuild)")
                ]
            }
        case .constant:
            if column.references != nil {
                return [
                    Verdict(
                        "column-fails", 5,
                        "With foreign keys on, REFERENCES with a default fails on rows.",
                        safeWay: "without the default, or \(rebuild)")
                ]
            }
        }
        if column.hasCheck {
            return [
                Verdict(
                    "column-check-scan", 3, "All rows are read, and one that breaks it fails it.",
                    safeWay: "check the rows before")
            ]
        }
        return [Verdict("column-brief-lock", 0, "Only the text of the schema changes.")]
    }

    private static func drop(
        _ operation: Operation, _ context: RuleContext, stagedScore: Int, _ reason: String,
        _ squawk: String
    ) -> Verdict {
        let isStaged = context.isStaged(operation)
        return Verdict(
            "drop-in-use", isStaged ? stagedScore : 5, reason,
            safeWay: isStaged
                ? nil : "stop using it, say `staged-drop`, drop it in a later migration",
            squawk: squawk)
    }

    private static func created(_ index: IndexDefinition) -> [Verdict] {
        if index.isConcurrent { return [notSQLite("CONCURRENTLY")] }
        return [
            Verdict(
                "index-build", index.isUnique ? 3 : 2,
                index.isUnique
                    ? "Every writer waits for the build, and equal rows fail it."
                    : "Every writer waits for the build.",
                safeWay: "build it while little is written")
        ]
    }

    private static func rows(_ operation: Operation) -> [Verdict] {
        switch operation.action {
        case .update(let isBatched), .delete(let isBatched):
            [
                Verdict(
                    "row-locks", isBatched ? 1 : 3,
                    isBatched
                        ? "A bounded piece of the rows."
                        : "Every writer waits, and the write-ahead log grows.",
                    safeWay: isBatched ? nil : "batches by key range")
            ]
        default: RowRules.verdicts(operation)
        }
    }

    private static func pragmas(_ operation: Operation) -> [Verdict] {
        if case .vacuum = operation.action {
            return [
                operation.isInTransaction
                    ? Verdict(
                        "pragma-in-transaction", 5, "VACUUM fails in a transaction.",
                        safeWay: "a file of its own with `-- migration: no-transaction`",
                        isAboutUse: false)
                    : Verdict(
                        "vacuum-lock", 3, "The file is written anew, with double the space.",
                        safeWay: "while nothing is written")
            ]
        }
        guard case .pragma(let name, _) = operation.action else { return [] }
        switch name {
        case "FOREIGN_KEYS" where operation.isInTransaction:
            return [
                Verdict(
                    "pragma-in-transaction", 4, "In a transaction it has no effect.",
                    safeWay: "before BEGIN", isAboutUse: false)
            ]
        case "WRITABLE_SCHEMA":
            return [
                Verdict(
                    "schema-writable", 5, "It can destroy the file.", safeWay: "rebuild the table",
                    isAboutUse: false)
            ]
        case "JOURNAL_MODE":
            return [
                Verdict(
                    "journal-mode", 3, "It needs to be alone with the file.",
                    safeWay: "when the service is stopped", isAboutUse: false)
            ]
        default: return [PostgresRules.quiet("A setting of the connection.")]
        }
    }

    /// Words of PostgreSQL.
    private static func others(_ operation: Operation) -> [Verdict] {
        switch operation.action {
        case .setNotNull, .dropNotNull, .alterType, .alterColumn: [notSQLite("ALTER COLUMN")]
        case .addConstraint, .validateConstraint, .dropConstraint: [notSQLite("ALTER … CONSTRAINT")]
        case .attachPartition, .detachPartition: [notSQLite("partitions")]
        case .addEnumValue, .createDomain, .alterDomain: [notSQLite("types of its own")]
        case .truncate: [notSQLite("TRUNCATE")]
        case .setSchema, .rewriteTable, .lockTable, .refreshView, .cluster, .dropDatabase,
            .dropSchema, .renameOther:
            [notSQLite(operation.kind)]
        case .dropIndex: [Verdict("catalogue-only", 1, "A short write of the schema.")]
        case .createTrigger: [Verdict("trigger-lock", 2, "More work on every write after.")]
        default: PlainRules.verdicts(operation)
        }
    }

    private static func notSQLite(_ what: String) -> Verdict {
        Verdict(
            "not-sqlite", 5, "SQLite has no \(what).", safeWay: "rebuild the table",
            isAboutUse: false)
    }
}
