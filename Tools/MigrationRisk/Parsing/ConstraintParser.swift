/// Reads a constraint of a table.
enum ConstraintParser {
    /// The constraint that begins here; nil where none does.
    static func constraint(_ cursor: inout Cursor) -> ConstraintDefinition? {
        var name: String?
        if cursor.take("CONSTRAINT") { name = cursor.name()?.key }
        guard var found = kind(&cursor) else { return nil }
        found.name = name
        while !cursor.isAtEnd, !cursor.sees(",") {
            if cursor.take("NOT", "VALID") {
                found.isNotValid = true
            } else if cursor.brackets() == nil {
                cursor.skip()
            }
        }
        return found
    }

    /// Whether a constraint begins here.
    static func begins(_ cursor: Cursor) -> Bool {
        let words = ["CONSTRAINT", "UNIQUE", "EXCLUDE"]
        return words.contains { cursor.sees($0) } || cursor.sees("PRIMARY", "KEY")
            || cursor.sees("FOREIGN", "KEY") || cursor.sees("CHECK", "(")
    }

    private static func kind(_ cursor: inout Cursor) -> ConstraintDefinition? {
        if cursor.take("CHECK") {
            let condition = (cursor.brackets() ?? []).condition
            return ConstraintDefinition(kind: .check(condition))
        }
        if cursor.take("FOREIGN", "KEY") {
            let columns = names(cursor.brackets())
            guard cursor.take("REFERENCES"), let table = cursor.name() else { return nil }
            return ConstraintDefinition(kind: .foreignKey(table), columns: columns)
        }
        if cursor.take("EXCLUDE") { return ConstraintDefinition(kind: .exclude) }
        if cursor.take("NOT", "NULL") {
            return cursor.name().map { ConstraintDefinition(kind: .notNull($0.key)) }
        }
        let isPrimary = cursor.take("PRIMARY", "KEY")
        guard isPrimary || cursor.take("UNIQUE") else { return nil }
        let kind: ConstraintDefinition.Kind = isPrimary ? .primaryKey : .unique
        if cursor.take("USING", "INDEX") {
            _ = cursor.name()
            return ConstraintDefinition(kind: kind, usesIndex: true)
        }
        cursor.take("NULLS", "NOT", "DISTINCT")
        return ConstraintDefinition(kind: kind, columns: names(cursor.brackets()))
    }

    /// The names between commas.
    static func names(_ tokens: [SQLToken]?) -> [String] {
        (tokens ?? []).commaParts.compactMap { part in
            var cursor = Cursor(part)
            return cursor.name()?.key
        }
    }
}
