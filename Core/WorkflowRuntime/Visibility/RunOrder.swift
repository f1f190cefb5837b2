package import Events

/// The order of a list: what the query asks for, then what makes it unambiguous.
package struct RunOrder: Hashable, Sendable {
    /// The place of a run in this order; also where the next page begins.
    package struct Key: Hashable, Sendable {
        fileprivate let values: [QueryValue?]
    }

    private struct Column: Hashable {
        let attribute: QueryAttribute
        let isDescending: Bool
        let missingFirst: Bool
    }

    private let columns: [Column]

    /// The order of a query's list.
    ///
    /// Without a wish: open runs first, then the last closed. Ties: the last started, then the run id.
    package init(_ query: VisibilityQuery) {
        let started = QueryAttribute(system: "StartTime", .datetime)
        let closed = QueryAttribute(system: "CloseTime", .datetime)
        let run = QueryAttribute(system: "RunId", .keyword)
        var columns = query.order.map {
            Column(attribute: $0.attribute, isDescending: $0.isDescending, missingFirst: false)
        }
        if columns.isEmpty {
            columns = [Column(attribute: closed, isDescending: true, missingFirst: true)]
        }
        columns.append(Column(attribute: started, isDescending: true, missingFirst: false))
        columns.append(Column(attribute: run, isDescending: false, missingFirst: false))
        self.columns = columns
    }

    /// The place of a run.
    package func key(of row: RunRow) -> Key {
        Key(values: columns.map { row.value(of: $0.attribute) })
    }

    /// Whether the run at `left` comes before the one at `right`.
    package func precedes(_ left: Key, _ right: Key) -> Bool {
        for (column, (one, other)) in zip(columns, zip(left.values, right.values)) {
            switch (one, other) {
            case (nil, nil): continue
            case (nil, _?): return column.missingFirst
            case (_?, nil): return !column.missingFirst
            case (let one?, let other?):
                if one.isLess(than: other) { return !column.isDescending }
                if other.isLess(than: one) { return column.isDescending }
            }
        }
        return false
    }

    /// The rows of a list in this order, from behind `start` on.
    package func sorted(_ rows: [RunRow], after start: Key? = nil) -> [RunRow] {
        var keyed = rows.map { (key: key(of: $0), row: $0) }
        if let start { keyed = keyed.filter { precedes(start, $0.key) } }
        return keyed.sorted { precedes($0.key, $1.key) }.map(\.row)
    }
}

/// Where the next page of a list or history begins; opaque to whoever carries it.
package enum PageToken {
    /// The token of the page behind `key` of the list of `query`.
    package static func list(after key: RunOrder.Key, query: String) -> String {
        let values = key.values.map { $0?.token ?? .null }
        return Base64.text(JSONValue.array([.string(mark(query))] + values).bytes())
    }

    /// Where the list of `query` goes on; nil for a token that another query has made.
    package static func key(_ token: String, query: String) -> RunOrder.Key? {
        guard let bytes = Base64.bytes(token), let json = try? JSONValue(parsing: bytes),
            let parts = json.array, parts.first == .string(mark(query))
        else { return nil }
        return RunOrder.Key(values: parts.dropFirst().map { QueryValue(token: $0) })
    }

    /// The token of the page of a run's history that begins with `event`.
    package static func history(_ run: UniqueID, event: Int) -> String {
        Base64.text(Array("\(run) \(event)".utf8))
    }

    /// The run and the event of a history's token; nil for anything else.
    package static func history(_ token: String) -> (run: UniqueID, event: Int)? {
        guard let bytes = Base64.bytes(token) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard parts.count == 2, let run = UniqueID(String(parts[0])), let event = Int(parts[1]),
            event >= 0
        else { return nil }
        return (run, event)
    }

    private static func mark(_ query: String) -> String {
        SHA256.hash(Array(query.utf8)).description
    }
}

extension QueryValue {
    fileprivate var token: JSONValue? {
        switch self {
        case .text(let text): .string(text)
        case .integer(let number): .integer(number)
        case .double(let number): .double(number)
        case .bool(let value): .bool(value)
        case .list, .words: nil
        }
    }

    fileprivate init?(token: JSONValue) {
        switch token {
        case .string(let text): self = .text(text)
        case .integer(let number): self = .integer(number)
        case .double(let number): self = .double(number)
        case .bool(let value): self = .bool(value)
        case .null, .array, .object: return nil
        }
    }
}
