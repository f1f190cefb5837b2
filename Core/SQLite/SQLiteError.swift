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
    ///
    /// On a full disk the shared memory beside the log cannot grow: that is told as what it is.
    package var primary: Primary {
        code == Self.sharedMemorySize ? .full : Primary(rawValue: code & 0xFF) ?? .other
    }

    /// `SQLITE_IOERR_SHMSIZE`, which is a macro that is not imported.
    private static let sharedMemorySize: Int32 = 10 | 19 << 8

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
