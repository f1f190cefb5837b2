/// The way SQLite documents for every change that ALTER TABLE cannot make: new table, copy, drop
/// the old one, rename the new one.
struct TableRebuild: Hashable, Sendable {
    let table: String
    /// The numbers of its four steps.
    let numbers: [Int]
    /// Indices of its four steps.
    let steps: [Int]
    /// What a complete rebuild has and this one lacks.
    let missing: [String]

    /// The rebuilds of a migration.
    static func all(in operations: [Operation], _ before: SchemaState) -> [TableRebuild] {
        operations.indices.compactMap { index in
            guard case .createTable = operations[index].action else { return nil }
            return plain(operations, from: index, before)
                ?? renamedFirst(operations, from: index)
        }
    }

    /// CREATE new, INSERT INTO new … FROM old, DROP old, RENAME new TO old.
    private static func plain(
        _ operations: [Operation], from start: Int, _ before: SchemaState
    ) -> TableRebuild? {
        let new = operations[start].table?.key
        guard let (copy, old, hasColumns) = copy(operations, into: new, after: start),
            let drop = operations.indices.first(where: { index in
                guard index > copy, case .dropTable = operations[index].action else {
                    return false
                }
                return operations[index].table?.key == old
            }),
            let rename = operations.indices.first(where: { index in
                guard index > drop, case .renameTable(let name) = operations[index].action else {
                    return false
                }
                return operations[index].table?.key == new && name.key == old
            })
        else { return nil }
        let steps = [start, copy, drop, rename]
        var missing: [String] = []
        if !hasColumns { missing.append("an explicit list of columns in the copy") }
        missing += frame(operations, steps)
        let made = operations[drop...].compactMap { $0.object?.key }
        for name in before.dependents(of: old) where !made.contains(name) {
            missing.append("\(name) made again")
        }
        return TableRebuild(
            table: old, numbers: steps.map { operations[$0].number }, steps: steps,
            missing: missing)
    }

    /// RENAME old TO spare, CREATE old, INSERT INTO old … FROM spare, DROP spare.
    private static func renamedFirst(
        _ operations: [Operation], from start: Int
    ) -> TableRebuild? {
        let table = operations[start].table?.key
        guard let (copy, spare, _) = copy(operations, into: table, after: start),
            let rename = operations.indices.first(where: { index in
                guard index < start, case .renameTable(let name) = operations[index].action else {
                    return false
                }
                return operations[index].table?.key == table && name.key == spare
            }), let table
        else { return nil }
        let drop = operations.indices.first { index in
            guard index > copy, case .dropTable = operations[index].action else { return false }
            return operations[index].table?.key == spare
        }
        let steps = [rename, start, copy] + (drop.map { [$0] } ?? [])
        return TableRebuild(
            table: table, numbers: steps.map { operations[$0].number }, steps: steps,
            missing: ["another order: renamed first, references of other tables follow the old one"]
        )
    }

    private static func copy(
        _ operations: [Operation], into table: String?, after start: Int
    ) -> (index: Int, source: String, hasColumns: Bool)? {
        for index in operations.indices where index > start {
            guard case .insertSelect(let source?, let hasColumns) = operations[index].action,
                operations[index].table?.key == table
            else { continue }
            return (index, source.key, hasColumns)
        }
        return nil
    }

    /// Foreign keys off before, one transaction around, the check before its end.
    private static func frame(_ operations: [Operation], _ steps: [Int]) -> [String] {
        guard let first = steps.first, let last = steps.last else { return [] }
        var missing: [String] = []
        let isOff = operations[..<first].contains { operation in
            guard case .pragma("FOREIGN_KEYS", let value) = operation.action else { return false }
            return ["OFF", "0", "FALSE", "NO"].contains(value) && !operation.isInTransaction
        }
        if !isOff { missing.append("PRAGMA foreign_keys = OFF before BEGIN") }
        let isWhole = operations[first...last].allSatisfy(\.isInTransaction)
        if !isWhole { missing.append("one transaction around it") }
        let rest = operations[last...].prefix { $0.action != .commit }
        let isChecked = rest.contains { operation in
            guard case .pragma("FOREIGN_KEY_CHECK", _) = operation.action else { return false }
            return true
        }
        if !isChecked { missing.append("PRAGMA foreign_key_check before COMMIT") }
        return missing
    }

    /// What it says about its steps together.
    var verdict: Verdict {
        Verdict(
            "table-rebuild", missing.isEmpty ? 3 : 5,
            missing.isEmpty
                ? "\(table) is rebuilt as SQLite documents it; every writer waits for the copy."
                : "The rebuild of \(table) lacks \(missing.joined(separator: "; ")).",
            safeWay: missing.isEmpty
                ? nil
                : "foreign keys off, BEGIN, new table, copy by column, drop, rename, indexes, "
                    + "triggers and views, foreign_key_check, COMMIT", isAboutUse: false)
    }
}
