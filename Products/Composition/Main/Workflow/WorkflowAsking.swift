import CommandLine
import Composition
import Events

extension WorkflowCommands {
    private static let input = Option<String>("input", "JSON", "The argument as JSON")
    private static let question = Positional<String>("name", "The name of the query")
    private static let change = Positional<String>("name", "The name of the update")
    private static let updateID = Option<String>(
        "update-id", "ID", "Repeating it answers with the first outcome")
    private static let details = """
        Answered by the workflow's own code: in the process that writes the log, such as `signalbox
        up`, or in this one where there is none.
        """

    static let ask = Command(
        "query", "Ask a workflow a question", details: details,
        examples: ["signalbox workflow query buffer-signals-1 get_buffer_size"],
        common + [input, run, workflow, question]
    ) { call in
        let arguments = try payloads(call[input], "--input", call)
        return try await onPlatform(call) { platform in
            let path = [
                "workflows", try call.require(workflow), "query", try call.require(question),
            ]
            var query = JSONObject()
            query["queryArgs"] = arguments
            var body = JSONObject([("query", .object(query))])
            body["execution"] = call[run].map { ["runId": .string("\($0)")] }
            let answer = try await platform.askCode(path, .object(body))
            say(answer, answer["queryResult"]?.array?.first, call)
            return .done
        }
    }

    static let update = Command(
        "update", "Have a workflow carry out a request, and wait for its outcome",
        details: details,
        examples: ["signalbox workflow update greet-1 rename --input '\"Ada\"'"],
        common + [input, updateID, run, workflow, change]
    ) { call in
        let arguments = try payloads(call[input], "--input", call)
        return try await onPlatform(call) { platform in
            let path = [
                "workflows", try call.require(workflow), "update", try call.require(change),
            ]
            var body = JSONObject()
            body["workflowExecution"] = call[run].map { ["runId": .string("\($0)")] }
            body["request"] = .object(request(arguments, call))
            let answer = try await platform.askCode(path, .object(body))
            let outcome = answer["outcome"]
            say(answer, outcome?["success"]?.array?.first ?? outcome?["failure"], call)
            return outcome?["failure"] == nil ? .done : .problem
        }
    }

    private static func request(_ arguments: JSONValue?, _ call: Invocation) -> JSONObject {
        var (request, input, meta) = (JSONObject(), JSONObject(), JSONObject())
        input["args"] = arguments
        meta["updateId"] = call[updateID].map(JSONValue.string)
        (request["input"], request["meta"]) = (.object(input), .object(meta))
        return request
    }

    /// Prints the value that came back, or the whole answer with `--json`.
    private static func say(_ answer: JSONValue, _ value: JSONValue?, _ call: Invocation) {
        if call[Flag.json] {
            call.print(answer)
        } else {
            call.console.print(value?.text(.pretty) ?? answer.text(.pretty))
        }
    }
}
