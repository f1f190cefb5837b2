/// Reads one action of ALTER TABLE.
enum AlterTableParser {
    static func operation(_ cursor: inout Cursor) -> Operation? {
        let line = cursor.line
        if cursor.take("ADD") { return add(&cursor, line) }
        if cursor.take("DROP") { return drop(&cursor, line) }
        if cursor.take("ALTER") { return alter(&cursor, line) }
        if cursor.take("RENAME") { return rename(&cursor, line) }
        if cursor.take("VALIDATE", "CONSTRAINT") {
            let name = cursor.name()
            return Operation(.validateConstraint(name?.key ?? ""), object: name, line: line)
        }
        return others(&cursor, line)
    }

    private static func add(_ cursor: inout Cursor, _ line: Int) -> Operation? {
        if ConstraintParser.begins(cursor) {
            guard let constraint = ConstraintParser.constraint(&cursor) else { return nil }
            let name = constraint.name.map { QualifiedName(text: $0, key: $0) }
            return Operation(.addConstraint(constraint), object: name, line: line)
        }
        cursor.take("COLUMN")
        let isGuarded = cursor.take("IF", "NOT", "EXISTS")
        guard let column = ColumnParser.column(&cursor) else { return nil }
        return Operation(
            .addColumn(column, isGuarded: isGuarded), column: column.name, line: line)
    }

    private static func drop(_ cursor: inout Cursor, _ line: Int) -> Operation? {
        if cursor.take("CONSTRAINT") {
            let isGuarded = cursor.take("IF", "EXISTS")
            let name = cursor.name()
            return Operation(
                .dropConstraint(
                    name?.key ?? "", cascades: cursor.take("CASCADE"), isGuarded: isGuarded),
                object: name, line: line)
        }
        cursor.take("COLUMN")
        let isGuarded = cursor.take("IF", "EXISTS")
        guard let name = cursor.name() else { return nil }
        return Operation(.dropColumn(isGuarded: isGuarded), column: name, line: line)
    }

    private static func alter(_ cursor: inout Cursor, _ line: Int) -> Operation? {
        if cursor.take("CONSTRAINT") {
            return Operation(.alterColumn("constraint"), object: cursor.name(), line: line)
        }
        cursor.take("COLUMN")
        guard let name = cursor.name() else { return nil }
        let action: Action
        if cursor.take("TYPE") || cursor.take("SET", "DATA", "TYPE") {
            let type = ColumnParser.type(&cursor)
            action = .alterType(cursor.contains("USING") ? nil : type)
        } else if cursor.take("SET", "NOT", "NULL") {
            action = .setNotNull
        } else if cursor.take("DROP", "NOT", "NULL") {
            action = .dropNotNull
        } else if cursor.sees("SET", "EXPRESSION") || cursor.sees("ADD", "GENERATED") {
            action = .rewriteTable("a generated value")
        } else {
            action = .alterColumn(cursor.current.map { $0.text.lowercased() } ?? "")
        }
        return Operation(action, column: name, line: line)
    }

    private static func rename(_ cursor: inout Cursor, _ line: Int) -> Operation? {
        if cursor.take("TO") {
            return cursor.name().map { Operation(.renameTable(to: $0), object: $0, line: line) }
        }
        if cursor.take("CONSTRAINT") {
            return Operation(.harmless("RenameConstraint"), object: cursor.name(), line: line)
        }
        cursor.take("COLUMN")
        guard let name = cursor.name(), cursor.take("TO"), let new = cursor.name() else {
            return nil
        }
        return Operation(.renameColumn(to: new.key), column: name, object: new, line: line)
    }

    private static func others(_ cursor: inout Cursor, _ line: Int) -> Operation? {
        if cursor.take("ATTACH", "PARTITION") {
            return cursor.name().map { Operation(.attachPartition($0), object: $0, line: line) }
        }
        if cursor.take("DETACH", "PARTITION") {
            let part = cursor.name()
            let isConcurrent = cursor.take("CONCURRENTLY") || cursor.take("FINALIZE")
            return Operation(
                .detachPartition(isConcurrent: isConcurrent), object: part, line: line)
        }
        if cursor.sees("SET", "SCHEMA") { return Operation(.setSchema, line: line) }
        for words in ["LOGGED", "UNLOGGED", "TABLESPACE", "ACCESS"] {
            if cursor.sees("SET", words) {
                return Operation(.rewriteTable("SET \(words)"), line: line)
            }
        }
        let harmless: Set<String> = [
            "OWNER", "SET", "RESET", "ENABLE", "DISABLE", "FORCE", "NO", "REPLICA", "INHERIT", "OF",
            "NOT", "CLUSTER",
        ]
        guard let word = cursor.takeAny(harmless) else { return nil }
        return Operation(.alterColumn(word.lowercased()), line: line)
    }
}
