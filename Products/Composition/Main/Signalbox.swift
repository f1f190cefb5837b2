import CommandLine

/// The whole command line: every group and what it is called.
enum Signalbox {
    static let version = "0.1.0"

    static let command = Command(
        "signalbox", "An event-sourced platform: nothing is silently lost, and the log proves it",
        details: """
            Everything lives in one data directory: --data, else SIGNALBOX_DATA, else ./.signalbox.
            SIGNALBOX_LOG sets how much is logged to standard error: debug, info, warning or error.
            """,
        examples: ["signalbox demo", "signalbox up", "signalbox signals reports"],
        subcommands: groups)

    private static let groups = [EventsCommands.group, WorkflowCommands.group]

    /// The words with the group in front where a verb of Signals was called without it.
    static func complete(_ words: [String]) -> [String] { words }
}
