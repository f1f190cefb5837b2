/// The order in which migrations lock tables that are in use; two orders can meet.
struct LockOrders {
    /// The file that first locked one table before another.
    private var known: [Pair: String] = [:]

    private struct Pair: Hashable {
        let first, second: String
    }

    /// What an earlier migration says about the order of this one.
    mutating func remark(
        on migration: AssessedMigration, _ settings: AnalysisSettings
    ) -> (combinations: [Remark], policies: [Remark], info: [String]) {
        let locks = LockOrders.locks(migration)
        var found: [Remark] = []
        for (index, first) in locks.enumerated() {
            for second in locks[(index + 1)...] {
                let pair = Pair(first: first.key, second: second.key)
                let opposite = Pair(first: second.key, second: first.key)
                if let other = known[opposite], found.isEmpty {
                    found.append(
                        Remark(
                            rule: "lock-order", level: .review,
                            text: "\(first.text) is locked before \(second.text), in \(other) the "
                                + "other way round: side by side they end in a deadlock."))
                }
                if known[pair] == nil { known[pair] = migration.file }
            }
        }
        return (found, [], [])
    }

    /// Tables in use that stay locked until the end of the transaction, in their order.
    private static func locks(_ migration: AssessedMigration) -> [QualifiedName] {
        var locks: [QualifiedName] = []
        for assessed in migration.operations {
            let operation = assessed.operation
            let isLock =
                operation.isSchema || operation.isData || operation.action == .lockTable
            guard isLock, operation.isInTransaction, !assessed.isFresh, !operation.isConcurrent,
                let table = operation.table, !isNew(operation),
                !locks.contains(where: { $0.key == table.key })
            else { continue }
            locks.append(table)
        }
        return locks
    }

    private static func isNew(_ operation: Operation) -> Bool {
        if case .createTable = operation.action { true } else { false }
    }
}
