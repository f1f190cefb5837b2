import ImportLinter

/// A type that a file declares or extends.
struct TypeDeclaration: Equatable {
    let keyword: String
    let name: String
    let index: Int
}

extension SourceText {
    /// Types with their keyword, `extension` included; a name is the last part of its path.
    var types: [TypeDeclaration] {
        let keywords: [StaticString] = [
            "struct", "class", "enum", "actor", "protocol", "typealias", "extension", "macro",
            "associatedtype",
        ]
        return tokens.indices.compactMap { index in
            guard !mark(index - 1, is: "."), keywords.contains(where: { word(index, is: $0) }),
                tokens.indices.contains(index + 1), isName(index + 1)
            else { return nil }
            return TypeDeclaration(
                keyword: text(index), name: lastPart(from: index + 1), index: index)
        }
    }

    private func isName(_ index: Int) -> Bool {
        (tokens[index].kind == .word || tokens[index].kind == .quotedWord)
            && !["func", "var", "let", "init"].contains(text(index))
    }

    /// `C` of `extension A.B.C`.
    private func lastPart(from index: Int) -> String {
        var last = index
        while mark(last + 1, is: "."), tokens.indices.contains(last + 2), isName(last + 2) {
            last += 2
        }
        return text(last)
    }

    /// Every name that the file gives to something others can use.
    var declaredNames: Set<String> {
        let keywords: [StaticString] = ["func", "var", "let", "case", "macro"]
        let members = tokens.indices.filter { index in
            keywords.contains { word(index, is: $0) } && tokens.indices.contains(index + 1)
                && tokens[index + 1].kind == .word
        }.map { text($0 + 1) }
        return Set(members + types.filter { $0.keyword != "extension" }.map(\.name))
    }

    /// Every name that the file writes down, with or without back-ticks.
    var words: Set<String> {
        Set(
            tokens.indices.filter { tokens[$0].kind == .word || tokens[$0].kind == .quotedWord }
                .map { text($0).filter { $0 != "`" } })
    }
}
