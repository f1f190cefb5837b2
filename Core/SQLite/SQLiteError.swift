internal import CSQLite

/// What the database refused, with the statement but never with its arguments.
package struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The extended result code.
    package let code: Int32
    /// The library's own words; they name tables and columns, not values.
    package let message: String
    /// The statement or the call that failed.
    package let statement: String

    package init(code: Int32, message: String, statement: String) {
        (self.code, self.message, self.statement) = (code, message, statement)
    }

    /// The code without its extension.
    package var primary: Primary { Primary(rawValue: code & 0xFF) ?? .other }

    /// What failed, where, with the code to look up.
    package var description: String {
        "SQLite error \(code) (\(message)) in: \(statement.prefix(200))"
    }

    /// The result codes that somebody decides on.
    package enum Primary: Int32, Sendable {
        case error = 1
        case busy = 5
        case locked = 6
        case readOnly = 8
        case inputOutput = 10
        case corrupt = 11
        case full = 13
        case cannotOpen = 14
        case constraint = 19
        case notADatabase = 26
        case other = -1
    }
}
