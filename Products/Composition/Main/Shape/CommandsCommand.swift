import CommandLine
import Composition
import Events

/// `signalbox commands`: the command line about itself, for people who look and for programs.
enum CommandsCommand {
    static let command: Command = Command(
        "commands", "List every command and what it takes",
        details:
            "Exit code 1 where a declaration is wrong, such as an example that does not parse.",
        examples: ["signalbox commands", "signalbox commands --json"], [Flag.json]
    ) { call in
        let (outline, complaints) = (Signalbox.command.outline, Signalbox.command.complaints)
        if call[Flag.json] {
            call.print([
                "commands": .array(outline.map(\.value)),
                "complaints": .array(complaints.map(JSONValue.string)),
            ])
        } else {
            show(outline.filter(\.isRunnable), call.console)
        }
        for complaint in complaints { call.console.report("error: \(complaint)") }
        return complaints.isEmpty ? .done : .problem
    }

    private static func show(_ outline: [CommandOutline], _ console: Console) {
        var table = Table([.left("command"), .left("what it does")])
        for one in outline { table.add([one.path.joined(separator: " "), one.summary]) }
        console.write(table.text(console.output))
    }
}

extension CommandOutline {
    fileprivate var value: JSONValue {
        func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
        return [
            "path": texts(path), "aliases": texts(aliases), "summary": .string(summary),
            "options": texts(options), "positionals": texts(positionals),
            "examples": texts(examples), "is_group": .bool(!isRunnable),
        ]
    }
}
