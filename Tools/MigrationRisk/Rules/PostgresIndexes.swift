/// What PostgreSQL does with indexes.
enum PostgresIndexes {
    static func verdicts(_ operation: Operation) -> [Verdict] {
        switch operation.action {
        case .createIndex(let index): return created(index, operation)
        case .dropIndex(_, let isConcurrent, let isGuarded):
            guard isConcurrent else {
                return [
                    Verdict(
                        "index-drop-lock", 3, "The exclusive lock queues everybody behind it.",
                        safeWay: "DROP INDEX CONCURRENTLY IF EXISTS, alone")
                ]
            }
            return concurrent(
                operation, isGuarded, "IF EXISTS", "A failed one has to be repeated.")
        case .reindex(let isConcurrent):
            return [
                isConcurrent
                    ? Verdict("rebuild-lock", 1, "Runs beside other work.")
                    : PostgresRules.rebuild(
                        4, "The table is shut while the index is built.",
                        "require-concurrent-reindex")
            ] + inTransaction(operation)
        default: return []
        }
    }

    private static func created(
        _ index: IndexDefinition, _ operation: Operation
    ) -> [Verdict] {
        guard index.isConcurrent else {
            return [
                Verdict(
                    "index-blocks-writes", 4, "Writes wait for the whole build.",
                    safeWay: "CREATE INDEX CONCURRENTLY IF NOT EXISTS, alone, no transaction")
            ]
        }
        return concurrent(
            operation, index.isGuarded, "IF NOT EXISTS",
            "A failed build leaves an invalid index: drop it and repeat.")
    }

    private static func concurrent(
        _ operation: Operation, _ isGuarded: Bool, _ guardWords: String, _ note: String
    ) -> [Verdict] {
        let quiet = Verdict("index-concurrent", 1, "Runs beside other work. \(note)")
        let bare = Verdict(
            "not-repeatable", 2, "Without \(guardWords) it cannot be repeated. \(note)",
            safeWay: guardWords, isAboutUse: false)
        return [isGuarded ? quiet : bare] + inTransaction(operation)
    }

    private static func inTransaction(_ operation: Operation) -> [Verdict] {
        guard operation.isConcurrent, operation.isInTransaction else { return [] }
        return [
            Verdict(
                "concurrently-in-transaction", 5, "CONCURRENTLY fails in a transaction.",
                safeWay: "a file of its own with `-- migration: no-transaction`",
                isAboutUse: false)
        ]
    }
}
