internal import Events
internal import SQLite

/// The rows of one view on one connection, as long as a closure or an `apply` has them.
final class ViewSession: ViewTransaction {
    private let definition: ViewDefinition
    private let connection: Connection
    private var isOpen = true
    private(set) var unknown = 0
    /// What is wrong with the database itself, even where the projection caught the error.
    private(set) var failure: SQLiteError?

    init(_ definition: ViewDefinition, _ connection: Connection) {
        (self.definition, self.connection) = (definition, connection)
    }

    /// Refuses everything from now on, for whoever kept the view.
    func end() { isOpen = false }

    func rows(_ sql: String, _ arguments: [ViewValue]) throws(ViewError) -> [ViewRow] {
        let expanded = try opened(sql, .read)
        do {
            return try collect(expanded, arguments)
        } catch let error as ViewError {
            throw error
        } catch {
            throw refused(error, sql)
        }
    }

    func execute(_ sql: String, _ arguments: [ViewValue]) throws(ViewError) -> Int {
        let expanded = try opened(sql, .write)
        do {
            try connection.run(expanded, arguments.map(SQLiteValue.init))
            return connection.changes
        } catch {
            throw refused(error, sql)
        }
    }

    func skipUnknown() { unknown += 1 }

    private func opened(_ sql: String, _ verb: ViewDefinition.Verb) throws(ViewError) -> String {
        guard isOpen else {
            throw .invalid("a view of '\(definition.name)' was used after its closure: \(sql)")
        }
        return try definition.expand(sql, verb)
    }

    private func collect(_ sql: String, _ arguments: [ViewValue]) throws -> [ViewRow] {
        let statement = try connection.statement(sql)
        try statement.bind(arguments.map(SQLiteValue.init))
        defer { statement.reset() }
        let columns = (0..<statement.columnCount).map(statement.name)
        var rows: [ViewRow] = []
        while try statement.step() {
            guard rows.count < Limits.rowsMax else {
                throw ViewError.invalid(
                    "an answer has at most \(Limits.rowsMax) rows: ask with a LIMIT: \(sql)")
            }
            let values = columns.indices.map { ViewValue(statement.value($0)) }
            rows.append(ViewRow(columns: columns, values: values))
        }
        return rows
    }

    private func refused(_ error: any Error, _ sql: String) -> ViewError {
        guard let error = error as? SQLiteError else { return .invalid("\(error)") }
        if error.isOfTheDatabase {
            failure = error
            return ViewError(error)
        }
        return .invalid("projection '\(definition.name)': \(error.message) in: \(sql)")
    }
}

extension SQLiteError {
    /// Whether the file, the disk or a lock is at fault and not the statement.
    var isOfTheDatabase: Bool {
        switch primary {
        case .error, .constraint: false
        case .other: ![20, 25].contains(code & 0xFF)  // A mismatch and a range are the statement's.
        default: true
        }
    }

    /// Whether the file must be put aside.
    var isDamage: Bool { primary == .corrupt || primary == .notADatabase }
}

extension ViewError {
    /// What the operator has to know of a failure of the file.
    init(_ error: SQLiteError) {
        self =
            switch error.primary {
            case .full: .diskFull
            case .readOnly, .cannotOpen: .notWritable(error.message)
            default: .database(error.description)
            }
    }
}

extension SQLiteValue {
    init(_ value: ViewValue) {
        switch value {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .real(let number): self = .real(number)
        case .text(let text): self = .text(text)
        case .bytes(let bytes): self = .bytes(bytes)
        }
    }
}

extension ViewValue {
    init(_ value: SQLiteValue) {
        switch value {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .real(let number): self = .real(number)
        case .text(let text): self = .text(text)
        case .bytes(let bytes): self = .bytes(bytes)
        }
    }
}
