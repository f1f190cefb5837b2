/// What PostgreSQL does with columns.
enum PostgresColumns {
    static func added(_ column: ColumnDefinition, _ context: RuleContext) -> [Verdict] {
        [filling(column, context)] + inline(column)
    }

    /// How old rows get their value.
    private static func filling(_ column: ColumnDefinition, _ context: RuleContext) -> Verdict {
        if column.isSerial {
            return rewrite("\(column.type?.name.lowercased() ?? "serial") counts")
        }
        switch column.generation {
        case .identity: return rewrite("an identity counts")
        case .stored: return rewrite("a stored value is computed for every row")
        case .virtual: return brief("Computed when it is read.", 0)
        case .none: break
        }
        let isRequired = column.isNotNull || column.isPrimaryKey
        switch column.fallback {
        case .volatile(let function): return rewrite("\(function)() is asked for every row")
        case .none, .null:
            guard isRequired else { return brief("Nullable: no rewrite.", 0) }
            return Verdict(
                "column-required", 5, "It fails as soon as there are rows, and old writers break.",
                safeWay: "nullable or with a constant default first, NOT NULL later")
        case .constant, .moment, .bracketed:
            guard context.version >= Limits.constantDefaultVersion else {
                return rewrite("before PostgreSQL 11 any default does")
            }
            let steady = column.fallback == .moment ? "stable" : "constant"
            return isRequired
                ? brief(
                    "NOT NULL with a \(steady) default: no rewrite (PostgreSQL 11 and later)", 1)
                : brief("A \(steady) default: no rewrite (PostgreSQL 11 and later)", 0)
        }
    }

    private static func brief(_ reason: String, _ score: Int) -> Verdict {
        Verdict("column-brief-lock", score, reason)
    }

    private static func rewrite(_ why: String) -> Verdict {
        Verdict(
            "column-rewrite", 5, "The table is written anew under an exclusive lock: \(why).",
            safeWay: "add it nullable, set the default, backfill in batches, then NOT NULL")
    }

    /// Constraints that come with the column, built in the same lock.
    private static func inline(_ column: ColumnDefinition) -> [Verdict] {
        let steps = "three steps: the column, the index or NOT VALID, then the constraint"
        var found: [Verdict] = []
        if column.isUnique || column.isPrimaryKey {
            found.append(
                Verdict(
                    "unique-build", 4, "An index is built in the same exclusive lock.",
                    safeWay: steps,
                    squawk: column.isPrimaryKey
                        ? "adding-serial-primary-key-field" : "disallowed-unique-constraint"))
        }
        if column.hasCheck {
            found.append(
                Verdict(
                    "check-scan", 4, "All rows are checked in the same lock.", safeWay: steps))
        }
        if column.references != nil {
            let isFilled = column.fallback != .none && column.fallback != .null
            found.append(
                Verdict(
                    "foreign-key-scan", isFilled ? 4 : 2,
                    isFilled
                        ? "All rows are checked while writes to both tables wait."
                        : "Both tables are locked for a moment.",
                    safeWay: steps))
        }
        return found
    }

    static func altered(_ operation: Operation, _ context: RuleContext) -> [Verdict] {
        switch operation.action {
        case .setNotNull: [notNull(operation, context)]
        case .dropNotNull:
            [
                Verdict(
                    "null-surprise", 2, "Readers may not expect NULL.",
                    safeWay: "ship readers that do first")
            ]
        case .alterType(let type):
            [
                typed(
                    from: context.state.type(
                        of: operation.column?.key, in: operation.table?.key), to: type)
            ]
        case .dropColumn: [drop(operation, context, squawk: "ban-drop-column")]
        case .renameColumn:
            [
                Verdict(
                    "rename-in-use", 4, "Old code breaks while the new one is deployed.",
                    safeWay: "add the new column, write both, copy, switch readers, drop the old",
                    squawk: "renaming-column")
            ]
        default: [Verdict("catalogue-only", 1, "Only the catalogue changes, in a brief lock.")]
        }
    }

    private static func notNull(_ operation: Operation, _ context: RuleContext) -> Verdict {
        let isChecked =
            context.version >= Limits.checkedNotNullVersion
            && context.state.hasCheckedNotNull(
                operation.column?.key ?? "", in: operation.table?.key ?? "")
        return Verdict(
            "not-null-scan", isChecked ? 1 : 5,
            isChecked
                ? "A validated CHECK spares the scan (PostgreSQL 12 and later)."
                : "All rows are read under an exclusive lock.",
            safeWay: isChecked
                ? nil : "CHECK (… IS NOT NULL) NOT VALID, VALIDATE, then SET NOT NULL")
    }

    /// Longer texts stay as they are; everything else is written anew.
    private static func typed(from old: ColumnType?, to new: ColumnType?) -> Verdict {
        let isLonger: Bool =
            if let old, let new, old.name == "VARCHAR", !old.isArray, !new.isArray {
                new.name == "TEXT"
                    || (new.name == "VARCHAR"
                        && (new.numbers.first ?? .max) >= (old.numbers.first ?? .max))
            } else { false }
        return Verdict(
            "type-rewrite", isLonger ? 1 : 5,
            isLonger
                ? "The rows stay as they are."
                : "The table is written anew under an exclusive lock, and old code may break.",
            safeWay: isLonger ? nil : "a new column, write both, copy in batches, switch")
    }

    static func drop(
        _ operation: Operation, _ context: RuleContext, squawk: String
    ) -> Verdict {
        let isStaged = context.isStaged(operation)
        return Verdict(
            "drop-in-use", isStaged ? 2 : 5,
            isStaged
                ? "Code stopped using it before; there is no way back."
                : "Old code breaks, and there is no way back.",
            safeWay: isStaged
                ? nil : "stop using it, say `staged-drop`, drop it in a later migration",
            squawk: squawk)
    }
}
