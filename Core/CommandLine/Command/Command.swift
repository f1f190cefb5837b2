/// A command as a value: what it is called, what it takes, what it does; groups hold others.
public struct Command: Sendable {
    /// What a command does once its arguments are read.
    public typealias Action = @Sendable (Invocation) async throws -> ExitCode

    /// The name in kebab case; the snake-case spelling is understood as well.
    public let name: String
    /// Other names it answers to.
    public let aliases: [String]
    /// One line for the list of commands.
    public let summary: String
    /// What the help adds to the summary.
    public let details: String
    /// Whole command lines that work as they stand.
    public let examples: [String]
    /// Options, flags and positional arguments; options and flags hold for sub-commands too.
    public let arguments: [any Argument]
    /// The commands of a group.
    public let subcommands: [Command]
    /// What it does; nil for a group.
    let action: Action?

    /// A command that does something.
    public init(
        _ name: String, aliases: [String] = [], _ summary: String, details: String = "",
        examples: [String], _ arguments: [any Argument] = [], action: @escaping Action
    ) {
        (self.name, self.aliases, self.summary) = (name, aliases, summary)
        (self.details, self.examples, self.arguments) = (details, examples, arguments)
        (subcommands, self.action) = ([], action)
    }

    /// A group of commands; what it takes is understood by each of them.
    public init(
        _ name: String, aliases: [String] = [], _ summary: String, details: String = "",
        examples: [String], _ arguments: [any Argument] = [], subcommands: [Command]
    ) {
        (self.name, self.aliases, self.summary) = (name, aliases, summary)
        (self.details, self.examples, self.arguments) = (details, examples, arguments)
        (self.subcommands, action) = (subcommands, nil)
    }

    /// Whether `word` is this command, in kebab or snake case.
    func answers(to word: String) -> Bool {
        let word = word.kebabCase
        return name == word || aliases.contains { $0.kebabCase == word }
    }
}

extension Command {
    /// What is wrong with the declarations in this tree; a test expects none.
    public var complaints: [String] { complaints(path: [], inherited: []) }

    private func complaints(path: [String], inherited: [Declaration]) -> [String] {
        let path = path + [name]
        let title = path.joined(separator: " ")
        let own = arguments.map(\.declaration)
        var found: [String] = []
        if name != name.kebabCase { found.append("\(title): the name is not in kebab case") }
        if summary.isEmpty { found.append("\(title): there is no summary") }
        if examples.isEmpty { found.append("\(title): there is no example") }
        let named = inherited + own.filter { !$0.isPositional }
        for (index, one) in named.enumerated() where named[..<index].contains(where: one.clashes) {
            found.append("\(title): \(one.title) is declared twice")
        }
        let positionals = own.filter(\.isPositional)
        for one in positionals.dropLast() where one.presence != .required {
            found.append("\(title): \(one.title) can be left out and is not the last")
        }
        for (index, one) in subcommands.enumerated() {
            let names = [one.name] + one.aliases
            for other in subcommands[..<index] where names.contains(where: other.answers) {
                found.append("\(title): \(one.name) and \(other.name) share a name")
            }
        }
        return found + subcommands.flatMap { $0.complaints(path: path, inherited: named) }
    }
}

extension String {
    /// The spelling under which names are compared.
    var kebabCase: String { String(map { $0 == "_" ? "-" : $0 }) }
}
