/// A piece of SQL.
struct SQLToken: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// A name or keyword without quotes; `text` is as written.
        case word
        /// A name in quotes; `text` is without them.
        case quoted
        /// A text in single quotes, `E''` and its like.
        case string
        case number
        /// A text between dollar signs.
        case body
        /// One sign.
        case mark
        /// Something that no SQL has, or that has no end.
        case broken
    }

    let kind: Kind
    let text: String
    /// In capitals for words; the same as `text` otherwise.
    let upper: String
    let line: Int

    init(_ kind: Kind, _ text: String, line: Int) {
        (self.kind, self.text, self.line) = (kind, text, line)
        upper = kind == .word ? text.uppercased() : text
    }

    /// Whether it can name something.
    var isName: Bool { kind == .word || kind == .quoted }
}

/// A line comment that speaks to this tool: `-- migration: no-transaction`.
struct SQLRemark: Hashable, Sendable {
    let text: String
    let line: Int
    /// How many pieces stand before it.
    let place: Int
}
