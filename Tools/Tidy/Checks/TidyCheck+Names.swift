import ImportLinter

extension TidyCheck {
    /// Names that would fit anything, and so say nothing.
    static let vague: Set<String> = [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Base",
        "Impl", "Shared", "Misc",
    ]

    static let vagueName = TidyCheck("vague-name") { source in
        let inPath = source.path.split(separator: "/").flatMap { TidyCheck.vagueWords(String($0)) }
            .first.map { word in
                Diagnostic(
                    "vague-name", .warning, at: source.place(line: 1),
                    "\(word) in the path says nothing.",
                    fix: "name the folder or file after what is in it")
            }
        let inTypes = source.types.filter { $0.keyword != "extension" }.compactMap { type in
            TidyCheck.vagueWords(type.name).first.map { word in
                source.finding(
                    "vague-name", .warning, at: type.index, "\(word) in \(type.name) says nothing.",
                    fix: "name the type after what it does or holds")
            }
        }
        return (inPath.map { [$0] } ?? []) + inTypes
    }

    /// What a name ends in, and `Base` or `Common` in front; `SharedTerm` says what it is.
    private static func vagueWords(_ name: String) -> [String] {
        let words = words(String(name.split(separator: ".").first ?? ""))
        let front = words.first.map { ["Base", "Common"].contains($0) ? [$0] : [] } ?? []
        return (front + words.suffix(1)).filter(vague.contains)
    }

    /// `HTTPServerManager` in words: `HTTPServer`, `Manager`.
    fileprivate static func words(_ name: String) -> [String] {
        var words: [String] = []
        var isLower = false
        for character in name {
            guard character.isLetter || character.isNumber else {
                words.append("")
                continue
            }
            if words.isEmpty || (character.isUppercase && isLower) { words.append("") }
            words[words.count - 1].append(character)
            isLower = character.isLowercase
        }
        return words.filter { !$0.isEmpty }
    }

    /// A reader who looks for a type finds it by the name of its file.
    static let fileName = TidyCheck("file-name") { source in
        let free = [
            "main.swift", "Limits.swift", "Exports.swift", "Rules.swift", "Placeholder.swift",
        ]
        guard !source.isTest, !source.isManifest, !free.contains(source.fileName),
            !source.types.isEmpty
        else { return [] }
        let stem = source.fileName.split(separator: ".").first.map(String.init) ?? ""
        let type = stem.split(separator: "+").first.map(String.init) ?? stem
        let names = source.types.map(\.name)
        guard !names.contains(where: { $0 == type || $0.hasPrefix(type) || type.hasPrefix($0) }),
            !source.isFamily(called: type)
        else { return [] }
        return [
            Diagnostic(
                "file-name", .warning, at: source.place(line: 1),
                "\(source.fileName) holds no \(type).",
                fix: "name it after a type in it (\(names[0]).swift), or Type+Topic.swift")
        ]
    }

    static let placeholder = TidyCheck("placeholder") { source in
        guard source.fileName == "Placeholder.swift" else { return [] }
        return [
            Diagnostic(
                "placeholder", at: source.place(line: 1), "A placeholder is left over.",
                fix: "delete it, and the target if nothing else is in it")
        ]
    }
}

extension SourceText {
    /// Whether a file of several types is named after what they have in common, in the plural:
    /// `ReportEvents` of `ReportOpened: ReportEvent`, `Receipts` of `ImportReceipt`.
    fileprivate func isFamily(called name: String) -> Bool {
        guard types.count > 1, let last = TidyCheck.words(name).last,
            let one = TidyCheck.singular(last)
        else { return false }
        return types.contains { type in
            (type.keyword != "extension" && TidyCheck.words(type.name).contains(one))
                || conformances(of: type).contains { TidyCheck.words($0).contains(one) }
        }
    }

    /// The names behind the colon of a type.
    private func conformances(of type: TypeDeclaration) -> [String] {
        var index = type.index + 2
        guard mark(index, is: ":") || mark(index, is: "=") else { return [] }
        var names: [String] = []
        while index < tokens.count, !mark(index, is: "{"), !isDeclaration(index) {
            if tokens[index].kind == .word { names.append(text(index)) }
            index += 1
        }
        return names
    }

    private func isDeclaration(_ index: Int) -> Bool {
        let keywords: [StaticString] = [
            "struct", "class", "enum", "actor", "protocol", "typealias",
        ]
        return keywords.contains { word(index, is: $0) }
    }
}

extension TidyCheck {
    /// `Activities` to `Activity`, `Statuses` to `Status`; nil for what is no plural.
    fileprivate static func singular(_ word: String) -> String? {
        if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
        if word.hasSuffix("uses") || word.hasSuffix("xes") { return String(word.dropLast(2)) }
        return word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : nil
    }
}
