import Events
import Foundation
import Testing

@Suite struct `Asking a workflow's code with a command` {
    @Test func `is answered by the process that writes the log`() async throws {
        let binary = try await Seed.tickets.copy()
        let up = try binary.start("up", "--port", "0")
        defer { up.kill() }
        _ = try #require(await up.line(containing: "listening on"))
        _ = try await binary.run("signals", "pause", "--until", "2999-01-01T00:00:00Z")
        let asked = try await binary.run(
            "workflow", "query", "team-signal-grouping-v2-1", "get_paused_state", "--json")
        #expect(asked.status == 0, "\(asked.errors)")
        let answer = try asked.json["queryResult"]?.array?.first
        #expect(answer?["paused_until"]?.string?.hasPrefix("2999-01-01") == true)
        let size = try await binary.run("workflow", "query", "buffer-signals-1", "get_buffer_size")
        #expect(size.output == "0\n")
    }

    @Test func `is answered by the command itself where nothing runs`() async throws {
        let binary = try await Seed.tickets.copy()
        let size = try await binary.run("workflow", "query", "buffer-signals-1", "get_buffer_size")
        #expect(size.status == 0, "\(size.errors)")
        #expect(size.output == "0\n")
    }

    @Test(arguments: [true, false])
    func `names a query and a workflow that are not there`(isServed: Bool) async throws {
        let binary = try await Seed.tickets.copy()
        let up = isServed ? try binary.start("up", "--port", "0") : nil
        defer { up?.kill() }
        if let up { _ = try #require(await up.line(containing: "listening on")) }
        let query = try await binary.run("workflow", "query", "buffer-signals-1", "nothing")
        #expect(query.status == 2)
        #expect(query.errors.contains("get_buffer_size"), "\(query.errors)")
        let workflow = try await binary.run("workflow", "query", "buffer-signals-9", "x")
        #expect(workflow.status == 1)
        #expect(workflow.errors.contains("workflow not found for ID: buffer-signals-9"))
    }
}

@Suite struct `Starting workflows with a command` {
    @Test func `starts one, signals with start, and refuses a type that is not registered`()
        async throws
    {
        let binary = try await Seed.team.copy()
        let started = try await binary.run(
            "workflow", "start", "grouping-x", "--type", "team-signal-grouping-v2", "--input",
            #"{"team_id": 1}"#, "--request-id", "r", "--json")
        #expect(started.status == 0, "\(started.errors)")
        #expect(try started.json["started"] == true)
        let again = try await binary.run(
            "workflow", "start", "grouping-x", "--type", "team-signal-grouping-v2", "--input",
            #"{"team_id": 1}"#, "--request-id", "r", "--json")
        #expect(try again.json["runId"] == started.json["runId"])
        let second = try await binary.run(
            "workflow", "start", "grouping-x", "--type", "team-signal-grouping-v2", "--input",
            #"{"team_id": 1}"#)
        #expect(second.status == 1)
        #expect(second.errors.contains("already running"), "\(second.errors)")
        let sent = try await binary.run(
            "workflow", "signal-with-start", "grouping-x", "clear_paused", "--type",
            "team-signal-grouping-v2", "--input", #"{"team_id": 1}"#, "--signal-input", "{}",
            "--json")
        #expect(sent.status == 0, "\(sent.errors)")
        #expect(try sent.json["runId"] == started.json["runId"])
        let unknown = try await binary.run("workflow", "start", "x", "--type", "nothing")
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("nothing"))
        let malformed = try await binary.run(
            "workflow", "start", "x", "--type", "signal-emitter", "--input", "{")
        #expect(malformed.status == 2)
        #expect(malformed.errors.contains("--input"))
    }
}
