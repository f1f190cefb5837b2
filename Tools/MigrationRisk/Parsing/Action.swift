/// What a statement does.
enum Action: Hashable, Sendable {
    case createTable([ColumnDefinition], [ConstraintDefinition], isGuarded: Bool, isFilled: Bool)
    case createView(isGuarded: Bool)
    case addColumn(ColumnDefinition, isGuarded: Bool)
    case dropColumn(isGuarded: Bool)
    case alterType(ColumnType?)
    case setNotNull
    case dropNotNull
    /// Defaults, storage, statistics: the catalogue alone.
    case alterColumn(String)
    case addConstraint(ConstraintDefinition)
    case validateConstraint(String)
    case dropConstraint(String, cascades: Bool, isGuarded: Bool)
    case renameColumn(to: String)
    case renameTable(to: QualifiedName)
    case renameOther(String)
    case setSchema
    case attachPartition(QualifiedName)
    case detachPartition(isConcurrent: Bool)
    case createIndex(IndexDefinition)
    case dropIndex(String, isConcurrent: Bool, isGuarded: Bool)
    case reindex(isConcurrent: Bool)
    case vacuum(isFull: Bool)
    case cluster
    case dropTable(isGuarded: Bool)
    case dropOther(String, isGuarded: Bool)
    case truncate(others: [QualifiedName], cascades: Bool)
    case dropDatabase
    case dropSchema
    case addEnumValue(String, isPlaced: Bool)
    case createDomain(isConstrained: Bool)
    case alterDomain(isConstrained: Bool)
    case update(isBatched: Bool)
    case delete(isBatched: Bool)
    case insertSelect(source: QualifiedName?, hasColumns: Bool)
    case insertValues
    case runProgram(String, isDirective: Bool)
    case createTrigger
    case lockTable
    case refreshView(isConcurrent: Bool)
    case rewriteTable(String)
    case pragma(String, value: String?)
    case begin
    case commit
    case rollback
    /// A setting of the session, with its name.
    case set(String)
    /// Nothing waits for it; its kind.
    case harmless(String)
    case unknown(String)
    case unreadable(String)
}

/// One thing that a migration does, with its place in it.
struct Operation: Hashable, Sendable {
    /// From 1 in the file; 0 for what is counted by nobody, such as BEGIN.
    var number = 0
    let action: Action
    var table: QualifiedName?
    var column: QualifiedName?
    /// The index, constraint, type or view that it is about.
    var object: QualifiedName?
    let line: Int
    /// The index of its statement; -1 for a directive.
    var statement = -1
    /// Whether a transaction is open when it runs.
    var isInTransaction = false
    /// Columns that are set or declared twice.
    var repeated: [String] = []
    /// Names that are too long to be kept.
    var longNames: [String] = []
    /// The names that a view mentions.
    var mentions: Set<String> = []
    /// The rule that it breaks by opening or closing a transaction where it does.
    var fault: String?

    init(
        _ action: Action, table: QualifiedName? = nil, column: QualifiedName? = nil,
        object: QualifiedName? = nil, line: Int
    ) {
        (self.action, self.table, self.column) = (action, table, column)
        (self.object, self.line) = (object, line)
    }
}
