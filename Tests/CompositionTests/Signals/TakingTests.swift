import Events
import Foundation
import Testing

@Suite struct `Taking signals in with a command` {
    @Test func `emit prints the receipt, and the second time which signal it repeats`() async throws
    {
        let binary = try await Seed.team.copy()
        let first = try await binary.run(Ticket.emit("7") + ["--key", "k1", "--json"])
        #expect(first.status == 0, "\(first.errors)")
        #expect(
            try first.json.object?.keys
                == ["data", "log_id", "team", "epoch", "status", "signal_id", "position"])
        #expect(try first.json["status"] == "accepted")
        // The id of a signal with a key has no random part: it stands in the specification.
        #expect(try first.json["signal_id"] == "435e383d-8c67-58a1-9d65-8137e39f3776")
        let again = try await binary.run(
            ["emit"] + Ticket.emit("8").dropFirst(2) + ["--key", "k1"])
        #expect(again.status == 0)
        #expect(again.output.hasPrefix("duplicate of 435e383d-8c67-58a1-9d65-8137e39f3776"))
        #expect(again.output.contains("differs in source_id"))
    }

    @Test func `emit ends with 1 where a gate refuses, and appends nothing`() async throws {
        let binary = try await Seed.team.copy()
        let position = try await binary.position()
        let words = Ticket.emit("7").map { $0 == "zendesk" ? "conversations" : $0 }
        let outcome = try await binary.run(words + ["--json"])
        #expect(outcome.status == 1)
        #expect(try outcome.json["status"] == "refused")
        #expect(try outcome.json["refused"] == "source_disabled")
        #expect(try await binary.position() == position)
    }

    @Test func `emit with --wait says that it does the work, and ends when it is done`()
        async throws
    {
        let binary = try await Seed.team.copy()
        let outcome = try await binary.run(Ticket.emit("7") + ["--wait", "--timeout", "60"])
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("no worker runs; this command does the work"))
        let ledger = try await binary.run("signals", "ledger", "--json").json
        #expect(ledger["outcomes"]?["assigned"] == 1)
        #expect(ledger["in_flight"] == 0)
    }

    @Test(arguments: ["emit-fixture", "emit_signals_from_fixture"])
    func `emit-fixture takes a slice of a fixture, under either name`(name: String) async throws {
        let binary = try await Seed.team.copy()
        let words = ["--type", "zendesk", "--offset", "26", "--limit", "2"]
        let first = try await binary.run([name] + words + ["--json"])
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.errors.contains("2 records loaded from the fixture of zendesk/ticket"))
        let json = try first.json
        #expect(json["status"] == "emitted")
        #expect(json["signals_emitted"] == 2)
        #expect(json["receipts"]?.array?.map { $0["status"] } == ["accepted", "accepted"])
        let second = try await binary.run("signals", name, words: words)
        #expect(second.status == 0)
        #expect(
            second.output.hasPrefix(
                "read 2: accepted 0, duplicate 2, skipped 0, malformed 0, refused 0\n"))
        let traces = try await binary.run("signals", "trace", "00027", "--json").json
        #expect(traces["signals"]?.array?.count == 1)
    }

    @Test func `emit-fixture reads a file of one's own, closed records included`() async throws {
        let binary = try await Seed.team.copy()
        try binary.write(
            """
            [{"id": 1, "title": "Crash on start", "body": "It crashes", "state": "closed",
              "html_url": "https://example.test/1", "number": 1, "labels": "[]", "locked": false,
              "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"},
             {"title": "without an id"}]
            """, to: "mine.json")
        let outcome = try await binary.run(
            "signals", "emit-fixture", "--type", "github", "--fixture", "mine.json", "--json")
        let json = try outcome.json
        #expect(json["accepted"] == 1)
        #expect(json["malformed"] == 1)
        #expect(json["problems"]?.array?.first?["index"] == 2)
        let sum = ["accepted", "duplicate", "malformed"].reduce(Int64(0)) {
            $0 + (json[$1]?.integer ?? 0)
        }
        #expect(json["read"]?.integer == sum)
    }

    @Test func `emit-fixture says why a team's gate refused all of it`() async throws {
        let binary = try await Seed.team.copy()
        _ = try await binary.run("signals", "settings", "set", "--consent", "no")
        let outcome = try await binary.run(
            "signals", "emit-fixture", "--type", "linear", "--limit", "1", "--json")
        #expect(outcome.status == 1)
        #expect(try outcome.json["signals_emitted"] == 0)
    }
}

@Suite struct `S35: Ingesting files` {
    @Test(arguments: ["ingest", "ingest_signals_json"])
    func `counts every line, names the malformed, and counts a refusal as no success`(
        name: String
    ) async throws {
        let binary = try await Seed.team.copy()
        let lines =
            Ticket.line(id: "1") + "[1, 2\n" + Ticket.line(id: "2")
            + Ticket.line(id: "3", product: "llm_analytics", type: "nothing")
            + Ticket.line(id: "4", product: "conversations")
        try binary.write(lines, to: "signals.jsonl")
        let outcome = try await binary.run("signals", name, "signals.jsonl", "--json")
        #expect(outcome.status == 1)
        let json = try outcome.json
        #expect(json["lines"] == 5)
        #expect(json["accepted"] == 2)
        #expect(json["refused"] == 1)
        #expect(json["malformed"] == 2)
        let problems = json["problems"]?.array ?? []
        #expect(problems.map { $0["index"] } == [2, 4])
        #expect(problems.first?["reason"]?.string?.contains("not JSON") == true)
        let words = try await binary.run(name, "signals.jsonl")
        #expect(words.status == 1)
        #expect(
            words.output.hasPrefix(
                "read 5 lines: accepted 0, duplicate 2, refused 1, malformed 2\nline 2: "))
    }

    @Test func `ends with 0 where every line was taken, also from a pipe`() async throws {
        let binary = try await Seed.team.copy()
        let outcome = try await binary.run(
            ["ingest", "-", "--json"], input: Ticket.line(id: "1") + "\n" + Ticket.line(id: "2"))
        #expect(outcome.status == 0)
        #expect(try outcome.json["accepted"] == 2)
    }

    @Test(arguments: ["ingest-report", "ingest_report_json"])
    func `takes in a researched report; without a priority it means P4`(name: String) async throws {
        let binary = try await Seed.team.copy()
        let emitted = try await binary.run(Ticket.emit("7") + ["--json"]).json
        let id = try #require(emitted["signal_id"]?.string)
        try binary.write(Self.report(signals: [id]), to: "report.json")
        let outcome = try await binary.run("signals", name, "report.json", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try outcome.json["status"] == "ready")
        #expect(try outcome.json["priority"] == "P4")
        let report = try #require(try outcome.json["report_id"]?.string)
        let listed = try await binary.run("reports", "--report-id", report, "--json").json
        #expect(listed["reports"]?.array?.first?["title"] == "The export is broken")
        #expect(
            listed["reports"]?.array?.first?["signals"]?.array?.first?["signal_id"] == .string(id))
    }

    @Test func `refuses a report with an unknown signal, and appends nothing`() async throws {
        let binary = try await Seed.team.copy()
        let position = try await binary.position()
        let unknown = "0190f5a4-0c3e-5c51-8a3c-0f1f1f6f3a01"
        try binary.write(Self.report(signals: [unknown]), to: "report.json")
        let outcome = try await binary.run("signals", "ingest-report", "report.json")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(unknown))
        #expect(try await binary.position() == position)
    }

    private static func report(signals: [String]) -> String {
        let report: JSONValue = [
            "name": "The export is broken", "report_id": "r-1",
            "generated_at": "2026-06-01T10:15:00Z", "repository": "acme/app",
            "signal_ids": .array(signals.map(JSONValue.string)),
            "result": [
                "summary": "The last row is dropped.",
                "actionability": "immediately_actionable",
            ],
        ]
        return report.text()
    }
}
