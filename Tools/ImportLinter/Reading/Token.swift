/// A piece of a Swift file that is neither white space nor a comment.
package struct Token: Equatable, Sendable {
    /// What kind of piece it is.
    package enum Kind: Equatable, Sendable {
        /// A name or a keyword; the lexer does not tell them apart.
        case word
        /// A name in back-ticks, never a keyword.
        case quotedWord
        case number
        /// One piece of a string: all of it, or what lies between two interpolations.
        case string
        case regex
        /// `\(` of a string, and the bracket that ends it.
        case interpolationStart, interpolationEnd
        /// `#if`, `#selector`, `#Predicate`: the hash and the name.
        case hashWord
        /// `(` or `[` or `{`.
        case open
        /// `)` or `]` or `}`.
        case close
        /// One byte of anything else.
        case mark
        case end
    }

    /// What kind of piece it is.
    package let kind: Kind
    /// Its first byte.
    package let start: Int
    /// The byte behind its last one.
    package let end: Int
    /// The line of its first byte, from 1.
    package let line: Int
    /// Where in the line it begins: bytes, from 1.
    package let column: Int
    /// The first piece of its line.
    package let startsLine: Bool
}

/// Why a file cannot be read further, and from which line on.
package struct Unreadable: Error, Equatable, Encodable, Sendable {
    /// Where the trouble begins, from 1.
    package let line: Int
    /// What is wrong, in words.
    package let reason: String

    /// A reason and its line.
    package init(line: Int, reason: String) { (self.line, self.reason) = (line, reason) }
}

/// A comment, for those who look at comments.
package struct Comment: Equatable, Sendable {
    /// Its first line, from 1.
    package let line: Int
    /// Its last line.
    package let lastLine: Int
    /// As written, delimiters included.
    package let text: String
    /// Whether only white space stands before it.
    package let startsLine: Bool
}
