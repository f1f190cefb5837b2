internal import Events
internal import SQLite

extension LogReader {
    /// A page of a stream, in one short read transaction.
    func page(
        of stream: StreamName, from: Revision?, _ direction: Direction, limit: Int
    ) throws -> Page {
        var builder = try PageBuilder(limit: limit)
        let bound: (clause: String, edge: Int64) =
            switch direction {
            case .forward: ("e.revision >= ? ORDER BY e.revision", from?.value ?? 0)
            case .backward: ("e.revision <= ? ORDER BY e.revision DESC", from?.value ?? .max)
            }
        return try connection.transaction(.deferred) {
            let head = try lastPosition()
            let id = try connection.first(
                "SELECT id FROM streams WHERE name = ?", [.text(stream.text)]
            ) { $0.integer(0) }
            guard let id else { return builder.streamPage(hasMore: false, head: head) }
            let isCut = try fill(
                &builder, "e.stream = ? AND \(bound.clause) LIMIT ?",
                [.integer(id), .integer(bound.edge), .integer(Int64(limit) + 1)])
            return builder.streamPage(hasMore: isCut, head: head)
        }
    }

    /// A page of the log through a filter, in one short read transaction.
    func page(
        after: Position, through: Position?, _ filter: EventFilter, _ direction: Direction,
        limit: Int
    ) throws -> Page {
        var builder = try PageBuilder(limit: limit)
        let order = direction == .forward ? "" : " DESC"
        let (clause, arguments) = filter.clause
        return try connection.transaction(.deferred) {
            let head = try lastPosition()
            let isCut = try fill(
                &builder,
                """
                e.position > ? AND e.position <= ?\(clause)
                  ORDER BY e.position\(order) LIMIT ?
                """,
                [.integer(after.value), .integer(through?.value ?? .max)] + arguments
                    + [.integer(Int64(limit) + 1)])
            return builder.logPage(direction, hasMore: isCut, head: head)
        }
    }

    /// The newest event of a stream, of the given types where they are given.
    func last(in stream: StreamName, of types: Set<EventType>?) throws -> RecordedEvent? {
        let (clause, arguments) = EventFilter(types: types, streams: [stream]).clause
        return try event(
            where: "e.position > 0\(clause) ORDER BY e.revision DESC LIMIT 1", arguments)
    }

    private func fill(
        _ builder: inout PageBuilder, _ clause: String, _ arguments: [SQLiteValue]
    ) throws -> Bool {
        var isCut = false
        try events(where: clause, arguments) { event in
            isCut = !builder.take(event)
            return !isCut
        }
        return isCut
    }
}

extension EventFilter {
    /// The filter in SQL: names are looked up once a query, then numbers are compared.
    var clause: (text: String, arguments: [SQLiteValue]) {
        var text = ""
        var arguments: [SQLiteValue] = []
        func keep(_ column: String, _ names: [String], _ source: String) {
            let marks = Array(repeating: "?", count: names.count).joined(separator: ",")
            text += " AND \(column) IN (\(source) IN (\(marks)))"
            arguments += names.map { .text($0) }
        }
        if let streams {
            keep(
                "e.stream", streams.map(\.text).sorted(by: <), "SELECT id FROM streams WHERE name")
        }
        if let types {
            keep("e.type", types.sorted().map(\.text), "SELECT id FROM names WHERE text")
        }
        if let categories {
            keep("e.category", categories.sorted().map(\.text), "SELECT id FROM names WHERE text")
        } else if !includesReserved && streams == nil {
            // The byte behind '.' is '/': both ranges hold exactly the names with the prefix.
            text += """
                 AND e.category NOT IN (SELECT id FROM names WHERE
                  (text >= 'workflow.' AND text < 'workflow/') OR (text >= 'log.' AND text < 'log/'))
                """
        }
        return (text, arguments)
    }
}
