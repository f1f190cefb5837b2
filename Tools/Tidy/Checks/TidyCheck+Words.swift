import ImportLinter

extension TidyCheck {
    /// Promises that the compiler takes on trust want a reason.
    static let unexplained = TidyCheck("unexplained") { source in
        guard !source.isTest else { return [] }
        return source.tokens.indices.compactMap { index in
            guard let what = source.promise(at: index), !source.explains(index) else { return nil }
            return source.finding(
                "unexplained", at: index, "\(what) stands here without a reason.",
                fix: "say in a comment above it why it is right")
        }
    }

    static let todo = TidyCheck("todo") { source in
        source.comments.compactMap { comment in
            let words = comment.text.split { !$0.isLetter }.map(String.init)
            let hasIssue = comment.text.contains(/#[0-9]+/)
            guard !hasIssue, let word = words.first(where: TidyCheck.postponed.contains) else {
                return nil
            }
            return Diagnostic(
                "todo", at: source.place(line: comment.line), "A \(word) without an issue.",
                fix: "do it now, or name the issue: \(word) #12")
        }
    }

    private static let postponed = ["TODO", "FIXME", "XXX", "HACK"]

    static let banner = TidyCheck("banner") { source in
        source.comments.compactMap { comment in
            let isLicence = comment.line < 5 && comment.text.contains("Copyright")
            guard isLicence || TidyCheck.isDivider(comment.text) else { return nil }
            return Diagnostic(
                "banner", at: source.place(line: comment.line), "The comment is a banner.",
                fix: "take it out; `// MARK: - Topic` parts a file, LICENSE is a file")
        }
    }

    /// A run of one sign, as in `// =====`.
    private static func isDivider(_ text: String) -> Bool {
        let signs: [Character] = ["=", "-", "*", "#", "~", "+"]
        return text.split(separator: "\n").contains { line in
            let body = line.drop { $0 == "/" || $0 == " " || $0 == "*" }
            let isRow = body.split(separator: " ").contains { word in
                guard let first = word.first, signs.contains(first) else { return false }
                return word.count > Limits.bannerRunMax && word.allSatisfy { $0 == first }
            }
            // A table in a comment has bars beside its dashes.
            return (isRow || line.hasPrefix("////")) && !line.contains("|")
        }
    }

    static let emptyAllowance = TidyCheck("allowance-without-reason") { source in
        let reasoned = source.allowances.map(\.line)
        return source.comments.filter { $0.text.hasPrefix(Allowance.marker) }
            .filter { !reasoned.contains($0.line) }.map { comment in
                Diagnostic(
                    "allowance-without-reason", at: source.place(line: comment.line),
                    "The allowance gives no reason.",
                    fix: "write `\(Allowance.marker) ` and why it has to be so")
            }
    }
}

extension SourceText {
    fileprivate func promise(at index: Int) -> String? {
        if word(index, is: "unchecked"), mark(index - 1, is: "@") { return "@unchecked" }
        if word(index, is: "nonisolated"), mark(index + 1, is: "("), word(index + 2, is: "unsafe") {
            return "nonisolated(unsafe)"
        }
        let isTry = word(index, is: "try") && touch(index, index + 1) && mark(index + 1, is: "?")
        return isTry ? "try?" : nil
    }
}
