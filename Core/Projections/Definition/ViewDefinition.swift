internal import EventStore
internal import Events
private import Synchronization

/// A projection that was checked, with the real names of its tables.
final class ViewDefinition: Sendable {
    let projection: any Projection
    let name: String
    let version: Int
    let filter: EventFilter
    /// Tells whether the definition changed under its version.
    let fingerprint: SHA256Digest
    private let tables: [ViewTable]
    private let statements = Mutex<[String: String]>([:])

    init(_ projection: any Projection) throws(ViewError) {
        (self.projection, name, version) = (projection, projection.name, projection.version)
        (filter, tables) = (projection.filter, projection.tables)
        fingerprint = SHA256.hash(ViewDefinition.text(filter, tables))
        try check()
    }

    /// Which version of which projection.
    var key: ViewKey { ViewKey(name: name, version: version) }

    /// The statements that make the empty tables.
    var creation: [String] {
        tables.flatMap { table in
            let real = realName(table.name)
            let indexes = table.indexes.enumerated().map { number, columns in
                "CREATE INDEX \(real)_by\(number + 1) ON \(real)(\(columns))"
            }
            return ["CREATE TABLE \(real)(\(table.columns.joined(separator: ", "))) STRICT"]
                + indexes
        }
    }

    private func realName(_ table: String) -> String { "\(key.tablePrefix)\(table)" }

    private func check() throws(ViewError) {
        try ViewDefinition.checkName(name, of: "a projection")
        guard version >= 1 else {
            throw .invalid("projection '\(name)' has version \(version): versions begin at 1")
        }
        for table in tables {
            try ViewDefinition.checkName(table.name, of: "a table of '\(name)'")
            guard !table.columns.isEmpty else {
                throw .invalid("table '\(table.name)' of projection '\(name)' has no columns")
            }
        }
        guard Set(tables.map(\.name)).count == tables.count else {
            throw .invalid("projection '\(name)' has two tables of one name")
        }
    }

    private static func checkName(_ name: String, of what: String) throws(ViewError) {
        let isWellFormed =
            name.utf8.first.map { (97...122).contains($0) } == true
            && name.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (48...57).contains(byte) || byte == 95
            }
        guard isWellFormed, name.utf8.count <= Limits.nameBytesMax else {
            throw .invalid(
                "'\(name.prefix(80))' cannot name \(what): use a lower-case letter, then letters, "
                    + "digits and _, at most \(Limits.nameBytesMax) in all")
        }
    }

    /// Everything that decides which rows there are, except the code of `apply`.
    private static func text(_ filter: EventFilter, _ tables: [ViewTable]) -> String {
        func list(_ texts: [String]?) -> String { texts?.sorted().joined(separator: ",") ?? "*" }
        let parts = [
            list(filter.categories?.map(\.text)), list(filter.types?.map(\.text)),
            list(filter.streams?.map(\.text)), filter.includesReserved ? "all" : "products",
        ]
        let shapes = tables.map { table in
            "\(table.name)(\(table.columns.joined(separator: ",")))"
                + table.indexes.map { "[\($0)]" }.joined()
        }
        return (parts + shapes).joined(separator: "\n")
    }
}

// MARK: - Statements

extension ViewDefinition {
    /// What a statement may do.
    enum Verb: String {
        case read = "SELECT", write = "INSERT, UPDATE or DELETE"

        fileprivate var first: [String] {
            switch self {
            case .read: ["SELECT", "WITH", "VALUES"]
            case .write: ["INSERT", "UPDATE", "DELETE", "WITH"]
            }
        }
    }

    /// The statement with the real names of its tables.
    func expand(_ sql: String, _ verb: Verb) throws(ViewError) -> String {
        let key = verb == .read ? sql : "\u{0}" + sql
        if let known = statements.withLock({ $0[key] }) { return known }
        let expanded = try expanded(sql, verb)
        statements.withLock { statements in
            if statements.count >= Limits.statementsMax { statements = [:] }
            statements[key] = expanded
        }
        return expanded
    }

    private func expanded(_ sql: String, _ verb: Verb) throws(ViewError) -> String {
        let word = sql.drop(while: \.isWhitespace).prefix(while: \.isLetter).uppercased()
        guard verb.first.contains(word) else {
            throw .invalid("projection '\(name)' may use \(verb.rawValue) here, not: \(sql)")
        }
        var expanded = ""
        var rest = sql[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw .invalid("a brace of projection '\(name)' is not closed in: \(sql)")
            }
            let table = String(rest[rest.index(after: open)..<close])
            guard tables.contains(where: { $0.name == table }) else {
                throw .invalid("projection '\(name)' has no table '\(table)', used in: \(sql)")
            }
            expanded += rest[..<open] + realName(table)
            rest = rest[rest.index(after: close)...]
        }
        return expanded + rest
    }
}

/// One version of one projection.
struct ViewKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    let name: String
    let version: Int

    /// What the names of its tables and indexes begin with.
    var tablePrefix: String { "\(name)_v\(version)_" }

    var description: String { "\(name) v\(version)" }

    static func < (left: ViewKey, right: ViewKey) -> Bool {
        (left.name, left.version) < (right.name, right.version)
    }
}
