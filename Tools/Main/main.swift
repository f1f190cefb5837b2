import CommandLine
import Foundation

let tools = Command(
    "tools", "Tools for those who work on the packages.",
    details: "They link no product: they run, and explain, when a product does not compile.",
    examples: ["tools lint-imports", "tools tidy", "tools graph --level owners"],
    subcommands: [
        BenchCommand.command, LintCommand.command, TidyCommand.command, GraphCommand.command,
        NewProductCommand.command,
        MigrationsCommand.command,
    ])

let words = Array(Swift.CommandLine.arguments.dropFirst())
let code = await tools.run(words, version: "0.1.0", console: .standard())
exit(code.rawValue)
