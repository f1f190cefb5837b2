extension Operation {
    /// What it is called in reports.
    var kind: String {
        switch action {
        case .createTable: "CreateTable"
        case .createView: "CreateView"
        case .addColumn: "AddColumn"
        case .dropColumn: "DropColumn"
        case .alterType, .alterColumn: "AlterColumn"
        case .setNotNull: "SetNotNull"
        case .dropNotNull: "DropNotNull"
        case .addConstraint: "AddConstraint"
        case .validateConstraint: "ValidateConstraint"
        case .dropConstraint: "DropConstraint"
        case .renameColumn: "RenameColumn"
        case .renameTable: "RenameTable"
        case .renameOther: "Rename"
        case .setSchema: "SetSchema"
        case .attachPartition: "AttachPartition"
        case .detachPartition: "DetachPartition"
        case .createIndex: "CreateIndex"
        case .dropIndex: "DropIndex"
        case .reindex: "Reindex"
        case .vacuum: "Vacuum"
        case .cluster: "Cluster"
        case .dropTable: "DropTable"
        case .dropOther(let what, _): "Drop\(what)"
        case .truncate: "Truncate"
        case .dropDatabase: "DropDatabase"
        case .dropSchema: "DropSchema"
        default: kindBesideTables
        }
    }

    private var kindBesideTables: String {
        switch action {
        case .addEnumValue: "AddEnumValue"
        case .createDomain: "CreateDomain"
        case .alterDomain: "AlterDomain"
        case .update: "Update"
        case .delete: "Delete"
        case .insertSelect: "InsertSelect"
        case .insertValues: "InsertValues"
        case .runProgram: "RunProgram"
        case .createTrigger: "CreateTrigger"
        case .lockTable: "LockTable"
        case .refreshView: "RefreshView"
        case .rewriteTable: "RewriteTable"
        case .pragma: "Pragma"
        case .begin: "Begin"
        case .commit: "Commit"
        case .rollback: "Rollback"
        case .set: "Set"
        case .harmless(let kind): kind
        case .unreadable: "Unreadable"
        default: "Other"
        }
    }

    /// Whether it counts as an operation: transactions and settings frame the others.
    var isCounted: Bool {
        if fault != nil { return true }
        return switch action {
        case .begin, .commit, .rollback, .set: false
        case .pragma(let name, _):
            ["FOREIGN_KEYS", "WRITABLE_SCHEMA", "JOURNAL_MODE"].contains(name)
        default: true
        }
    }

    /// Whether it changes the shape of a table, an index or a type.
    var isSchema: Bool {
        switch action {
        case .update, .delete, .insertSelect, .insertValues, .runProgram, .begin, .commit,
            .rollback, .set, .harmless, .unknown, .unreadable, .pragma, .vacuum, .lockTable,
            .refreshView, .createView, .reindex, .cluster, .truncate, .validateConstraint:
            false
        default: true
        }
    }

    /// Whether it moves or changes rows.
    var isData: Bool {
        switch action {
        case .update, .delete, .insertSelect, .runProgram: true
        default: false
        }
    }

    /// Whether it runs beside other work by the word CONCURRENTLY.
    var isConcurrent: Bool {
        switch action {
        case .createIndex(let index): index.isConcurrent
        case .dropIndex(_, let isConcurrent, _), .reindex(let isConcurrent),
            .detachPartition(let isConcurrent), .refreshView(let isConcurrent):
            isConcurrent
        default: false
        }
    }
}
