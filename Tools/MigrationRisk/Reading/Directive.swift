/// What a migration says to this tool in a comment `-- migration: …`.
enum Directive: Hashable, Sendable {
    /// The file runs outside of a transaction.
    case noTransaction
    /// A program runs here.
    case dataStep(String)
    /// The code has stopped using a table or a column.
    case stagedDrop(String)
    /// A finding of the next statement is meant.
    case allow(rule: String, reason: String?)
    /// A hot table is changed on purpose.
    case acknowledge(table: String, reason: String?)
    /// None of these.
    case unknown(String)

    init(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        let reason = words.firstIndex { $0.lowercased() == "because" }.flatMap { index in
            let rest = words[(index + 1)...].joined(separator: " ")
            return rest.isEmpty ? nil : rest
        }
        switch (words.first, words.dropFirst().first) {
        case ("no-transaction", _): self = .noTransaction
        case ("data-step", let name?): self = .dataStep(Directive.bare(name))
        case ("staged-drop", let name?): self = .stagedDrop(SQLName.key(of: name))
        case ("allow", let rule?): self = .allow(rule: rule, reason: reason)
        case ("acknowledge", let table?):
            self = .acknowledge(table: SQLName.key(of: table), reason: reason)
        default: self = .unknown(text)
        }
    }

    private static func bare(_ name: String) -> String { name.filter { $0 != "\"" } }
}

/// A directive with its place.
struct PlacedDirective: Hashable, Sendable {
    let directive: Directive
    let line: Int
    /// The index of the statement behind it.
    let statement: Int
}
