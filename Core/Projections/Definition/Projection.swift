public import EventStore
public import Events

/// A pure fold over the log into rows that can be asked for; it may be deleted and folded again.
///
/// Two definitions of one name may be given to `Views`: the higher version is then built beside
/// the lower one, and readers see the lower one until the higher has caught up.
public protocol Projection: Sendable {
    /// The stored name, `[a-z][a-z0-9_]*`, at most 48 bytes; it never changes.
    var name: String { get }
    /// The version of the definition, from 1; raised whenever the same events lead to other rows.
    var version: Int { get }
    /// Which events are applied; the checkpoint moves over all others.
    var filter: EventFilter { get }
    /// The tables that hold the rows.
    var tables: [ViewTable] { get }

    /// Changes the view's rows by one event, from nothing but the event and those rows.
    ///
    /// It runs exactly once an event as far as readers can see, in the order of the log. What it
    /// throws stops this projection before the event, with the error; the others go on.
    func apply(_ event: RecordedEvent, to view: any ViewTransaction) throws
}

/// A table of a view; SQL refers to it as `{name}`, and its real name carries projection and version.
public struct ViewTable: Hashable, Sendable {
    /// The name between the braces, `[a-z][a-z0-9_]*`.
    public let name: String
    /// Columns and table constraints as SQL: `"id TEXT PRIMARY KEY"`.
    public let columns: [String]
    /// The columns of each index as SQL: `"team, status"`.
    public let indexes: [String]

    /// Declares a table; it is created as a STRICT one.
    public init(_ name: String, columns: [String], indexes: [String] = []) {
        (self.name, self.columns, self.indexes) = (name, columns, indexes)
    }
}

/// The rows of one view at one moment.
///
/// It is valid only inside the closure or the `apply` that was given it.
public protocol ViewReader {
    /// Answers a SELECT; `{table}` stands for a table of the view, `?` for the arguments in order.
    ///
    /// - Throws: `ViewError` for SQL that is wrong, for another table, or past the limit of rows.
    func rows(_ sql: String, _ arguments: [ViewValue]) throws(ViewError) -> [ViewRow]
}

/// The rows of one view while one event is applied.
public protocol ViewTransaction: ViewReader {
    /// Changes rows by INSERT, UPDATE or DELETE; answers how many were changed.
    ///
    /// - Throws: `ViewError` for SQL that is wrong, another table, or a broken constraint.
    @discardableResult
    func execute(_ sql: String, _ arguments: [ViewValue]) throws(ViewError) -> Int

    /// Counts the event as one of a type that this build does not know.
    func skipUnknown()
}

extension ViewReader {
    /// Answers a SELECT that needs no arguments.
    public func rows(_ sql: String) throws(ViewError) -> [ViewRow] { try rows(sql, []) }

    /// The first row of the answer; nil where there is none.
    public func row(_ sql: String, _ arguments: [ViewValue] = []) throws(ViewError) -> ViewRow? {
        try rows(sql, arguments).first
    }
}

extension ViewTransaction {
    /// Changes rows by a statement that needs no arguments.
    @discardableResult
    public func execute(_ sql: String) throws(ViewError) -> Int { try execute(sql, []) }
}
