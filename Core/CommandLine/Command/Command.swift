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
    /// Whether the group's own name may be left out before one of its commands.
    public let groupName: GroupName
    /// What it does; nil for a group.
    let action: Action?

    /// A command that does something.
    public init(
        _ name: String, aliases: [String] = [], _ summary: String, details: String = "",
        examples: [String], _ arguments: [any Argument] = [], action: @escaping Action
    ) {
        (self.name, self.aliases, self.summary) = (name, aliases, summary)
        (self.details, self.examples, self.arguments) = (details, examples, arguments)
        (subcommands, groupName, self.action) = ([], .required, action)
    }

    /// A group of commands; what it takes is understood by each of them.
    public init(
        _ name: String, aliases: [String] = [], _ summary: String, details: String = "",
        examples: [String], _ arguments: [any Argument] = [], groupName: GroupName = .required,
        subcommands: [Command]
    ) {
        (self.name, self.aliases, self.summary) = (name, aliases, summary)
        (self.details, self.examples, self.arguments) = (details, examples, arguments)
        (self.subcommands, self.groupName, action) = (subcommands, groupName, nil)
    }

    /// Whether `word` is this command, in kebab or snake case.
    func answers(to word: String) -> Bool {
        let word = word.kebabCase
        return name == word || aliases.contains { $0.kebabCase == word }
    }
}

/// Whether a group has to be named before its commands.
public enum GroupName: Hashable, Sendable {
    /// It has to be.
    case required
    /// Its commands are understood without it, where no other command has their name.
    case optional
}

extension String {
    /// The spelling under which names are compared.
    var kebabCase: String { String(map { $0 == "_" ? "-" : $0 }) }
}
