/// One command of a tree as a list shows it.
public struct CommandOutline: Hashable, Sendable {
    /// The words that lead to it, the executable's name first.
    public let path: [String]
    /// Other names of its last word.
    public let aliases: [String]
    /// What it does, in one line.
    public let summary: String
    /// Its options and flags, `--name` each, with those of the groups above it.
    public let options: [String]
    /// Its arguments known by their place, in order.
    public let positionals: [String]
    /// Lines that work as they stand.
    public let examples: [String]
    /// Whether it does something by itself; a group does not.
    public let isRunnable: Bool
}

extension Command {
    /// Every command below this one, groups before their commands.
    public var outline: [CommandOutline] { outline(below: [name], options: named) }

    private var named: [Declaration] { arguments.map(\.declaration).filter { !$0.isPositional } }

    private func outline(below path: [String], options: [Declaration]) -> [CommandOutline] {
        subcommands.flatMap { command in
            let path = path + [command.name]
            let options = options + command.named
            let positionals = command.arguments.map(\.declaration).filter(\.isPositional)
            let own = CommandOutline(
                path: path, aliases: command.aliases, summary: command.summary,
                options: options.map(\.title), positionals: positionals.map(\.name),
                examples: command.examples, isRunnable: command.action != nil)
            return [own] + command.outline(below: path, options: options)
        }
    }
}
