import CommandLine
import Composition
import Events

extension WorkflowCommands {
    private static let query = Option<String>(
        "query", "QUERY", "Which runs, for example \"ExecutionStatus = 'Running'\"")
    private static let held = Flag(
        "held", "Only runs that do not advance until a problem is repaired")
    private static let limit = Option<Int>(
        "limit", short: "n", "COUNT", "At most this many runs", default: 50
    ) { $0 < 1 ? "must be at least 1, not \($0)" : nil }

    private static let problems = "TemporalReportedProblems IS NOT NULL"

    static let list = Command(
        "list", "List runs: open ones first, then the last closed",
        examples: [
            "signalbox workflow list", "signalbox workflow list --held",
            "signalbox workflow list --query \"WorkflowType = 'signals.group'\"",
        ],
        common + [query, held, limit]
    ) { call in
        try await look(call) { desk in
            let rows = try await rows(desk, query(of: call), limit: call[limit] ?? 50)
            guard call[held] else {
                if call[Flag.json] {
                    call.print(["executions": .array(rows)])
                } else {
                    for row in rows { call.console.print(WorkflowLines.row(row)) }
                }
                return .done
            }
            return try await show(held: rows, desk, call)
        }
    }

    static let count = Command(
        "count", "Count runs, by status with GROUP BY ExecutionStatus",
        examples: [
            "signalbox workflow count",
            "signalbox workflow count --query \"GROUP BY ExecutionStatus\"",
        ],
        common + [query]
    ) { call in
        try await look(call) { desk in
            let answer = try await desk.ask(
                "GET", ["workflow-count"],
                [
                    (name: "query", value: call[query] ?? ""),
                    (name: "payloadShorthand", value: "true"),
                ])
            if call[Flag.json] {
                call.print(answer)
                return .done
            }
            call.console.print("\(answer["count"]?.string ?? "0") runs")
            for group in answer["groups"]?.array ?? [] {
                let name = group["groupValues"]?.array?.first?.string ?? ""
                call.console.print("  \(name): \(group["count"]?.string ?? "0")")
            }
            return .done
        }
    }

    private static func query(of call: Invocation) throws -> String {
        guard call[held] else { return call[query] ?? "" }
        guard let own = call[query] else { return problems }
        // An order or grouping comes behind the condition that is added in front.
        guard !own.uppercased().contains(" BY ") else {
            throw call.wrong("--held takes a --query without ORDER BY")
        }
        return "\(problems) AND (\(own))"
    }

    private static func rows(
        _ desk: WorkflowDesk, _ query: String, limit: Int
    ) async throws -> [JSONValue] {
        var (rows, token): ([JSONValue], String?) = ([], "")
        while let next = token, rows.count < limit {
            let page = try await desk.ask(
                "GET", ["workflows"],
                [
                    (name: "query", value: query),
                    (name: "pageSize", value: "\(min(limit - rows.count, 1_000))"),
                    (name: "nextPageToken", value: next),
                ])
            rows += page["executions"]?.array ?? []
            token = page["nextPageToken"]?.string
        }
        return rows
    }

    /// Held runs with their problems; exit code 1 when there are any.
    private static func show(
        held rows: [JSONValue], _ desk: WorkflowDesk, _ call: Invocation
    ) async throws -> ExitCode {
        var found: [JSONValue] = []
        for row in rows {
            guard let id = row["execution"]?["workflowId"]?.string,
                let run = row["execution"]?["runId"]?.string
            else { continue }
            let described = try await desk.ask(
                "GET", ["workflows", id], [(name: "execution.runId", value: run)])
            guard let problem = described["problem"] else { continue }
            found.append(["execution": row["execution"] ?? .null, "problem": problem])
            guard !call[Flag.json] else { continue }
            call.console.print("\(WorkflowLines.row(row))")
            let category = problem["category"]?.string ?? ""
            call.console.print("  \(category): \(problem["message"]?.string ?? "")")
        }
        if call[Flag.json] { call.print(["held": .array(found)]) }
        if found.isEmpty, !call[Flag.json] { call.console.print("no run is held") }
        return found.isEmpty ? .done : .problem
    }
}

/// The lines in which runs and events are printed, those of the published inspection pipelines.
enum WorkflowLines {
    /// Start, status, type and workflow id.
    static func row(_ row: JSONValue) -> String {
        let status = row["status"]?.string?.dropFirst("WORKFLOW_EXECUTION_STATUS_".count) ?? ""
        let start = String(row["startTime"]?.string?.prefix(19) ?? "")
        let type = row["type"]?["name"]?.string ?? ""
        let id = row["execution"]?["workflowId"]?.string ?? ""
        return "\(start) \(String(status).filled(20)) \(type.filled(35)) \(id)"
    }

    /// Time, type and what matters of it.
    static func event(_ event: JSONValue) -> String {
        let type = event["eventType"]?.string?.dropFirst("EVENT_TYPE_".count) ?? ""
        let time = String(event["eventTime"]?.string?.prefix(19) ?? "")
        let attributes = event.object?.members.first { $0.key.hasSuffix("Attributes") }?.value
        let line = " \(time) \(String(type).filled(50)) \(attributes.map(details) ?? "")"
        return String(line.reversed().drop { $0 == " " }.reversed())
    }

    private static func details(_ attributes: JSONValue) -> String {
        if let type = attributes["activityType"]?["name"]?.string { return type }
        if let signal = attributes["signalName"]?.string { return "signal: \(signal)" }
        if let timeout = attributes["startToFireTimeout"]?.string { return "timer: \(timeout)" }
        if let failure = attributes["failure"]?["message"]?.string {
            return "FAILED: \(failure.prefix(200))"
        }
        return ""
    }
}

extension String {
    fileprivate func filled(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
