/// Reads what stands behind ALTER.
enum AlterParser {
    static func operations(_ cursor: inout Cursor, _ line: Int) -> [Operation]? {
        if cursor.take("TABLE") || cursor.take("FOREIGN", "TABLE") { return table(&cursor, line) }
        if cursor.take("INDEX") || cursor.take("MATERIALIZED", "VIEW") || cursor.take("VIEW") {
            return index(&cursor, line)
        }
        if cursor.take("TYPE") { return type(&cursor, line) }
        if cursor.take("DOMAIN") {
            let name = cursor.name()
            let isConstrained =
                cursor.sees("ADD") || cursor.sees("SET", "NOT", "NULL")
                || cursor.sees("VALIDATE")
            return [Operation(.alterDomain(isConstrained: isConstrained), object: name, line: line)]
        }
        let harmless: Set<String> = [
            "SEQUENCE", "FUNCTION", "PROCEDURE", "EXTENSION", "ROLE", "USER", "DEFAULT", "POLICY",
            "TRIGGER", "PUBLICATION", "SUBSCRIPTION", "STATISTICS", "DATABASE", "SYSTEM", "SCHEMA",
            "AGGREGATE", "OPERATOR", "COLLATION", "SERVER", "LANGUAGE", "GROUP", "EVENT", "RULE",
        ]
        guard let what = cursor.takeAny(harmless) else { return nil }
        let name = cursor.name()
        if what == "SCHEMA", cursor.sees("RENAME") {
            return [Operation(.renameOther("Schema"), object: name, line: line)]
        }
        return [Operation(.harmless("Alter\(what.capitalisedWord)"), object: name, line: line)]
    }

    private static func index(_ cursor: inout Cursor, _ line: Int) -> [Operation]? {
        cursor.take("IF", "EXISTS")
        let name = cursor.name()
        if cursor.take("RENAME", "TO") {
            return [Operation(.harmless("RenameIndex"), object: name, line: line)]
        }
        if cursor.sees("SET", "SCHEMA") {
            return [Operation(.setSchema, object: name, line: line)]
        }
        if cursor.sees("SET", "TABLESPACE") {
            return [Operation(.rewriteTable("SET TABLESPACE"), object: name, line: line)]
        }
        return [Operation(.harmless("AlterIndex"), object: name, line: line)]
    }

    private static func type(_ cursor: inout Cursor, _ line: Int) -> [Operation]? {
        guard let name = cursor.name() else { return nil }
        if cursor.take("ADD", "VALUE") {
            cursor.take("IF", "NOT", "EXISTS")
            let value = cursor.current?.text ?? ""
            let isPlaced = cursor.contains("BEFORE") || cursor.contains("AFTER")
            return [
                Operation(.addEnumValue(value, isPlaced: isPlaced), object: name, line: line)
            ]
        }
        if cursor.sees("RENAME") {
            return [Operation(.renameOther("Type"), object: name, line: line)]
        }
        if cursor.sees("SET", "SCHEMA") { return [Operation(.setSchema, object: name, line: line)] }
        return [Operation(.harmless("AlterType"), object: name, line: line)]
    }

    private static func table(_ cursor: inout Cursor, _ line: Int) -> [Operation]? {
        cursor.take("IF", "EXISTS")
        cursor.take("ONLY")
        guard let table = cursor.name() else { return nil }
        cursor.take("*")
        var rest: [SQLToken] = []
        while let token = cursor.current {
            rest.append(token)
            cursor.skip()
        }
        let parts = rest.commaParts
        guard !parts.isEmpty else { return nil }
        return parts.map { part in
            var inner = Cursor(part)
            let line = inner.line
            var operation =
                AlterTableParser.operation(&inner)
                ?? Operation(
                    .unknown("ALTER TABLE … " + part.prefix(6).map(\.text).joined(separator: " ")),
                    line: line)
            operation.table = table
            return operation
        }
    }
}
