import EventStore
import Events
import Testing
import WorkflowRuntime
import Workflows

@Suite struct `The workflow commands` {
    private static let parcel = WorkflowReference<String, NoValue>("parcel", queue: "parcels")
    private static let move = parcel.signal("move", of: String.self)

    /// A log with two workflows that nobody runs, one of them with a letter.
    private func withParcels() async throws -> Binary {
        let binary = try Binary()
        let store = try await SQLiteEventStore.open(binary.path("data"))
        let client = LogWorkflowClient(store: store, time: SystemTime(), random: SystemRandom())
        _ = try await client.start(Self.parcel, id: "parcel-1", "blue")
        _ = try await client.start(Self.parcel, id: "parcel-2", "red")
        try await client.signal(Self.move, id: "parcel-2", "north")
        await store.close()
        return binary
    }

    @Test func `list and count runs that a query keeps`() async throws {
        let binary = try await withParcels()
        let all = try await binary.run("workflow", "list", "--json").json
        #expect(all["executions"]?.array?.count == 2)
        let one = try await binary.run(
            "workflow", "list", "--query", "WorkflowId = 'parcel-2'", "--json"
        ).json
        #expect(
            one["executions"]?.array?.first?["execution"]?["workflowId"]?.string == "parcel-2")
        let lines = try await binary.run("workflow", "list", "--limit", "1")
        #expect(lines.output.contains(" RUNNING              parcel   "))
        #expect(lines.output.split(separator: "\n").count == 1)
        let count = try await binary.run(
            "workflow", "count", "--query", "GROUP BY ExecutionStatus")
        #expect(count.output == "2 runs\n  Running: 2\n")
        #expect(try await binary.run("workflow", "list", "--held").status == 0)
    }

    @Test func `end with 2 and name the token of a wrong query`() async throws {
        let binary = try await withParcels()
        let outcome = try await binary.run("workflow", "list", "--query", "Nope = 1")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("invalid query: 'Nope'"))
    }

    @Test func `describe a mailbox and send to it`() async throws {
        let binary = try await withParcels()
        let sent = try await binary.run(
            "workflow", "signal", "parcel-2", "move", "--input", "\"south\"", "--request-id", "s")
        #expect(sent.status == 0)
        #expect(sent.output == "parcel-2: signalled\n")
        let again = try await binary.run(
            "workflow", "signal", "parcel-2", "move", "--input", "\"south\"", "--request-id", "s")
        #expect(again.status == 0)
        let described = try await binary.run("workflow", "describe", "parcel-2").json
        #expect(described["mailbox"]?["unread"]?.integer == 2)
    }

    @Test func `show the history that a terminated run leaves`() async throws {
        let binary = try await withParcels()
        let ended = try await binary.run("workflow", "terminate", "parcel-1", "--reason", "lost")
        #expect(ended.status == 0)
        let shown = try await binary.run("workflow", "show", "parcel-1")
        let types = shown.output.split(separator: "\n").map { $0.split(separator: " ")[1] }
        #expect(types == ["WORKFLOW_EXECUTION_STARTED", "WORKFLOW_EXECUTION_TERMINATED"])
        let records = try await binary.run("workflow", "show", "parcel-1", "--records")
        let kinds = try records.output.split(separator: "\n").map {
            try JSONValue(parsing: String($0))["record"]?.string
        }
        #expect(kinds == ["workflow.run-started", "workflow.run-closed"])
        let late = try await binary.run("workflow", "cancel", "parcel-1")
        #expect(late.status == 1)
        #expect(late.errors.contains("workflow execution already completed"))
    }

    @Test func `say which workflow is not there`() async throws {
        let binary = try await withParcels()
        let outcome = try await binary.run("workflow", "show", "parcel-3")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("workflow not found for ID: parcel-3"))
    }
}
