import ImportLinter

extension TidyCheck {
    /// What the parts of a product may show.
    static let partShape = TidyCheck("part-shape") { source in
        switch source.part {
        case "Domain":
            return source.publicDeclarations.map { index in
                source.finding(
                    "part-shape", at: index, "A domain shows nothing beyond its product.",
                    fix: "write `package`, or move the value to Contracts")
            }
        case "Contracts": return source.movingParts
        case "Facade" where source.fileName == "Exports.swift":
            return source.declaredNames.isEmpty
                ? []
                : [
                    Diagnostic(
                        "part-shape", at: source.place(line: 1), "Exports.swift holds code.",
                        fix: "leave only the re-export of the contracts in it")
                ]
        default: return []
        }
    }

    /// Calls that leave the lane on which a workflow is replayed.
    static let workflowCalls = TidyCheck("workflow-call") { source in
        // What an activity calls runs beside the lane, and says so by its folder.
        guard source.part == "Workflows", !source.folders.contains("Adapters") else { return [] }
        return source.tokens.indices.compactMap { index in
            guard let call = source.stray(at: index) else { return nil }
            return source.finding(
                "workflow-call", at: index, "\(call) leaves the lane of the workflow.",
                fix: "use the context: timers, activities, scopes, `map`, `sideEffect`")
        }
    }

    /// An order that changes from run to run, where order decides what is recorded.
    static let unorderedIteration = TidyCheck("unordered-iteration") { source in
        guard source.part == "Workflows" || source.part == "Domain" else { return [] }
        let unordered = source.unorderedNames
        return source.tokens.indices.compactMap { index in
            guard source.word(index, is: "in"),
                let end = source.unorderedSequence(from: index + 1, unordered),
                source.mark(end, is: "{") || source.word(end, is: "where"),
                source.isLoop(at: index)
            else { return nil }
            return source.finding(
                "unordered-iteration", at: index + 1,
                "\(source.text(index + 1)) has no order of its own.",
                fix: "iterate over `.sorted()`, or keep an array")
        }
    }

    /// A number that has no name, or a limit of others that stands where nobody looks for it.
    ///
    /// A private constant has a name and concerns nobody else.
    static let bareLimit = TidyCheck("bare-limit") { source in
        guard !source.isTest, !source.isManifest, !source.fileName.hasSuffix("Limits.swift"),
            source.folders.first != "Tools"
        else { return [] }
        return source.tokens.indices.compactMap { index in
            guard source.namesLimit(index), let number = source.number(after: index),
                !["0", "1"].contains(source.text(number)), !source.isPrivateConstant(index)
            else { return nil }
            return source.finding(
                "bare-limit", .warning, at: number,
                "\(source.text(index)) is given as a bare number.",
                fix: "name it in Limits.swift")
        }
    }
}

extension SourceText {
    fileprivate var publicDeclarations: [Int] {
        tokens.indices.filter { word($0, is: "public") && !word($0 + 1, is: "import") }
    }

    /// Classes and actors, and events whose properties can be set: contracts are values.
    ///
    /// A variable of a struct is a matter of whoever holds that copy, as in a request that is filled
    /// in; an event is a fact, and nobody's to change.
    fileprivate var movingParts: [Diagnostic] {
        let types = types.filter { $0.keyword == "class" || $0.keyword == "actor" }.map { type in
            finding(
                "part-shape", at: type.index, "\(type.name) is shared, not a value.",
                fix: "use a struct or an enum")
        }
        let variables = tokens.indices.filter { index in
            // `public package(set) var` is frozen for everybody outside of the product.
            word(index, is: "public") && word(index + 1, is: "var") && isStored(index + 1)
        }
        guard folders.contains("Events"), let first = variables.first else { return types }
        return types + [
            finding(
                "part-shape", at: first,
                "\(variables.count) properties of events here can be set; facts are frozen.",
                fix: "write `let`")
        ]
    }

    /// A variable without a body: the next piece behind its type is no brace.
    private func isStored(_ index: Int) -> Bool {
        var next = index + 1
        while next < tokens.count, !tokens[next].startsLine {
            if mark(next, is: "{") { return false }
            if mark(next, is: "=") { return true }
            next += 1
        }
        return !mark(next, is: "{")
    }

    fileprivate func stray(at index: Int) -> String? {
        if word(index, is: "MainActor"), mark(index - 1, is: "@") { return "@MainActor" }
        let names: [StaticString] = ["DispatchQueue", "Thread"]
        if let name = names.first(where: { word(index, is: $0) }) { return "\(name)" }
        guard word(index, is: "Task"), !mark(index - 1, is: ".") else { return nil }
        if mark(index + 1, is: "{") { return "Task {" }
        let strays = ["detached", "sleep"]
        return mark(index + 1, is: ".") && strays.contains(text(index + 2))
            ? "Task.\(text(index + 2))" : nil
    }

    /// Names that this file declares as a set or a dictionary.
    fileprivate var unorderedNames: Set<String> {
        Set(
            tokens.indices.filter { word($0, is: "let") || word($0, is: "var") }.filter { index in
                isUnorderedType(index + 3) && (mark(index + 2, is: ":") || mark(index + 2, is: "="))
            }.map { text($0 + 1) })
    }

    /// `Set<…>`, `Dictionary<…>`, `[K: V]`, `[:]`.
    private func isUnorderedType(_ index: Int) -> Bool {
        if word(index, is: "Set") || word(index, is: "Dictionary") { return true }
        guard mark(index, is: "["), let end = closing(index) else { return false }
        var depth = 0
        for inner in (index + 1)..<max(end, index + 1) {
            if tokens[inner].kind == .open { depth += 1 }
            if tokens[inner].kind == .close { depth -= 1 }
            if depth == 0, mark(inner, is: ":") { return true }
        }
        return false
    }

    /// The piece behind `name`, `self.name`, `name.keys` or `name.values`.
    fileprivate func unorderedSequence(from index: Int, _ names: Set<String>) -> Int? {
        let name = word(index, is: "self") && mark(index + 1, is: ".") ? index + 2 : index
        guard names.contains(text(name)) else { return nil }
        let isView = word(name + 2, is: "keys") || word(name + 2, is: "values")
        return mark(name + 1, is: ".") && isView ? name + 3 : name + 1
    }

    fileprivate func isLoop(at index: Int) -> Bool {
        let line = tokens[index].line
        return tokens[..<index].indices.reversed().prefix { tokens[$0].line == line }
            .contains { word($0, is: "for") }
    }

    /// `pageEventsMax`, `limit`, `timeout` being declared or passed.
    fileprivate func namesLimit(_ index: Int) -> Bool {
        guard tokens[index].kind == .word else { return false }
        let name = text(index)
        let endings = ["Max", "Limit", "Timeout"]
        return ["limit", "timeout"].contains(name) || endings.contains { name.hasSuffix($0) }
    }

    /// `private static let linesMax`.
    fileprivate func isPrivateConstant(_ index: Int) -> Bool {
        guard word(index - 1, is: "let") else { return false }
        let before = tokens[..<(index - 1)].indices.suffix(2)
        return before.contains { word($0, is: "private") || word($0, is: "fileprivate") }
    }

    /// A plain number behind `:` or `=`, with a type between them or not.
    fileprivate func number(after index: Int) -> Int? {
        var next = index + 1
        guard mark(next, is: ":") || mark(next, is: "=") else { return nil }
        if mark(next + 2, is: "="), mark(next, is: ":") { next += 2 }
        guard tokens.indices.contains(next + 1), tokens[next + 1].kind == .number else {
            return nil
        }
        return next + 1
    }
}
