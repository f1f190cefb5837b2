/// What PostgreSQL does with constraints.
enum PostgresConstraints {
    static func added(_ constraint: ConstraintDefinition) -> [Verdict] {
        let later = "NOT VALID now, VALIDATE CONSTRAINT in the next migration"
        switch constraint.kind {
        case .check, .notNull:
            return [
                Verdict(
                    "check-scan", constraint.isNotValid ? 1 : 4,
                    constraint.isNotValid
                        ? "New rows are checked, old ones later."
                        : "All rows are read while everybody waits.",
                    safeWay: constraint.isNotValid ? nil : later)
            ]
        case .foreignKey:
            return [
                Verdict(
                    "foreign-key-scan", constraint.isNotValid ? 1 : 4,
                    constraint.isNotValid
                        ? "New rows are checked, old ones later."
                        : "All rows are checked while writes to both tables wait.",
                    safeWay: constraint.isNotValid ? nil : later)
            ]
        case .unique, .primaryKey:
            return [
                Verdict(
                    "unique-build", constraint.usesIndex ? 1 : 4,
                    constraint.usesIndex
                        ? "The index is there." : "An index is built under an exclusive lock.",
                    safeWay: constraint.usesIndex
                        ? nil : "a unique index CONCURRENTLY, then USING INDEX",
                    squawk: constraint.kind == .primaryKey
                        ? "adding-serial-primary-key-field" : "disallowed-unique-constraint")
            ]
        case .exclude:
            return [
                Verdict(
                    "exclude-build", 4, "An index is built under an exclusive lock.",
                    safeWay: "a new table with the constraint, filled in batches")
            ]
        }
    }

    static func changed(_ action: Action) -> [Verdict] {
        switch action {
        case .validateConstraint:
            [Verdict("constraint-validate", 2, "All rows are read; writers go on.")]
        case .dropConstraint(_, let cascades, _):
            [
                Verdict(
                    "constraint-drop", cascades ? 3 : 1,
                    cascades
                        ? "Constraints of other tables go with it."
                        : "A brief exclusive lock.",
                    safeWay: cascades ? "drop each by name" : nil)
            ]
        default: []
        }
    }
}
