import CommandLine
import Composition
import Events

extension WorkflowCommands {
    private static let records = Flag(
        "records", "Print the stored records as JSON lines, without loss")

    static let describe = Command(
        "describe", "Describe a run: what it waits for, its mailbox, its problem",
        examples: ["signalbox workflow describe buffer-signals-1"],
        common + [run, workflow]
    ) { call in
        try await look(call) { desk in
            let id = try call.require(workflow)
            call.print(
                try await desk.ask(
                    "GET", ["workflows", id],
                    runQuery(call) + [(name: "payloadShorthand", value: "true")]))
            return .done
        }
    }

    static let show = Command(
        "show", "Print the history of a run, an event a line",
        examples: [
            "signalbox workflow show buffer-signals-1",
            "signalbox workflow show buffer-signals-1 --records > run.jsonl",
        ],
        common + [run, records, workflow]
    ) { call in
        try await look(call) { desk in
            let id = try call.require(workflow)
            guard !call[records] else { return try await export(id, desk, call) }
            let events = try await events(id, desk, call)
            if call[Flag.json] {
                call.print(["history": ["events": .array(events)]])
            } else {
                for event in events { call.console.print(WorkflowLines.event(event)) }
            }
            return .done
        }
    }

    private static func events(
        _ id: String, _ desk: WorkflowDesk, _ call: Invocation
    ) async throws -> [JSONValue] {
        var (events, token): ([JSONValue], String?) = ([], "")
        while let next = token {
            let page = try await desk.ask(
                "GET", ["workflows", id, "history"],
                runQuery(call) + [(name: "nextPageToken", value: next)])
            events += page["history"]?["events"]?.array ?? []
            token = page["nextPageToken"]?.string
        }
        return events
    }

    private static func export(
        _ id: String, _ desk: WorkflowDesk, _ call: Invocation
    ) async throws -> ExitCode {
        guard let records = try await desk.records(of: id, run: call[run]) else {
            call.console.report("error: workflow not found for ID: \(id)")
            return .problem
        }
        for record in records { call.console.print(record.text()) }
        return .done
    }
}
