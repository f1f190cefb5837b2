import CommandLine
import Composition

/// The whole command line: every group and what it is called.
enum Signalbox {
    static let version = Build.version

    static let command: Command = Command(
        "signalbox", "An event-sourced platform: nothing is silently lost, and the log proves it",
        details: """
            Everything lives in one data directory: --data, else SIGNALBOX_DATA, else ./.signalbox.
            SIGNALBOX_LOG sets how much is logged to standard error: debug, info, warning or error.
            """,
        examples: ["signalbox demo", "signalbox up", "signalbox signals reports"],
        subcommands: groups)

    private static let groups = [
        DemoCommand.command, UpCommand.command, SignalsCommands.group, WorkflowCommands.group,
        EventsCommands.group, ProjectionsCommands.group, CommandsCommand.command,
    ]
}
