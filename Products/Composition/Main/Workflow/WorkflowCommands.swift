public import CommandLine
import Composition
public import Events

/// `signalbox workflow`: what runs, what it did, and what it waits for.
enum WorkflowCommands {
    static let group = Command(
        "workflow", "Look at workflows, and send to them",
        examples: ["signalbox workflow list", "signalbox workflow show buffer-signals-1"],
        subcommands: [
            list, count, describe, show, start, signal, signalWithStart, ask, update, cancel,
            terminate,
        ])

    static let common: [any Argument] = [Surroundings.data, Flag.json]
    static let workflow = Positional<String>("workflow-id", "The workflow id")
    static let run = Option<UniqueID>(
        "run-id", "RUN", "A run of it; without this the open one, else the last")

    /// Runs a command that only reads the log.
    static func look(
        _ call: Invocation, _ body: @Sendable (WorkflowDesk) async throws -> ExitCode
    ) async throws -> ExitCode {
        try await use(call, { try await WorkflowDesk.looking(at: $0) }, body)
    }

    /// Runs a command that appends to the log.
    static func change(
        _ call: Invocation, _ body: @Sendable (WorkflowDesk) async throws -> ExitCode
    ) async throws -> ExitCode {
        try await use(call, { try await WorkflowDesk.changing($0) }, body)
    }

    private static func use(
        _ call: Invocation, _ open: (DataDirectory) async throws -> WorkflowDesk,
        _ body: (WorkflowDesk) async throws -> ExitCode
    ) async throws -> ExitCode {
        try await call.attempt {
            let desk = try await open(call.directory)
            do {
                let code = try await body(desk)
                await desk.close()
                return code
            } catch let error as WorkflowRefusal where error.isUsage {
                await desk.close()
                throw call.wrong("\(error)")
            } catch {
                await desk.close()
                throw error
            }
        }
    }

    /// The parameter that names the run, where one is named.
    static func runQuery(_ call: Invocation) -> [(name: String, value: String)] {
        call[run].map { [(name: "execution.runId", value: "\($0)")] } ?? []
    }
}

extension UniqueID: @retroactive ArgumentValue {
    /// What is expected.
    public static var expectation: String { "an id of 36 characters" }
    /// Reads the 36-character form.
    public init?(argument: String) { self.init(argument) }
    /// The 36-character form.
    public var argumentText: String { description }
}
