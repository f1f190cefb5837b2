/// A file as it is and as it should be.
package struct Edit: Equatable, Sendable {
    /// Below the root.
    package let file: String
    /// The text that is there.
    package let before: String
    /// The text to write.
    package let after: String

    /// A change of a file.
    package init(file: String, before: String, after: String) {
        (self.file, self.before, self.after) = (file, before, after)
    }

    /// What goes and what comes, line by line.
    package var difference: String {
        let (old, new) = (Edit.lines(before), Edit.lines(after))
        let changes = new.difference(from: old)
        let removed = changes.removals.map { change in (change.offset, 0, "-" + change.text) }
        // Lines that come stand behind those that they replace.
        let inserted = changes.insertions.map { change in (change.offset, 1, "+" + change.text) }
        let shown = (removed + inserted).sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        let lines = shown.map { offset, _, text in "\(offset + 1): \(text)" }
        return (["--- \(file)"] + lines).joined(separator: "\n") + "\n"
    }

    static func lines(_ text: String) -> [String] {
        // By code points: CR LF is one character, and its CR belongs to the line.
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
    }
}

extension CollectionDifference.Change where ChangeElement == String {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }

    fileprivate var text: String {
        switch self {
        case .insert(_, let text, _), .remove(_, let text, _): text
        }
    }
}
