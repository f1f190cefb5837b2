/// What the migrations so far amount to; what nobody made here was there before.
struct SchemaState: Sendable {
    struct Table: Sendable {
        var columns: [String: ColumnDefinition] = [:]
        var constraints: [String: ConstraintDefinition] = [:]
    }

    var tables: [String: Table] = [:]
    /// The table of each index.
    var indexes: [String: String] = [:]
    /// The table of each trigger.
    var triggers: [String: String] = [:]
    /// The names that each view mentions.
    var views: [String: Set<String>] = [:]
    /// What code has stopped using, with the place of the file that says so.
    var staged: [String: Int] = [:]

    /// The type that a column is known to have.
    func type(of column: String?, in table: String?) -> ColumnType? {
        guard let column, let table else { return nil }
        return tables[table]?.columns[column]?.type
    }

    /// Whether a validated CHECK says that a column is never null.
    func hasCheckedNotNull(_ column: String, in table: String) -> Bool {
        tables[table]?.constraints.values.contains { constraint in
            if case .notNull(let name) = constraint.kind {
                return name == column && !constraint.isNotValid
            }
            return constraint.kind == .check("\(column.uppercased()) IS NOT NULL")
                && !constraint.isNotValid
        } ?? false
    }

    /// Names of what hangs on a table and goes with it.
    func dependents(of table: String) -> [String] {
        let kinds = [indexes.filter { $0.value == table }, triggers.filter { $0.value == table }]
        return (kinds.flatMap(\.keys) + views.filter { $0.value.contains(table) }.keys).sorted()
    }
}

extension SchemaState {
    /// Takes one operation in.
    mutating func apply(_ operation: Operation) {
        let table = operation.table?.key ?? ""
        let column = operation.column?.key ?? ""
        switch operation.action {
        case .createTable(let columns, let constraints, _, _):
            create(table, columns, constraints)
        case .addColumn(let definition, _): tables[table]?.columns[column] = definition
        case .dropColumn: tables[table]?.columns[column] = nil
        case .alterType(let type): tables[table]?.columns[column]?.type = type
        case .setNotNull: tables[table]?.columns[column]?.isNotNull = true
        case .dropNotNull: tables[table]?.columns[column]?.isNotNull = false
        case .renameColumn(let name):
            let renamed = tables[table]?.columns.removeValue(forKey: column)
            tables[table]?.columns[name] = renamed
        case .addConstraint(let constraint):
            let name = constraint.name ?? "\(constraint.kind)"
            tables[table, default: Table()].constraints[name] = constraint
        case .validateConstraint(let name): tables[table]?.constraints[name]?.isNotValid = false
        case .dropConstraint(let name, _, _): tables[table]?.constraints[name] = nil
        default: applyToObjects(operation, table)
        }
    }

    private mutating func applyToObjects(_ operation: Operation, _ table: String) {
        let object = operation.object?.key ?? ""
        switch operation.action {
        case .renameTable(let name): rename(table, to: name.key)
        case .dropTable: drop(table)
        case .createIndex: indexes[object] = table
        case .dropIndex(let name, _, _): indexes[name] = nil
        case .createTrigger: triggers[object] = table
        case .createView: views[object] = operation.mentions
        case .dropOther(let what, _):
            if what == "View" { views[object] = nil }
            if what == "Trigger" { triggers[object] = nil }
        default: break
        }
    }

    private mutating func create(
        _ table: String, _ columns: [ColumnDefinition], _ constraints: [ConstraintDefinition]
    ) {
        var made = Table()
        for column in columns { made.columns[column.name.key] = column }
        for constraint in constraints {
            made.constraints[constraint.name ?? "\(constraint.kind)"] = constraint
        }
        tables[table] = made
    }

    private mutating func rename(_ table: String, to name: String) {
        let renamed = tables.removeValue(forKey: table)
        tables[name] = renamed
        for (index, owner) in indexes where owner == table { indexes[index] = name }
        for (trigger, owner) in triggers where owner == table { triggers[trigger] = name }
    }

    private mutating func drop(_ table: String) {
        tables[table] = nil
        indexes = indexes.filter { $0.value != table }
        triggers = triggers.filter { $0.value != table }
    }
}
