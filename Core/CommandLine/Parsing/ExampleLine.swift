/// A line as one types it into a shell, cut into the words that the first program of it gets.
///
/// Understood is what examples use: quotation marks, a backslash, variables in front, and the end of
/// the command at a pipe, a redirection or a semicolon.
public struct ExampleLine: Hashable, Sendable {
    /// The words, the name of the program first.
    public let words: [String]
    /// What is set for the program, as `NAME=VALUE` in front of it.
    public let variables: [String]

    /// Cuts a line.
    public init(_ line: String) {
        var (words, word, quote): ([String], String?, Character?) = ([], nil, nil)
        var rest = line[...]
        while let character = rest.popFirst() {
            if character == "\\", quote != "'", let next = rest.popFirst() {
                word = (word ?? "") + String(next)
            } else if character == quote {
                quote = nil
            } else if quote != nil {
                word = (word ?? "") + String(character)
            } else if character == "'" || character == "\"" {
                (quote, word) = (character, word ?? "")
            } else if "|>;&".contains(character) {
                break
            } else if character == " " {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
        let variables = words.prefix { $0.isAssignment }
        self.variables = Array(variables)
        self.words = Array(words.dropFirst(variables.count))
    }
}

extension String {
    /// Whether a shell takes the word as a variable to be set.
    fileprivate var isAssignment: Bool {
        guard let end = firstIndex(of: "="), end > startIndex else { return false }
        return self[..<end].allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" }
    }
}
