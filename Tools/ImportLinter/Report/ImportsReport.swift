import Foundation

/// What one file imports, as one line of JSON.
package struct ImportsReport: Encodable {
    let file: String
    let source: ParsedSource

    /// Names the file as the caller named it.
    package init(file: String, source: ParsedSource) {
        (self.file, self.source) = (file, source)
    }

    /// What is known of a file that cannot be opened.
    package static let unopened = ParsedSource(
        unreadable: Unreadable(line: 1, reason: "the file cannot be opened"))

    /// One line, keys sorted.
    package var line: String { JSONText.line(self) }

    private enum Key: String, CodingKey { case file, imports, unreadable }

    /// Writes `imports`, or `unreadable` instead where the file cannot be read to its end.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(file, forKey: .file)
        if let unreadable = source.unreadable {
            try container.encode(unreadable, forKey: .unreadable)
        } else {
            try container.encode(source.imports, forKey: .imports)
        }
    }
}

extension ImportStatement: Encodable {
    private enum Key: String, CodingKey {
        case line, column, path, kind, attributes, conditionalAttributes, access, conditions
    }

    /// Leaves out what is empty.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(line, forKey: .line)
        try container.encode(column, forKey: .column)
        try container.encode(path, forKey: .path)
        try container.encodeIfPresent(kind, forKey: .kind)
        try container.encodeIfPresent(access, forKey: .access)
        let lists: [(Key, [String])] = [
            (.attributes, attributes), (.conditionalAttributes, conditionalAttributes),
            (.conditions, conditions),
        ]
        for (key, list) in lists where !list.isEmpty { try container.encode(list, forKey: key) }
    }
}

/// JSON as this tool writes it: sorted keys, plain slashes.
package enum JSONText {
    /// The value on one line.
    package static func line(_ value: some Encodable) -> String { text(value, [.sortedKeys]) }

    /// The value over several lines, for people.
    package static func pretty(_ value: some Encodable) -> String {
        text(value, [.sortedKeys, .prettyPrinted])
    }

    private static func text(
        _ value: some Encodable, _ format: JSONEncoder.OutputFormatting
    ) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = format.union(.withoutEscapingSlashes)
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            preconditionFailure("a report holds only strings and numbers: \(error)")
        }
    }
}
