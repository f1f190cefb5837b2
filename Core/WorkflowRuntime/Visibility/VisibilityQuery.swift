/// A visibility query, read and checked against the attributes that there are.
package struct VisibilityQuery: Hashable, Sendable {
    /// The condition; nil keeps every run.
    let condition: Condition?
    /// What the rows are counted by.
    let groups: QueryAttribute?
    /// The order that was asked for, before the one that always holds.
    let order: [Column]

    struct Column: Hashable, Sendable {
        let attribute: QueryAttribute
        let isDescending: Bool
    }

    indirect enum Condition: Hashable, Sendable {
        case or(Condition, Condition)
        case and(Condition, Condition)
        case not(Condition)
        case compare(QueryAttribute, Comparison, QueryValue)
        case oneOf(QueryAttribute, [QueryValue])
        case between(QueryAttribute, QueryValue, QueryValue)
        case startsWith(QueryAttribute, String)
        case isMissing(QueryAttribute)
    }

    enum Comparison: Hashable, Sendable { case equal, notEqual, less, atMost, greater, atLeast }

    /// Reads the text of a query.
    ///
    /// - Parameters:
    ///   - text: The query; empty for all runs.
    ///   - types: The types of search attributes of workflows, by name.
    /// - Throws: What is wrong, naming the token.
    package init(_ text: String, types: [String: String] = [:]) throws(QueryError) {
        var parser = QueryParser(tokens: try QueryScanner.tokens(of: text), types: types)
        self = try parser.query()
    }

    init(condition: Condition?, groups: QueryAttribute?, order: [Column]) {
        (self.condition, self.groups, self.order) = (condition, groups, order)
    }

    /// Whether the runs are to be counted by their status rather than listed.
    package var isGrouped: Bool { groups != nil }

    /// The query as that of a list.
    ///
    /// - Throws: When it groups, which only a count can.
    package func listed() throws(QueryError) -> VisibilityQuery {
        guard groups == nil else { throw QueryError("GROUP BY is for counts, not for lists") }
        return self
    }

    /// Whether the run is kept: a condition whose value is unknown does not hold.
    package func keeps(_ row: RunRow) -> Bool {
        condition.map { $0.holds(for: row) == true } ?? true
    }
}

extension VisibilityQuery.Condition {
    /// Whether the condition holds; nil when a value that it needs is missing.
    func holds(for row: RunRow) -> Bool? {
        switch self {
        case .or(let left, let right): or(left.holds(for: row), right.holds(for: row))
        case .and(let left, let right): and(left.holds(for: row), right.holds(for: row))
        case .not(let condition): condition.holds(for: row).map { !$0 }
        case .compare(let attribute, let comparison, let value):
            row.value(of: attribute).map { compare($0, comparison, value) }
        case .oneOf(let attribute, let values):
            row.value(of: attribute).map { one in values.contains { one.matches($0) } }
        case .between(let attribute, let low, let high):
            row.value(of: attribute).map { !$0.isLess(than: low) && !high.isLess(than: $0) }
        case .startsWith(let attribute, let prefix):
            row.value(of: attribute).map { $0.starts(with: prefix) }
        case .isMissing(let attribute): row.value(of: attribute) == nil
        }
    }

    private func or(_ left: Bool?, _ right: Bool?) -> Bool? {
        if left == true || right == true { return true }
        return left == nil || right == nil ? nil : false
    }

    private func and(_ left: Bool?, _ right: Bool?) -> Bool? {
        if left == false || right == false { return false }
        return left == nil || right == nil ? nil : true
    }

    private func compare(
        _ left: QueryValue, _ comparison: VisibilityQuery.Comparison, _ right: QueryValue
    ) -> Bool {
        switch comparison {
        case .equal: left.matches(right)
        case .notEqual: !left.matches(right)
        case .less: left.isLess(than: right)
        case .atMost: !right.isLess(than: left)
        case .greater: right.isLess(than: left)
        case .atLeast: !left.isLess(than: right)
        }
    }
}
