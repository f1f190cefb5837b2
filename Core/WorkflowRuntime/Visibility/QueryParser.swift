import Workflows

/// Reads the tokens of a query: NOT binds before AND, AND before OR.
struct QueryParser {
    private typealias Condition = VisibilityQuery.Condition

    private var tokens: ArraySlice<QueryToken>
    private let types: [String: String]
    private var depth = 0

    init(tokens: [QueryToken], types: [String: String]) {
        (self.tokens, self.types) = (tokens[...], types)
    }

    mutating func query() throws(QueryError) -> VisibilityQuery {
        var condition: Condition?
        if let first = tokens.first, !first.isKeyword("GROUP"), !first.isKeyword("ORDER") {
            condition = try either()
        }
        var groups: QueryAttribute?
        if takes("GROUP") {
            try expect("BY")
            let attribute = try attribute()
            guard attribute.kind == .status else {
                throw QueryError("GROUP BY takes ExecutionStatus, not '\(attribute.name)'")
            }
            groups = attribute
        }
        let order = takes("ORDER") ? try columns() : []
        if let extra = tokens.first { throw QueryError("\(extra.description) is not expected") }
        return VisibilityQuery(condition: condition, groups: groups, order: order)
    }

    private mutating func columns() throws(QueryError) -> [VisibilityQuery.Column] {
        try expect("BY")
        var columns: [VisibilityQuery.Column] = []
        repeat {
            let attribute = try attribute()
            guard attribute.kind.isSortable else {
                throw QueryError("nothing can be ordered by '\(attribute.name)'")
            }
            let isDescending = takes("DESC")
            if !isDescending { _ = takes("ASC") }
            columns.append(.init(attribute: attribute, isDescending: isDescending))
        } while takes(symbol: ",")
        return columns
    }

    // MARK: - Conditions

    private mutating func either() throws(QueryError) -> Condition {
        var condition = try both()
        while takes("OR") { condition = .or(condition, try both()) }
        return condition
    }

    private mutating func both() throws(QueryError) -> Condition {
        var condition = try negated()
        while takes("AND") { condition = .and(condition, try negated()) }
        return condition
    }

    private mutating func negated() throws(QueryError) -> Condition {
        guard depth < Limits.queryDepthMax else {
            throw QueryError("it is nested more than \(Limits.queryDepthMax) deep")
        }
        depth += 1
        defer { depth -= 1 }
        if takes("NOT") { return .not(try negated()) }
        guard takes(symbol: "(") else { return try predicate() }
        let condition = try either()
        try expect(symbol: ")")
        return condition
    }

    private mutating func predicate() throws(QueryError) -> Condition {
        let attribute = try attribute()
        if takes("IS") {
            let isNegated = takes("NOT")
            try expect("NULL")
            return isNegated ? .not(.isMissing(attribute)) : .isMissing(attribute)
        }
        if takes("NOT") { return .not(try range(of: attribute)) }
        guard let token = tokens.first else {
            throw QueryError("'\(attribute.name)' is not compared with anything")
        }
        guard case .symbol(let symbol) = token, let comparison = Self.comparisons[symbol] else {
            return try range(of: attribute)
        }
        tokens.removeFirst()
        if comparison != .equal, comparison != .notEqual, !attribute.kind.isOrdered {
            throw QueryError("'\(attribute.name)' has no order: use = or !=")
        }
        return .compare(attribute, comparison, try value(for: attribute))
    }

    private static let comparisons: [String: VisibilityQuery.Comparison] = [
        "=": .equal, "!=": .notEqual, "<>": .notEqual, "<": .less, "<=": .atMost, ">": .greater,
        ">=": .atLeast,
    ]

    /// IN, BETWEEN and STARTS_WITH.
    private mutating func range(of attribute: QueryAttribute) throws(QueryError) -> Condition {
        if takes("IN") {
            try expect(symbol: "(")
            var values: [QueryValue] = []
            repeat { values.append(try value(for: attribute)) } while takes(symbol: ",")
            try expect(symbol: ")")
            return .oneOf(attribute, values)
        }
        if takes("BETWEEN") {
            guard attribute.kind.isOrdered else {
                throw QueryError("'\(attribute.name)' has no order: BETWEEN does not apply")
            }
            let low = try value(for: attribute)
            try expect("AND")
            return .between(attribute, low, try value(for: attribute))
        }
        if takes("STARTS_WITH") {
            guard attribute.kind == .keyword, case .text(let prefix)? = tokens.first else {
                throw QueryError("STARTS_WITH takes a keyword attribute and a quoted text")
            }
            tokens.removeFirst()
            return .startsWith(attribute, prefix)
        }
        throw QueryError(
            "\(tokens.first?.description ?? "the end") is not expected after "
                + "'\(attribute.name)'")
    }

    // MARK: - Names and values

    private mutating func attribute() throws(QueryError) -> QueryAttribute {
        guard let token = tokens.popFirst() else { throw QueryError("a name is missing") }
        switch token {
        case .name(let name), .quotedName(let name):
            guard let attribute = QueryAttribute(name, types: types) else {
                throw QueryError("'\(name)' is not an attribute of runs")
            }
            return attribute
        default: throw QueryError("\(token.description) stands where a name must stand")
        }
    }

    private mutating func value(for attribute: QueryAttribute) throws(QueryError) -> QueryValue {
        guard let token = tokens.popFirst() else {
            throw QueryError("'\(attribute.name)' is not compared with anything")
        }
        guard let value = QueryLiteral.value(token, attribute.kind) else {
            throw QueryError("\(token.description) is no value of '\(attribute.name)'")
        }
        return value
    }

    private mutating func takes(_ keyword: String) -> Bool {
        guard let first = tokens.first, first.isKeyword(keyword) else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func takes(symbol: String) -> Bool {
        guard tokens.first == .symbol(symbol) else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func expect(_ keyword: String) throws(QueryError) {
        guard takes(keyword) else { throw missing(keyword) }
    }

    private mutating func expect(symbol: String) throws(QueryError) {
        guard takes(symbol: symbol) else { throw missing("'\(symbol)'") }
    }

    private func missing(_ what: String) -> QueryError {
        QueryError("\(what) is missing before \(tokens.first?.description ?? "the end")")
    }
}
