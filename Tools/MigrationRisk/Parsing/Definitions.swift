/// A name as written and as the server compares it.
struct QualifiedName: Hashable, Sendable {
    /// For people.
    let text: String
    /// For comparing: lower case unless quoted, without the schema by default.
    let key: String
    /// Whether a schema was named.
    var hasSchema: Bool { text.contains(".") }
}

/// The type of a column: `character varying(20)` has the name `VARCHAR` and one number.
struct ColumnType: Hashable, Sendable {
    /// In capitals, one spelling for each type.
    let name: String
    let numbers: [Int]
    let isArray: Bool
}

/// A column as it is declared.
struct ColumnDefinition: Hashable, Sendable {
    /// What fills old rows.
    enum Default: Hashable, Sendable {
        case none
        /// The same value for every row.
        case constant
        /// `CURRENT_TIMESTAMP` and its like: constant for PostgreSQL, refused by SQLite.
        case moment
        /// An expression in brackets: constant for PostgreSQL, refused by SQLite.
        case bracketed
        /// Another value for each row, or nobody knows.
        case volatile(String)
        case null
    }
    /// What makes the value.
    enum Generation: Hashable, Sendable { case none, identity, stored, virtual }

    var name: QualifiedName
    var type: ColumnType?
    var isNotNull = false
    var fallback = Default.none
    var generation = Generation.none
    var isPrimaryKey = false
    var isUnique = false
    var hasCheck = false
    /// The table that it refers to.
    var references: QualifiedName?

    /// Whether the type counts by itself: `serial`, `bigserial`, `smallserial`.
    var isSerial: Bool { type.map { $0.name.hasSuffix("SERIAL") } ?? false }
}

/// A constraint of a table.
struct ConstraintDefinition: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// The condition in capitals, its pieces apart.
        case check(String)
        case foreignKey(QualifiedName)
        case unique, primaryKey, exclude
        case notNull(String)
    }

    var name: String?
    var kind: Kind
    var columns: [String] = []
    var isNotValid = false
    /// Built from an index that is there.
    var usesIndex = false
}

/// An index.
struct IndexDefinition: Hashable, Sendable {
    var name: String?
    var isUnique = false
    var isConcurrent = false
    var isGuarded = false
}
