/// Names of things as machines write them: hosts, files, symbols.
public enum Identifiers {
    /// Hosts, dotted names and snake_case names of a line in lower case, sorted, each once.
    ///
    /// Two texts whose lines name different things are about different things, however alike the
    /// rest is. Version numbers are no names.
    public static func names(in line: some StringProtocol) -> [String] {
        var found: Set<String> = []
        for piece in line.split(whereSeparator: { !isPart($0) }) {
            let name = trimmed(piece)
            guard name.utf8.count > shortest, isName(name) else { continue }
            let lower = name.lowercased()
            found.insert(lower.hasPrefix("www.") ? String(lower.dropFirst(4)) : lower)
            if found.count == TextLimits.identifiersMax { break }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "._-".contains(character)
    }

    private static func trimmed(_ piece: some StringProtocol) -> String {
        var piece = String(piece)
        while let last = piece.last, ".-_".contains(last) { piece.removeLast() }
        while let first = piece.first, ".-_".contains(first) { piece.removeFirst() }
        return piece
    }

    private static func isName(_ piece: String) -> Bool {
        if piece.contains("_") { return true }
        let parts = piece.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 && parts.allSatisfy { $0.first?.isLetter == true }
    }

    private static let shortest = 4
}
