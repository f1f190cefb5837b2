/// The bounds of one connection.
enum Limits {
    /// Prepared statements that a connection keeps; the oldest goes first.
    static let cachedStatementsMax = 128
    /// How long SQLite itself waits for a lock.
    static let busyMilliseconds: Int32 = 5_000
}
