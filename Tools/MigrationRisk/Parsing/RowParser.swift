/// Reads what changes rows: UPDATE, DELETE, INSERT, COPY, and those behind WITH.
enum RowParser {
    static func operations(
        _ word: String, _ cursor: inout Cursor, _ statement: Statement
    ) -> [Operation]? {
        switch word {
        case "UPDATE": return [update(&cursor, statement)]
        case "DELETE":
            cursor.take("FROM")
            cursor.take("ONLY")
            let isBatched = isBatched(statement)
            return [
                Operation(
                    .delete(isBatched: isBatched), table: cursor.name(), line: statement.line)
            ]
        case "INSERT", "REPLACE": return [insert(&cursor, statement)]
        case "COPY":
            guard let table = cursor.name() else { return nil }
            let isOut = cursor.contains("TO") && !cursor.contains("FROM")
            let action: Action =
                isOut ? .harmless("Copy") : .insertSelect(source: nil, hasColumns: true)
            return [Operation(action, table: table, line: statement.line)]
        case "WITH": return with(&cursor, statement)
        default: return nil
        }
    }

    private static func update(_ cursor: inout Cursor, _ statement: Statement) -> Operation {
        if cursor.take("OR") { cursor.skip() }
        cursor.take("ONLY")
        let table = cursor.name()
        _ = cursor.until(["SET"])
        cursor.take("SET")
        let assignments = cursor.until(["FROM", "WHERE", "RETURNING", "ORDER", "LIMIT"]).commaParts
        let columns = assignments.flatMap { part -> [String] in
            var inner = Cursor(part)
            if let several = inner.brackets() { return ConstraintParser.names(several) }
            return inner.name().map { [$0.key] } ?? []
        }
        var operation = Operation(
            .update(isBatched: isBatched(statement)), table: table, line: statement.line)
        operation.repeated = CreateParser.repeated(columns)
        return operation
    }

    private static func insert(_ cursor: inout Cursor, _ statement: Statement) -> Operation {
        if cursor.take("OR") { cursor.skip() }
        cursor.take("INTO")
        let table = cursor.name()
        if cursor.take("AS") { _ = cursor.name() }
        let columns = cursor.sees("(", "SELECT") ? nil : cursor.brackets()
        let isSelect = cursor.contains("SELECT") && !cursor.sees("VALUES")
        var source: QualifiedName?
        if isSelect {
            _ = cursor.until(["FROM"])
            if cursor.take("FROM") { source = cursor.name() }
        }
        let action: Action =
            isSelect
            ? .insertSelect(source: source, hasColumns: columns != nil) : .insertValues
        var operation = Operation(action, table: table, line: statement.line)
        operation.repeated = CreateParser.repeated(ConstraintParser.names(columns))
        return operation
    }

    /// The last verb outside of brackets is what the statement does; one inside counts as well.
    private static func with(_ cursor: inout Cursor, _ statement: Statement) -> [Operation]? {
        let verbs: Set<String> = ["UPDATE", "DELETE", "INSERT", "MERGE"]
        var found: [Operation] = []
        for (index, token) in statement.tokens.enumerated() where token.kind == .word {
            guard verbs.contains(token.upper), index > 0 else { continue }
            let before = statement.tokens[index - 1].upper
            // `FOR UPDATE`, `ON CONFLICT DO UPDATE` and `ON DELETE` are parts of others.
            guard !["FOR", "DO", "ON", "KEY"].contains(before) else { continue }
            var inner = Cursor(Array(statement.tokens[(index + 1)...]))
            found += operations(token.upper, &inner, statement) ?? []
        }
        return found.isEmpty ? [Operation(.harmless("Select"), line: statement.line)] : found
    }

    /// Whether a LIMIT or a range of keys bounds the work.
    private static func isBatched(_ statement: Statement) -> Bool {
        let words = statement.tokens.map(\.upper)
        guard let start = words.firstIndex(of: "WHERE") else { return words.contains("LIMIT") }
        let rest = words[start...]
        return rest.contains("LIMIT") || rest.contains("BETWEEN")
            || (rest.contains("<") && rest.contains(">"))
    }
}
