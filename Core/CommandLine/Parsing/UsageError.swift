/// A wrong call: which command, what is wrong, and what to write instead.
public struct UsageError: Error, Hashable, CustomStringConvertible {
    /// The words that lead to the command, as its help is asked for.
    public let command: [String]
    /// What is wrong, naming the argument.
    public let message: String

    /// A complaint of a command about its arguments.
    public init(command: [String], _ message: String) {
        (self.command, self.message) = (command, message)
    }

    /// What is wrong and where to read on.
    public var description: String {
        "\(message)\nSee `\((command + ["--help"]).joined(separator: " "))`."
    }
}

enum Suggestion {
    /// The candidate that takes the fewest edits, if that is few for its length.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        let word = Array(word.lowercased().prefix(64))
        let rated = candidates.map { (name: $0, edits: edits(word, Array($0.lowercased()))) }
        guard let best = rated.min(by: { $0.edits < $1.edits }) else { return nil }
        let allowed = min(Limits.suggestionEditsMax, max(1, best.name.count / 3))
        return best.edits <= allowed ? best.name : nil
    }

    /// Insertions, deletions, replacements and swaps of neighbours from one word to the other.
    private static func edits(_ left: [Character], _ right: [Character]) -> Int {
        var older: [Int] = []
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var next = [i + 1]
            for (j, b) in right.enumerated() {
                var cost = min(row[j] + (a == b ? 0 : 1), row[j + 1] + 1, next[j] + 1)
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b {
                    cost = min(cost, older[j - 1] + 1)
                }
                next.append(cost)
            }
            (older, row) = (row, next)
        }
        return row[right.count]
    }
}

extension String {
    /// The text fit to be repeated in an error: short and without control characters.
    var quoted: String {
        let shown = prefix(Limits.quotedCharactersMax).map { $0.isControl ? "?" : $0 }
        return String(shown) + (count > Limits.quotedCharactersMax ? "…" : "")
    }
}

extension Character {
    /// Whether a terminal might act on it rather than show it.
    var isControl: Bool {
        unicodeScalars.contains { $0.value < 32 || (127..<160).contains($0.value) }
    }
}
