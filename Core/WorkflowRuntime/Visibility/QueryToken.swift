/// One word of a visibility query.
enum QueryToken: Hashable {
    case name(String)
    /// A name in back quotes, which is never a keyword.
    case quotedName(String)
    case text(String)
    case integer(Int64)
    case decimal(Double)
    /// `=`, `<`, a bracket, a comma.
    case symbol(String)

    var description: String {
        switch self {
        case .name(let name), .quotedName(let name): "'\(name)'"
        case .text(let text): "\"\(text.prefix(100))\""
        case .integer(let number): "\(number)"
        case .decimal(let number): "\(number)"
        case .symbol(let symbol): "'\(symbol)'"
        }
    }

    func isKeyword(_ keyword: String) -> Bool {
        guard case .name(let name) = self else { return false }
        return name.uppercased() == keyword
    }
}

/// Splits the text of a query into tokens.
struct QueryScanner {
    private var left: Substring

    static func tokens(of text: String) throws(QueryError) -> [QueryToken] {
        guard text.utf8.count <= Limits.queryBytesMax else {
            throw QueryError("it has \(text.utf8.count) bytes, at most \(Limits.queryBytesMax)")
        }
        var scanner = QueryScanner(left: text[...])
        var tokens: [QueryToken] = []
        while let token = try scanner.next() { tokens.append(token) }
        return tokens
    }

    private mutating func next() throws(QueryError) -> QueryToken? {
        left = left.drop(while: \.isWhitespace)
        guard let first = left.first else { return nil }
        switch first {
        case "'", "\"": return .text(try quoted(by: first))
        case "`": return .quotedName(try quoted(by: first))
        case "(", ")", ",", "=":
            left.removeFirst()
            return .symbol(String(first))
        case "<", ">", "!": return try comparison()
        case "0"..."9", "-", "+", ".": return try number()
        default:
            let name = left.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
            guard !name.isEmpty else { throw QueryError("'\(first)' is not understood") }
            left.removeFirst(name.count)
            return .name(String(name))
        }
    }

    /// A text up to its closing quote; a doubled quote stands for itself.
    private mutating func quoted(by quote: Character) throws(QueryError) -> String {
        let start = left.prefix(20)
        left.removeFirst()
        var text = ""
        while let character = left.popFirst() {
            if character == quote {
                guard left.first == quote else { return text }
                left.removeFirst()
            }
            text.append(character)
        }
        throw QueryError("\(start)… has no closing quote")
    }

    private mutating func comparison() throws(QueryError) -> QueryToken {
        for symbol in ["<=", ">=", "<>", "!=", "<", ">"] where left.hasPrefix(symbol) {
            left.removeFirst(symbol.count)
            return .symbol(symbol)
        }
        throw QueryError("'\(left.prefix(1))' is not understood")
    }

    private mutating func number() throws(QueryError) -> QueryToken {
        let word = left.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        left.removeFirst(word.count)
        if let integer = Int64(word) { return .integer(integer) }
        if let decimal = Double(word), decimal.isFinite { return .decimal(decimal) }
        throw QueryError("'\(word)' is not a number")
    }
}
