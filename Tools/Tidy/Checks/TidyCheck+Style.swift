import ImportLinter

extension TidyCheck {
    /// A suite is a subject and a test a sentence, both as names in back-ticks.
    static let testName = TidyCheck("test-name") { source in
        guard source.isTest else { return [] }
        return source.tokens.indices.compactMap { index in
            guard source.mark(index, is: "@"), let kind = source.testKind(index + 1) else {
                return nil
            }
            var next = index + 2
            if source.mark(next, is: "("), let end = source.closing(next) {
                if source.tokens.indices.contains(next + 1),
                    source.tokens[next + 1].kind == .string
                {
                    return source.finding(
                        "test-name", at: next + 1, "The \(kind.what) has a name beside its name.",
                        fix: "write it in back-ticks: `refuses a stale revision`")
                }
                next = end + 1
            }
            guard let name = source.name(after: kind.keywords, from: next),
                source.tokens[name].kind != .quotedWord
            else { return nil }
            return source.finding(
                "test-name", at: name, "\(source.text(name)) is no \(kind.shape).",
                fix: "write it in back-ticks: \(kind.example)")
        }
    }

    /// A leading underscore says "do not look", and access says it better.
    static let underscore = TidyCheck("underscore") { source in
        source.declarations(beginningWith: "_").compactMap { index in
            guard source.text(index).count > 1 else {
                return nil
            }
            return source.finding(
                "underscore", at: index, "\(source.text(index)) begins with an underscore.",
                fix: "drop it; `private` keeps others out")
        }
    }

    /// A type that is called like its module hides everything else in it.
    static let moduleType = TidyCheck("module-type") { source in
        guard let module = source.module else { return [] }
        return source.types.filter { $0.keyword != "extension" && $0.name == module }.map { type in
            source.finding(
                "module-type", at: type.index, "\(type.name) is called like its module.",
                fix: "name the type after what it is; `\(module).X` has to find X")
        }
    }

    /// A limit says the noun, then the unit, then `Max`.
    static let limitName = TidyCheck("limit-name") { source in
        source.declarations(beginningWith: "m").compactMap { index in
            let name = source.text(index)
            let isTurned = ["max", "maximum"].contains { word in
                name.hasPrefix(word) && name.dropFirst(word.count).first?.isUppercase == true
            }
            guard isTurned, source.word(index - 1, is: "let") || source.word(index - 1, is: "var")
            else { return nil }
            return source.finding(
                "limit-name", at: index, "\(name) begins with its end.",
                fix: "noun, unit, Max: descriptionBytesMax")
        }
    }

    /// A time without a unit is read as another one sooner or later.
    static let bareDuration = TidyCheck("bare-duration") { source in
        source.tokens.indices.compactMap { index in
            guard source.namesTime(index), source.mark(index + 1, is: ":"),
                let type = ["Int", "Int64", "Double", "Float", "TimeInterval"].first(where: {
                    source.text(index + 2) == $0
                }), !source.mark(index + 3, is: "(")
            else { return nil }
            return source.finding(
                "bare-duration", at: index + 2, "\(source.text(index)) is a bare \(type).",
                fix: "make it a Duration, or name the unit: latencyMilliseconds")
        }
    }

    /// What is reached by name is called alike everywhere.
    static let workflowName = TidyCheck("workflow-name") { source in
        guard source.part == "Workflows" else { return [] }
        return source.types.filter { type in
            type.keyword == "class" && !type.name.hasSuffix("Workflow")
                && source.mark(type.index + 2, is: ":")
                && source.word(type.index + 3, is: "Workflow")
        }.map { type in
            source.finding(
                "workflow-name", at: type.index, "\(type.name) is a workflow.",
                fix: "say so: \(type.name)Workflow")
        }
    }

    /// The stored name of an event is spelled out once, begins with its product and never changes.
    static let storedName = TidyCheck("stored-name") { source in
        guard source.part == "Contracts", let prefix = source.storedPrefix else { return [] }
        return source.tokens.indices.compactMap { index in
            guard source.word(index, is: "EventType"), source.mark(index + 1, is: "("),
                source.word(index + 2, is: "literal"), source.mark(index + 3, is: ":")
            else { return nil }
            let name = source.text(index + 4)
            let isPlain = name.dropFirst().dropLast().allSatisfy { letter in
                letter.isASCII && (letter.isLowercase || letter.isNumber || "._-".contains(letter))
            }
            guard !isPlain || !name.hasPrefix("\"\(prefix).") else { return nil }
            return source.finding(
                "stored-name", at: index + 4, "\(name) is no stored name of this product.",
                fix: "spell it out: \"\(prefix).thing-happened\"")
        }
    }
}

extension SourceText {
    fileprivate struct TestKind {
        let what, shape, example: String
        let keywords: [StaticString]
    }

    fileprivate func testKind(_ index: Int) -> TestKind? {
        if word(index, is: "Test") {
            return TestKind(
                what: "test", shape: "sentence", example: "`refuses a stale revision`",
                keywords: ["func"])
        }
        guard word(index, is: "Suite") else { return nil }
        return TestKind(
            what: "suite", shape: "subject in words", example: "`Appending to a stream`",
            keywords: ["struct", "class", "enum", "actor"])
    }

    /// The name behind the first of these words; nil where another attribute's owner comes first.
    fileprivate func name(after keywords: [StaticString], from start: Int) -> Int? {
        var index = start
        while index < tokens.count, index < start + Limits.attributePiecesMax {
            if keywords.contains(where: { word(index, is: $0) }) {
                return tokens.indices.contains(index + 1) ? index + 1 : nil
            }
            if mark(index, is: "{") || mark(index, is: "}") { return nil }
            index += 1
        }
        return nil
    }

    /// Names behind the words that declare something; the first letter is looked at first, for
    /// there are few of each and many pieces.
    fileprivate func declarations(beginningWith letter: Unicode.Scalar) -> [Int] {
        let keywords: [StaticString] = ["let", "var", "func", "struct", "class", "enum", "actor"]
        return tokens.indices.filter { index in
            tokens[index].kind == .word && bytes[tokens[index].start] == UInt8(ascii: letter)
                && !mark(index - 2, is: ".") && keywords.contains { word(index - 1, is: $0) }
        }
    }

    fileprivate func namesTime(_ index: Int) -> Bool {
        guard tokens[index].kind == .word else { return false }
        let name = text(index)
        return ["timeout", "delay", "interval"].contains(name)
            || ["Timeout", "Delay", "Interval"].contains { name.hasSuffix($0) }
    }

    /// The module of a file in a product or a tool.
    fileprivate var module: String? {
        switch folders.first {
        case "Products": part.map { folders[1] + $0 }
        case "Tools": folders.count > 1 && folders[1] != "Main" ? folders[1] : nil
        default: nil
        }
    }

    /// `expense_reports` for the product `ExpenseReports`.
    fileprivate var storedPrefix: String? {
        guard folders.count > 1 else { return nil }
        return folders[1].reduce(into: "") { text, letter in
            if letter.isUppercase, !text.isEmpty { text += "_" }
            text += letter.lowercased()
        }
    }
}
