/// Combinations in which the order counts.
enum CombinationsInOrder {
    static func remarks(
        _ operations: [AssessedOperation], _ migration: Migration
    ) -> [Remark] {
        threeInOne(operations) + droppedAndMade(operations) + stagedTooSoon(operations, migration)
            + enumUsed(operations, migration) + halfWay(operations, migration)
    }

    /// A column, its values and NOT NULL are three migrations.
    private static func threeInOne(_ operations: [AssessedOperation]) -> [Remark] {
        operations.enumerated().compactMap { index, last in
            guard last.operation.action == .setNotNull, !last.isFresh,
                let column = last.operation.column?.key, let table = last.operation.table?.key,
                let added = operations[..<index].first(where: { assessed in
                    guard case .addColumn(let made, _) = assessed.operation.action else {
                        return false
                    }
                    return made.name.key == column && assessed.operation.table?.key == table
                }),
                let filled = operations[..<index].first(where: { assessed in
                    if case .runProgram = assessed.operation.action { return true }
                    guard case .update = assessed.operation.action else { return false }
                    return assessed.operation.table?.key == table
                })
            else { return nil }
            return Remark(
                rule: "three-in-one", level: .blocked,
                numbers: [added, filled, last].map(\.operation.number),
                subject: Combinations.labels([added, filled, last]),
                text: "Split into three migrations: 1) the nullable column, 2) its values, "
                    + "3) NOT NULL.", line: last.operation.line)
        }
    }

    private static func droppedAndMade(_ operations: [AssessedOperation]) -> [Remark] {
        operations.enumerated().compactMap { index, later in
            guard let name = made(later.operation),
                let earlier = operations[..<index].first(where: { dropped($0.operation) == name })
            else { return nil }
            return Remark(
                rule: "drop-and-create", level: .review,
                numbers: [earlier.operation.number, later.operation.number],
                subject: Combinations.labels([earlier, later]),
                text: "The same name is dropped and made again: what it held is gone. Is a change "
                    + "meant?", line: later.operation.line)
        }
    }

    private static func made(_ operation: Operation) -> String? {
        switch operation.action {
        case .createTable: operation.table.map { "table \($0.key)" }
        case .addColumn:
            operation.column.map { "column \(operation.table?.key ?? "").\($0.key)" }
        case .createIndex: operation.object.map { "index \($0.key)" }
        case .createView: operation.object.map { "view \($0.key)" }
        default: nil
        }
    }

    private static func dropped(_ operation: Operation) -> String? {
        switch operation.action {
        case .dropTable: operation.table.map { "table \($0.key)" }
        case .dropColumn:
            operation.column.map { "column \(operation.table?.key ?? "").\($0.key)" }
        case .dropIndex(let name, _, _): "index \(name)"
        case .dropOther("View", _): operation.object.map { "view \($0.key)" }
        default: nil
        }
    }

    /// Between saying that code stopped using something and dropping it lies a deployment.
    private static func stagedTooSoon(
        _ operations: [AssessedOperation], _ migration: Migration
    ) -> [Remark] {
        let staged = migration.file.directives.compactMap { placed -> String? in
            if case .stagedDrop(let name) = placed.directive { name } else { nil }
        }
        return operations.compactMap { assessed in
            let operation = assessed.operation
            guard let table = operation.table?.key else { return nil }
            let key: String
            switch operation.action {
            case .dropTable: key = table
            case .dropColumn: key = "\(table).\(operation.column?.key ?? "")"
            default: return nil
            }
            guard staged.contains(key) else { return nil }
            return Remark(
                rule: "staged-too-soon", level: .blocked, numbers: [operation.number],
                subject: assessed.label,
                text: "\(key) is staged and dropped in one file: nothing was deployed between. "
                    + "Split: drop it in a later migration.", line: operation.line)
        }
    }

    /// A new value of an enum cannot be used in the transaction that adds it.
    private static func enumUsed(
        _ operations: [AssessedOperation], _ migration: Migration
    ) -> [Remark] {
        operations.compactMap { assessed in
            guard case .addEnumValue(let value, _) = assessed.operation.action else { return nil }
            let later = migration.file.statements.enumerated().first { index, statement in
                index > assessed.operation.statement
                    && statement.tokens.contains { $0.kind == .string && $0.text == value }
            }
            guard let later,
                let user = operations.first(where: { $0.operation.statement == later.offset })
            else { return nil }
            return Remark(
                rule: "enum-used-too-soon", level: .blocked,
                numbers: [assessed.operation.number, user.operation.number],
                subject: Combinations.labels([assessed, user]),
                text: "A new value cannot be used before its transaction ends. Split: use it in "
                    + "the next migration.", line: user.operation.line)
        }
    }

    private static func halfWay(
        _ operations: [AssessedOperation], _ migration: Migration
    ) -> [Remark] {
        guard migration.isOutsideTransaction else { return [] }
        let plain = operations.filter { assessed in
            (assessed.operation.isSchema || Combinations.isNew(assessed))
                && !assessed.operation.isConcurrent && !assessed.operation.isInTransaction
        }
        guard plain.count > 1 else { return [] }
        return [
            Remark(
                rule: "stops-half-way", level: .review, numbers: plain.map(\.operation.number),
                subject: Combinations.labels(plain),
                text: "Without a transaction a failure leaves the first part applied. Split: one "
                    + "statement a file.", line: plain[1].operation.line)
        ]
    }
}
