/// Reads a column, and what stands behind its name.
enum ColumnParser {
    private static let ends: Set<String> = [
        "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "REFERENCES", "CHECK", "CONSTRAINT",
        "GENERATED", "COLLATE", "AS", "ON", "MATCH", "DEFERRABLE", "INITIALLY", "AUTOINCREMENT",
        "STORAGE", "COMPRESSION", "STORED", "VIRTUAL", "WITH", "USING", ",",
    ]

    /// The column that begins here.
    static func column(_ cursor: inout Cursor) -> ColumnDefinition? {
        guard let name = cursor.name() else { return nil }
        var column = ColumnDefinition(name: name)
        column.type = type(&cursor)
        while !cursor.isAtEnd, !cursor.sees(",") { clause(&cursor, &column) }
        return column
    }

    /// The type that comes next; nil for a column without one.
    static func type(_ cursor: inout Cursor) -> ColumnType? {
        let pieces = cursor.until(ends)
        var inner = Cursor(pieces)
        var words: [String] = []
        var numbers: [Int] = []
        var isArray = false
        while let token = inner.current {
            if let brackets = inner.brackets() {
                numbers += brackets.compactMap { Int($0.text) }
            } else {
                if token.isName { words.append(token.upper) }
                if token.text == "[" || token.upper == "ARRAY" { isArray = true }
                inner.skip()
            }
        }
        guard !words.isEmpty else { return nil }
        return ColumnType(name: spelling(words), numbers: numbers, isArray: isArray)
    }

    /// One spelling for each type.
    private static func spelling(_ words: [String]) -> String {
        let text = words.filter { $0 != "PG_CATALOG" && $0 != "ARRAY" }.joined(separator: " ")
        let spellings = [
            "INT": "INTEGER", "INT4": "INTEGER", "INT2": "SMALLINT", "INT8": "BIGINT",
            "SERIAL4": "SERIAL", "SERIAL8": "BIGSERIAL", "SERIAL2": "SMALLSERIAL",
            "CHARACTER VARYING": "VARCHAR", "CHAR VARYING": "VARCHAR", "CHARACTER": "CHAR",
            "BPCHAR": "CHAR", "NCHAR": "CHAR", "TIMESTAMP WITHOUT TIME ZONE": "TIMESTAMP",
            "TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ", "BOOL": "BOOLEAN",
        ]
        return spellings[text] ?? text
    }

    private static func clause(_ cursor: inout Cursor, _ column: inout ColumnDefinition) {
        if cursor.take("NOT", "NULL") {
            column.isNotNull = true
        } else if cursor.take("PRIMARY", "KEY") {
            column.isPrimaryKey = true
        } else if cursor.take("UNIQUE") {
            column.isUnique = true
        } else if cursor.take("CHECK") {
            column.hasCheck = true
            _ = cursor.brackets()
        } else if cursor.take("REFERENCES") {
            column.references = cursor.name()
            _ = cursor.brackets()
        } else if cursor.take("DEFAULT") {
            column.fallback = DefaultReader.kind(of: value(&cursor))
        } else if cursor.take("CONSTRAINT") {
            _ = cursor.name()
        } else if cursor.take("GENERATED", "ALWAYS", "AS", "IDENTITY")
            || cursor.take("GENERATED", "BY", "DEFAULT", "AS", "IDENTITY")
        {
            column.generation = .identity
            _ = cursor.brackets()
        } else if cursor.take("GENERATED", "ALWAYS", "AS") || cursor.take("AS") {
            _ = cursor.brackets()
            column.generation = cursor.take("STORED") ? .stored : .virtual
            cursor.take("VIRTUAL")
        } else {
            cursor.skip()
        }
    }

    /// The value behind DEFAULT: at least one piece, and what hangs on to it.
    private static func value(_ cursor: inout Cursor) -> [SQLToken] {
        guard let first = cursor.current else { return [] }
        if let inner = cursor.brackets() {
            let open = SQLToken(.mark, "(", line: first.line)
            return [open] + inner + [SQLToken(.mark, ")", line: first.line)] + cursor.until(ends)
        }
        cursor.skip()
        return [first] + cursor.until(ends)
    }
}
