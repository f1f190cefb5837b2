/// What a command line asks for.
enum Request {
    case run(Command, path: [String], given: [Invocation.Given])
    case help(Command, path: [String], inherited: [Declaration])
    case version
}

/// Reads the words of a command line against a tree of commands, without side effects.
struct ArgumentParser {
    private var command: Command
    private var path: [String]
    private var inherited: [Declaration] = []
    private var own: [Declaration]
    private var words: ArraySlice<String>
    private var given: [Invocation.Given] = []
    private var loose: [String] = []
    private var onlyLoose = false

    static func read(_ words: [String], for root: Command) throws(UsageError) -> Request {
        guard words.count <= Limits.wordsMax else {
            throw UsageError(
                command: [root.name],
                "\(words.count) arguments, at most \(Limits.wordsMax) are read: pass a file")
        }
        var parser = ArgumentParser(root, words)
        return try parser.read()
    }

    private init(_ root: Command, _ words: [String]) {
        (command, path, self.words) = (root, [root.name], words[...])
        own = root.arguments.map(\.declaration)
    }

    private mutating func read() throws(UsageError) -> Request {
        while let word = words.popFirst() {
            if onlyLoose || word == "-" || !word.hasPrefix("-") || word.isNegativeNumber {
                if let asked = try take(word) { return asked }
            } else if word == "--" {
                onlyLoose = true
            } else if word == "--help" || word == "-h" {
                return .help(command, path: path, inherited: inherited)
            } else if word == "--version", path.count == 1 {
                return .version
            } else {
                try takeOption(word)
            }
        }
        return try finish()
    }

    /// Takes a word that is no option: a sub-command, or an argument known by its place.
    private mutating func take(_ word: String) throws(UsageError) -> Request? {
        guard !command.subcommands.isEmpty, !onlyLoose else {
            loose.append(word)
            return nil
        }
        let way = command.way(to: word)
        for next in way { enter(next) }
        guard way.isEmpty else { return nil }
        if word == "help" {
            words = words.filter { !$0.hasPrefix("-") } + ["--help"]
            return nil
        }
        let names = command.reachable.flatMap { [$0.name] + $0.aliases }
        let hint = Suggestion.nearest(to: word, among: names).map { ": did you mean \($0)?" }
        throw wrong("unknown command \"\(word.quoted)\"\(hint ?? "")")
    }

    private mutating func enter(_ next: Command) {
        inherited += own.filter { !$0.isPositional }
        (command, own) = (next, next.arguments.map(\.declaration))
        path.append(next.name)
    }

    private mutating func takeOption(_ word: String) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let declaration = try find(String(parts[0]))
        let inline = parts.count == 2 ? String(parts[1]) : nil
        guard declaration.kind == .option else {
            guard inline == nil else { throw wrong("\(declaration.title) takes no value") }
            return given.append(.init(name: declaration.name, isPositional: false, text: ""))
        }
        guard let text = inline ?? nextValue() else {
            throw wrong(
                "\(declaration.title) needs a value: "
                    + "\(declaration.title) <\(declaration.placeholder)>")
        }
        let isRepeated = given.contains { !$0.isPositional && $0.name == declaration.name }
        guard !isRepeated || declaration.presence == .repeated else {
            throw wrong("\(declaration.title) is given twice; keep one")
        }
        try check(text, for: declaration)
        given.append(.init(name: declaration.name, isPositional: false, text: text))
    }

    private mutating func nextValue() -> String? {
        guard let next = words.first else { return nil }
        guard !next.hasPrefix("-") || next == "-" || next.isNegativeNumber else { return nil }
        return words.popFirst()
    }

    private func find(_ word: String) throws(UsageError) -> Declaration {
        let named = (own + inherited).filter { !$0.isPositional }
        if word.hasPrefix("--") {
            let name = String(word.dropFirst(2)).kebabCase
            if let found = named.first(where: { $0.name == name }) { return found }
            let names = named.map(\.name) + ["help"]
            let hint = Suggestion.nearest(to: name, among: names).map { ": did you mean --\($0)?" }
            throw wrong("unknown option \(word.quoted)\(hint ?? "")")
        }
        let letters = word.dropFirst()
        if letters.count == 1, let found = named.first(where: { $0.short == letters.first }) {
            return found
        }
        throw wrong("unknown option \(word.quoted); put -- before a word that begins with a dash")
    }

    private mutating func finish() throws(UsageError) -> Request {
        guard command.subcommands.isEmpty else {
            let names = command.subcommands.map(\.name).joined(separator: ", ")
            throw wrong("\(path.joined(separator: " ")) needs a command: \(names)")
        }
        try placeLooseWords()
        for one in own + inherited where one.presence == .required && !one.isPositional {
            guard given.contains(where: { !$0.isPositional && $0.name == one.name }) else {
                throw wrong("missing \(one.title): \(one.summary)")
            }
        }
        return .run(command, path: path, given: given)
    }

    private mutating func placeLooseWords() throws(UsageError) {
        var left = loose[...]
        for one in own where one.isPositional {
            guard let first = left.popFirst() else {
                guard one.presence != .required else {
                    throw wrong("missing \(one.title): \(one.summary)")
                }
                continue
            }
            var texts = [first]
            if one.presence == .repeated {
                texts += left
                left = []
            }
            for text in texts {
                try check(text, for: one)
                given.append(.init(name: one.name, isPositional: true, text: text))
            }
        }
        guard let extra = left.first else { return }
        throw wrong("unexpected argument \"\(extra.quoted)\"")
    }

    private func check(_ text: String, for declaration: Declaration) throws(UsageError) {
        guard let complaint = declaration.complaint(text) else { return }
        throw wrong("\(declaration.title) \(complaint)")
    }

    private func wrong(_ message: String) -> UsageError { UsageError(command: path, message) }
}

extension Command {
    /// The commands that a word leads through; a group that may be left out is put in.
    fileprivate func way(to word: String) -> [Command] {
        if let next = subcommands.first(where: { $0.answers(to: word) }) { return [next] }
        for group in subcommands where group.groupName == .optional {
            let way = group.way(to: word)
            if !way.isEmpty { return [group] + way }
        }
        return []
    }

    /// The commands that can be named here.
    fileprivate var reachable: [Command] {
        subcommands + subcommands.filter { $0.groupName == .optional }.flatMap(\.reachable)
    }
}

extension String {
    /// Whether the word is a value such as `-5` rather than an option.
    fileprivate var isNegativeNumber: Bool {
        hasPrefix("-") && dropFirst().first?.isNumber == true && Double(self) != nil
    }
}
