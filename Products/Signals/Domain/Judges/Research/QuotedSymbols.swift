/// What a text quotes of a program: error phrases, identifiers, file names and routes.
package struct QuotedSymbols: Sendable, Equatable {
    /// Most telling first, each once: quoted phrases, then routes and file names, then identifiers.
    package let all: [String]

    package init(in text: String) {
        var phrases: [String] = []
        var places: [String] = []
        var identifiers: [String] = []
        for quoted in Self.quotations(in: text) where Self.isTelling(quoted) {
            phrases.append(quoted)
        }
        for piece in text.split(whereSeparator: Self.separates) {
            let word = Self.trimmed(piece)
            guard (Self.lengthMin...Self.lengthMax).contains(word.count) else { continue }
            if Self.isPlace(word) {
                places.append(word)
            } else if Self.isIdentifier(word) {
                identifiers.append(word)
            }
        }
        var known: Set<String> = []
        all = (phrases + places + identifiers).filter { known.insert($0).inserted }
            .prefix(Self.symbolsMax).map(\.self)
    }

    private static let lengthMin = 4
    private static let lengthMax = 80
    private static let symbolsMax = 24

    /// The texts between pairs of quotation marks or backticks on one line.
    private static func quotations(in text: String) -> [String] {
        var found: [String] = []
        for line in text.split(whereSeparator: \.isNewline) {
            for (open, close) in [("\"", "\""), ("`", "`"), ("“", "”"), ("'", "'")] {
                var rest = line[...]
                while let start = rest.firstIndex(of: Character(open)) {
                    let body = rest[rest.index(after: start)...]
                    guard let end = body.firstIndex(of: Character(close)) else { break }
                    found.append(String(body[..<end]))
                    rest = body[body.index(after: end)...]
                }
            }
        }
        return found
    }

    private static func isTelling(_ quoted: String) -> Bool {
        (lengthMin...lengthMax).contains(quoted.count) && quoted.contains(where: \.isLetter)
            && quoted.first?.isWhitespace == false && quoted.last?.isWhitespace == false
    }

    private static func separates(_ character: Character) -> Bool {
        character.isWhitespace || "\"'`“”,;()[]{}<>|=".contains(character)
    }

    private static func trimmed(_ piece: Substring) -> String {
        var word = piece
        while let last = word.last, ".:!?*".contains(last) { word.removeLast() }
        while let first = word.first, "*#@:".contains(first) { word.removeFirst() }
        return String(word)
    }

    /// `/api/v1/exports` or `ExportService.swift`; an address of the web is neither.
    private static func isPlace(_ word: String) -> Bool {
        guard !word.contains("://") else { return false }
        if word.hasPrefix("/"), word.dropFirst().contains("/") || word.count >= 6 { return true }
        let parts = word.split(separator: ".")
        guard parts.count == 2, let ending = parts.last, (1...5).contains(ending.count) else {
            return false
        }
        return parts[0].contains(where: \.isLetter) && ending.allSatisfy(\.isLetter)
    }

    /// `camelCase`, `snake_case`, `CONSTANT_CASE` or `kebab-case-name`.
    private static func isIdentifier(_ word: String) -> Bool {
        guard word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }),
            word.contains(where: \.isLetter)
        else { return false }
        if word.contains("_") { return true }
        let hyphens = word.count { $0 == "-" }
        if hyphens > 0 { return hyphens >= 2 }
        let inner = zip(word, word.dropFirst())
        return inner.contains { $0.isLowercase && $1.isUppercase }
    }
}
