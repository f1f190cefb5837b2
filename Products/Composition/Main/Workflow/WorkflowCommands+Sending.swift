import CommandLine
import Composition
import Events

extension WorkflowCommands {
    private static let name = Positional<String>("signal", "The name of the signal")
    private static let input = Option<String>("input", "JSON", "The payload, as JSON") { text in
        // What is wrong with it is said by the example.
        (try? JSONValue(parsing: text)) == nil ? "must be JSON, for example '{\"id\": 1}'" : nil
    }
    private static let request = Option<String>(
        "request-id", "ID", "Makes repeating the command harmless")
    private static let reason = Option<String>("reason", "TEXT", "Why, for whoever reads the log")

    static let signal = Command(
        "signal", "Put a letter into the mailbox of a workflow that runs",
        examples: ["signalbox workflow signal buffer-signals-1 set_paused --input true"],
        common + [input, request, workflow, name]
    ) { call in
        var body = JSONObject()
        if let text = call[input] { body["input"] = [try JSONValue(parsing: text)] }
        body["requestId"] = call[request].map(JSONValue.string)
        let signal = try call.require(name)
        return try await send(["signal", signal], .object(body), call, said: "signalled")
    }

    static let cancel = Command(
        "cancel", "Ask a workflow to stop; its code may clean up first",
        examples: ["signalbox workflow cancel buffer-signals-1 --reason \"moved\""],
        common + [reason, workflow]
    ) { call in
        try await send(["cancel"], body(reason: call), call, said: "asked to stop")
    }

    static let terminate = Command(
        "terminate", "End a workflow at once, without its code",
        examples: ["signalbox workflow terminate buffer-signals-1 --reason \"stuck\""],
        common + [reason, workflow]
    ) { call in
        try await send(["terminate"], body(reason: call), call, said: "terminated")
    }

    private static func body(reason call: Invocation) -> JSONValue {
        var body = JSONObject()
        body["reason"] = call[reason].map(JSONValue.string)
        return .object(body)
    }

    private static func send(
        _ path: [String], _ body: JSONValue, _ call: Invocation, said: String
    ) async throws -> ExitCode {
        let id = try call.require(workflow)
        return try await change(call) { desk in
            let answer = try await desk.ask("POST", ["workflows", id] + path, body: body)
            if call[Flag.json] {
                call.print(answer)
            } else {
                call.console.print("\(id): \(said)")
            }
            return .done
        }
    }
}
