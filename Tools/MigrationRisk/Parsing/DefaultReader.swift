/// Tells whether a default is the same for every row.
enum DefaultReader {
    /// Functions with one value for a statement, and those that only compute.
    private static let steady: Set<String> = [
        "NOW", "TRANSACTION_TIMESTAMP", "STATEMENT_TIMESTAMP", "CURRENT_SETTING", "TIMEZONE",
        "LOWER", "UPPER", "MD5", "COALESCE", "CONCAT", "TO_JSON", "TO_JSONB", "JSONB_BUILD_OBJECT",
        "JSONB_BUILD_ARRAY", "JSON_BUILD_OBJECT", "JSON_BUILD_ARRAY", "ARRAY_FILL", "MAKE_INTERVAL",
        "MAKE_DATE", "DATE_TRUNC", "CAST", "ROW", "LENGTH", "ABS", "ROUND", "TO_TIMESTAMP",
        "DECODE", "ENCODE", "GREATEST", "LEAST", "NULLIF", "POINT", "INT4RANGE", "INT8RANGE",
        "NUMRANGE", "DATERANGE", "TSRANGE", "TSTZRANGE",
    ]
    private static let moments: Set<String> = ["CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP"]
    /// Words with brackets behind them that are types, not functions.
    private static let types: Set<String> = [
        "VARCHAR", "CHAR", "CHARACTER", "VARYING", "NUMERIC", "DECIMAL", "BIT", "TIMESTAMP", "TIME",
        "TIMESTAMPTZ", "INTERVAL", "ARRAY", "IN", "AND", "OR", "FLOAT",
    ]

    static func kind(of value: [SQLToken]) -> ColumnDefinition.Default {
        guard let first = value.first else { return .none }
        if value.count == 1, first.upper == "NULL", first.kind == .word { return .null }
        for (index, token) in value.enumerated() where token.kind == .word {
            let isCall = value.indices.contains(index + 1) && value[index + 1].text == "("
            guard isCall, !steady.contains(token.upper), !types.contains(token.upper),
                !moments.contains(token.upper), token.upper != "LOCALTIMESTAMP"
            else { continue }
            return .volatile(token.text.lowercased())
        }
        if moments.contains(first.upper), first.kind == .word { return .moment }
        return first.text == "(" && first.kind == .mark ? .bracketed : .constant
    }
}
