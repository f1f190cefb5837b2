/// Reads what a statement does; a statement may do several things.
enum StatementParser {
    /// The operations of a statement, at least one.
    static func operations(of statement: Statement) -> [Operation] {
        if let broken = statement.broken {
            return [Operation(.unreadable(broken), line: statement.line)]
        }
        var cursor = Cursor(statement.tokens)
        let found =
            first(&cursor, statement)
            ?? [Operation(.unknown(statement.excerpt), line: statement.line)]
        let long = statement.tokens.filter { token in
            token.isName && token.text.utf8.count > Limits.nameBytesMax
        }.map(\.text)
        return found.enumerated().map { index, operation in
            var operation = operation
            if index == 0 { operation.longNames = Array(Set(long)).sorted() }
            return operation
        }
    }

    /// By the first word; nil for what is not known.
    private static func first(_ cursor: inout Cursor, _ statement: Statement) -> [Operation]? {
        let line = statement.line
        guard let token = cursor.current, token.kind == .word else { return nil }
        cursor.skip()
        switch token.upper {
        case "CREATE": return CreateParser.operations(&cursor, line)
        case "ALTER": return AlterParser.operations(&cursor, line)
        case "DROP": return DropParser.operations(&cursor, line)
        case "UPDATE", "DELETE", "INSERT", "REPLACE", "COPY", "WITH", "MERGE":
            return RowParser.operations(token.upper, &cursor, statement)
        case "TRUNCATE": return truncate(&cursor, line)
        case "SELECT", "VALUES": return [select(statement)]
        default: return maintenance(token.upper, &cursor, line)
        }
    }

    private static func maintenance(
        _ word: String, _ cursor: inout Cursor, _ line: Int
    ) -> [Operation]? {
        switch word {
        case "REINDEX":
            let kind = cursor.takeAny(["TABLE", "INDEX", "SCHEMA", "DATABASE", "SYSTEM"])
            let isConcurrent = cursor.take("CONCURRENTLY")
            let name = cursor.name()
            let table = kind == "TABLE" ? name : nil
            return [
                Operation(
                    .reindex(isConcurrent: isConcurrent), table: table, object: name, line: line)
            ]
        case "VACUUM":
            let isFull = cursor.contains("FULL")
            cursor.take("FULL")
            _ = cursor.brackets()
            return [Operation(.vacuum(isFull: isFull), table: cursor.name(), line: line)]
        case "CLUSTER", "REPACK":
            return [Operation(.cluster, table: cursor.name(), line: line)]
        case "REFRESH":
            guard cursor.take("MATERIALIZED", "VIEW") else { return nil }
            let isConcurrent = cursor.take("CONCURRENTLY")
            return [
                Operation(
                    .refreshView(isConcurrent: isConcurrent), object: cursor.name(), line: line)
            ]
        case "LOCK":
            cursor.take("TABLE")
            cursor.take("ONLY")
            return [Operation(.lockTable, table: cursor.name(), line: line)]
        case "PRAGMA": return pragma(&cursor, line)
        case "DO":
            return [Operation(.runProgram("a DO block", isDirective: false), line: line)]
        case "CALL":
            let name = cursor.name()?.text ?? "a procedure"
            return [Operation(.runProgram(name, isDirective: false), line: line)]
        default: return session(word, &cursor, line)
        }
    }

    /// Words that frame a migration or wait for nobody.
    private static func session(
        _ word: String, _ cursor: inout Cursor, _ line: Int
    ) -> [Operation]? {
        switch word {
        case "BEGIN", "START": return [Operation(.begin, line: line)]
        case "COMMIT", "END": return [Operation(.commit, line: line)]
        case "ROLLBACK", "ABORT":
            return [Operation(cursor.sees("TO") ? .set("SAVEPOINT") : .rollback, line: line)]
        case "SAVEPOINT", "RELEASE": return [Operation(.set("SAVEPOINT"), line: line)]
        case "SET", "RESET":
            cursor.take("LOCAL")
            cursor.take("SESSION")
            let name = cursor.name()?.text.lowercased() ?? ""
            return [Operation(.set(name), line: line)]
        case "COMMENT", "GRANT", "REVOKE", "ANALYZE", "ANALYSE", "NOTIFY", "SECURITY":
            return [Operation(.harmless(word.capitalisedWord), line: line)]
        default: return nil
        }
    }

    private static func truncate(_ cursor: inout Cursor, _ line: Int) -> [Operation] {
        cursor.take("TABLE")
        cursor.take("ONLY")
        var tables: [QualifiedName] = []
        while let table = cursor.name() {
            tables.append(table)
            cursor.take("*")
            guard cursor.take(",") else { break }
        }
        let cascades = cursor.contains("CASCADE")
        return [
            Operation(
                .truncate(others: Array(tables.dropFirst()), cascades: cascades),
                table: tables.first, line: line)
        ]
    }

    /// `PRAGMA name`, `PRAGMA name = value`, `PRAGMA name(value)`.
    private static func pragma(_ cursor: inout Cursor, _ line: Int) -> [Operation]? {
        guard let name = cursor.name() else { return nil }
        let last = name.text.split(separator: ".").last.map(String.init) ?? name.text
        let value = cursor.take("=") ? cursor.current?.upper : cursor.brackets()?.first?.upper
        return [Operation(.pragma(last.uppercased(), value: value), line: line)]
    }

    /// A question changes nothing unless it calls what may.
    private static func select(_ statement: Statement) -> Operation {
        let safe: Set<String> = [
            "SET_CONFIG", "SETVAL", "COUNT", "MAX", "MIN", "NOW", "COALESCE", "VERSION", "IN",
            "PG_ADVISORY_LOCK", "PG_ADVISORY_XACT_LOCK", "PG_ADVISORY_UNLOCK", "EXISTS", "VALUES",
        ]
        let calls = statement.tokens.indices.contains { index in
            let token = statement.tokens[index]
            return token.kind == .word && index + 1 < statement.tokens.count
                && statement.tokens[index + 1].text == "(" && !safe.contains(token.upper)
        }
        return Operation(
            calls ? .unknown(statement.excerpt) : .harmless("Select"), line: statement.line)
    }
}

extension String {
    /// `COMMENT` as `Comment`.
    var capitalisedWord: String { prefix(1).uppercased() + dropFirst().lowercased() }
}
