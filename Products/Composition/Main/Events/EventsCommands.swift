import CommandLine
import Composition
import Events

/// `signalbox events`: the log itself, for whoever wants to see or move it.
enum EventsCommands {
    static let group = Command(
        "events", "Look at the log, check it, and move it",
        examples: ["signalbox events tail", "signalbox events verify"],
        subcommands: [list, tail, show, verify, export, importing, stats])

    static let common: [any Argument] = [Surroundings.data, Flag.json]

    /// Runs a command on the log of the directory, which it only reads.
    static func look(
        _ call: Invocation, _ body: @Sendable (LogDesk) async throws -> ExitCode
    ) async throws -> ExitCode {
        try await call.attempt {
            let desk = try await LogDesk.open(call.directory)
            do {
                let code = try await body(desk)
                await desk.close()
                return code
            } catch {
                await desk.close()
                throw error
            }
        }
    }
}
