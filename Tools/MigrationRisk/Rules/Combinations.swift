/// What operations are together, in one file or transaction.
enum Combinations {
    static func remarks(
        on all: [AssessedOperation], _ migration: Migration,
        _ dialect: AnalysisSettings.Dialect, _ rebuilds: [TableRebuild]
    ) -> [Remark] {
        // A complete rebuild is one operation, and exempt.
        let whole = Set(rebuilds.filter(\.missing.isEmpty).flatMap(\.numbers))
        let operations = all.filter { !whole.contains($0.operation.number) }
        return dataWithSchema(operations, dialect) + twoHeavy(operations) + twoIndexes(operations)
            + notAlone(operations) + validatedTooSoon(operations)
            + CombinationsInOrder.remarks(operations, migration)
    }

    /// Locks are held for as long as the data takes.
    private static func dataWithSchema(
        _ operations: [AssessedOperation], _ dialect: AnalysisSettings.Dialect
    ) -> [Remark] {
        let data = operations.filter { $0.operation.isData && !$0.isFresh }
        let schema = operations.filter { $0.operation.isSchema && !$0.isFresh && !isNew($0) }
        guard let first = data.first, !schema.isEmpty else { return [] }
        let level: Level = dialect == .sqlite ? .review : .blocked
        return data.map { step in
            Remark(
                rule: "data-with-schema", level: level,
                numbers: [step.operation.number] + schema.map(\.operation.number),
                subject: "\(step.label) + \(labels(schema))",
                text: "A data step together with schema changes. Split: 1) schema changes, "
                    + "2) data migration.", line: first.operation.line)
        }
    }

    private static func twoHeavy(_ operations: [AssessedOperation]) -> [Remark] {
        let heavy = operations.filter { $0.score >= Limits.blockedMin }
        guard heavy.count > 1 else { return [] }
        return [
            Remark(
                rule: "two-heavy", level: .blocked, numbers: heavy.map(\.operation.number),
                subject: labels(heavy),
                text:
                    "Several operations that are blocked by themselves hold their locks together. "
                    + "Split: one a migration.", line: heavy[1].operation.line)
        ]
    }

    private static func twoIndexes(_ operations: [AssessedOperation]) -> [Remark] {
        let builds = operations.filter { assessed in
            guard case .createIndex = assessed.operation.action else { return false }
            return !assessed.isFresh
        }
        let byTable = Dictionary(grouping: builds) { $0.operation.table?.key ?? "" }
        return byTable.sorted { $0.key < $1.key }.filter { $0.value.count > 1 }.map {
            table, builds in
            Remark(
                rule: "two-indexes", level: .blocked, numbers: builds.map(\.operation.number),
                subject: labels(builds),
                text: "Two indexes of \(table) are built one after the other in one migration. "
                    + "Split: one index a migration.", line: builds[1].operation.line)
        }
    }

    private static func notAlone(_ operations: [AssessedOperation]) -> [Remark] {
        guard operations.count > 1,
            let concurrent = operations.first(where: \.operation.isConcurrent)
        else { return [] }
        let others = operations.filter { $0.operation.number != concurrent.operation.number }
        return [
            Remark(
                rule: "concurrently-not-alone", level: .blocked,
                numbers: operations.map(\.operation.number),
                subject: "\(concurrent.label) + \(labels(others))",
                text: "When it fails half-way the file cannot be repeated. Split: CONCURRENTLY "
                    + "alone in its file.", line: concurrent.operation.line)
        ]
    }

    private static func validatedTooSoon(_ operations: [AssessedOperation]) -> [Remark] {
        operations.compactMap { later in
            guard case .validateConstraint(let name) = later.operation.action,
                let earlier = operations.first(where: { assessed in
                    guard case .addConstraint(let constraint) = assessed.operation.action else {
                        return false
                    }
                    return constraint.isNotValid && constraint.name == name
                        && assessed.operation.table?.key == later.operation.table?.key
                })
            else { return nil }
            return Remark(
                rule: "validated-too-soon", level: .blocked,
                numbers: [earlier.operation.number, later.operation.number],
                subject: labels([earlier, later]),
                text: "NOT VALID is pointless when VALIDATE follows under the same lock. Split: "
                    + "VALIDATE in the next migration.", line: later.operation.line)
        }
    }

    static func labels(_ operations: [AssessedOperation]) -> String {
        operations.map(\.label).joined(separator: ", ")
    }

    static func isNew(_ assessed: AssessedOperation) -> Bool {
        if case .createTable = assessed.operation.action { true } else { false }
    }
}
