import CommandLine
import Composition
import Events

extension WorkflowCommands {
    private static let input = Option<String>("input", "JSON", "The input as JSON")
    private static let type = Option<String>(
        "type", "NAME", "The type of workflow", presence: .required)
    private static let request = Option<String>(
        "request-id", "ID", "Repeating it does nothing a second time")
    private static let name = Positional<String>("name", "The name of the signal")
    private static let signalInput = Option<String>(
        "signal-input", "JSON", "The input of the signal as JSON")

    static let start = acting(
        "start", "Start a workflow", [type, input, request, workflow],
        example: "report-1 --type signal-report-summary --input '{\"team_id\": 1}'"
    ) { call in
        (["workflows", try call.require(workflow)], try startBody(call))
    }

    static let signalWithStart = acting(
        "signal-with-start", "Send a signal to a workflow, and start it where it does not run",
        [type, input, signalInput, request, workflow, name],
        example: "buffer-signals-1 submit_signal --type buffer-signals --input '{\"team_id\": 1}'"
    ) { call in
        var body = try startBody(call)
        body["signalInput"] = try payloads(call[signalInput], "--signal-input", call)
        let path = [
            "workflows", try call.require(workflow), "signal-with-start", try call.require(name),
        ]
        return (path, body)
    }

    private static func acting(
        _ name: String, _ summary: String, _ arguments: [any Argument], example: String,
        _ request: @escaping @Sendable (Invocation) throws -> ([String], JSONObject)
    ) -> Command {
        Command(
            name, summary, examples: ["signalbox workflow \(name) \(example)"], common + arguments
        ) { call in
            let (path, body) = try request(call)
            return try await onPlatform(call) { platform in
                let answer = try await platform.workflows("POST", path, body: .object(body))
                if call[Flag.json] {
                    call.print(answer)
                } else {
                    let run = answer["runId"]?.string.map { ", run \($0)" } ?? ""
                    call.console.print("done\(run)")
                }
                return .done
            }
        }
    }

    /// Opens the platform, whose registry knows the types; what the API calls wrong ends with 2.
    static func onPlatform(
        _ call: Invocation, _ body: @Sendable (Platform) async throws -> ExitCode
    ) async throws -> ExitCode {
        do {
            return try await call.onPlatform(.appending, body)
        } catch let error as WorkflowRefusal where error.isUsage {
            throw call.wrong(error.message)
        }
    }

    private static func startBody(_ call: Invocation) throws -> JSONObject {
        var body = JSONObject()
        body["workflowType"] = ["name": .string(try call.require(type))]
        body["input"] = try payloads(call[input], "--input", call)
        body["requestId"] = call[request].map(JSONValue.string)
        return body
    }

    static func payloads(
        _ text: String?, _ name: String, _ call: Invocation
    ) throws -> JSONValue? {
        guard let text else { return nil }
        do {
            return [try JSONValue(parsing: text)]
        } catch {
            throw call.wrong("\(name): \(error)")
        }
    }
}
