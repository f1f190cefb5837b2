/// Reads what stands behind CREATE.
enum CreateParser {
    static func operations(_ cursor: inout Cursor, _ line: Int) -> [Operation]? {
        cursor.take("OR", "REPLACE")
        let isUnlogged = cursor.takeAny(["UNLOGGED", "TEMP", "TEMPORARY", "GLOBAL", "LOCAL"])
        if isUnlogged == "GLOBAL" || isUnlogged == "LOCAL" {
            _ = cursor.takeAny(["TEMP", "TEMPORARY"])
        }
        if cursor.take("TABLE") { return table(&cursor, line) }
        if cursor.sees("UNIQUE", "INDEX") || cursor.sees("INDEX") { return index(&cursor, line) }
        return others(&cursor, line)
    }

    private static func others(_ cursor: inout Cursor, _ line: Int) -> [Operation]? {
        if cursor.take("MATERIALIZED", "VIEW") || cursor.take("RECURSIVE", "VIEW")
            || cursor.take("VIEW")
        {
            let isGuarded = cursor.take("IF", "NOT", "EXISTS")
            let name = cursor.name()
            var operation = Operation(
                .createView(isGuarded: isGuarded), object: name, line: line)
            let names = cursor.tokens.filter(\.isName)
            operation.mentions = Set(names.map { SQLName.key(of: $0.text) })
            return [operation]
        }
        if cursor.take("DOMAIN") {
            let name = cursor.name()
            let isConstrained =
                cursor.contains("CHECK") || cursor.contains("CONSTRAINT") || hasNotNull(cursor)
            return [
                Operation(.createDomain(isConstrained: isConstrained), object: name, line: line)
            ]
        }
        if cursor.sees("TRIGGER") || cursor.sees("CONSTRAINT", "TRIGGER") {
            cursor.take("CONSTRAINT")
            cursor.skip()
            cursor.take("IF", "NOT", "EXISTS")
            let name = cursor.name()
            _ = cursor.until(["ON"])
            cursor.skip()
            return [Operation(.createTrigger, table: cursor.name(), object: name, line: line)]
        }
        let harmless: Set<String> = [
            "FUNCTION", "PROCEDURE", "EXTENSION", "SEQUENCE", "TYPE", "SCHEMA", "ROLE", "USER",
            "STATISTICS", "POLICY", "AGGREGATE", "CAST", "COLLATION", "OPERATOR", "PUBLICATION",
            "SUBSCRIPTION", "SERVER", "FOREIGN", "LANGUAGE", "EVENT", "RULE", "TEXT", "DATABASE",
            "TABLESPACE", "ACCESS", "GROUP", "VIRTUAL", "CONVERSION", "TRANSFORM",
        ]
        guard let what = cursor.takeAny(harmless) else { return nil }
        return [
            Operation(.harmless("Create\(what.capitalisedWord)"), object: cursor.name(), line: line)
        ]
    }

    private static func hasNotNull(_ cursor: Cursor) -> Bool {
        var rest = cursor
        while !rest.isAtEnd {
            if rest.sees("NOT", "NULL") { return true }
            rest.skip()
        }
        return false
    }

    private static func table(_ cursor: inout Cursor, _ line: Int) -> [Operation]? {
        let isGuarded = cursor.take("IF", "NOT", "EXISTS")
        guard let name = cursor.name() else { return nil }
        var columns: [ColumnDefinition] = []
        var constraints: [ConstraintDefinition] = []
        for part in (cursor.brackets() ?? []).commaParts {
            var inner = Cursor(part)
            if ConstraintParser.begins(inner) {
                if let found = ConstraintParser.constraint(&inner) { constraints.append(found) }
            } else if !inner.sees("LIKE"), let column = ColumnParser.column(&inner) {
                columns.append(column)
            }
        }
        // `PARTITION OF`, `INHERITS` and storage say nothing that is weighed here.
        let isFilled = cursor.contains("SELECT") || cursor.contains("EXECUTE")
        var operation = Operation(
            .createTable(columns, constraints, isGuarded: isGuarded, isFilled: isFilled),
            table: name, line: line)
        operation.repeated = repeated(columns.map(\.name.key))
        return [operation]
    }

    private static func index(_ cursor: inout Cursor, _ line: Int) -> [Operation]? {
        var index = IndexDefinition()
        index.isUnique = cursor.take("UNIQUE")
        cursor.take("INDEX")
        index.isConcurrent = cursor.take("CONCURRENTLY")
        index.isGuarded = cursor.take("IF", "NOT", "EXISTS")
        let name = cursor.sees("ON") ? nil : cursor.name()
        index.name = name?.key
        guard cursor.take("ON") else { return nil }
        cursor.take("ONLY")
        guard let table = cursor.name() else { return nil }
        return [Operation(.createIndex(index), table: table, object: name, line: line)]
    }

    /// Names that stand in a list more than once, each once.
    static func repeated(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        var twice: [String] = []
        for name in names where !seen.insert(name).inserted && !twice.contains(name) {
            twice.append(name)
        }
        return twice
    }
}
