import Events
import Foundation
import Testing

/// Every command of the tree with words that work on a log of eight tickets.
///
/// A command that is not in here fails the first test: it cannot escape the others.
private enum Rows {
    struct Row: CustomTestStringConvertible, Sendable {
        let command: String
        let words: [String]
        /// How many values `--json` prints; nil for a command that follows the log until stopped.
        var values: Int? = 1
        /// Exit codes that are in order here.
        var codes: [Int32] = [0]
        var input: String?

        var testDescription: String { command }
    }

    static let unknown = "0190f5a4-0c3e-5c51-8a3c-0f1f1f6f3a01"

    static let all: [Row] = [
        Row(command: "demo", words: []), Row(command: "up", words: ["--port", "0"], values: nil),
        Row(command: "commands", words: []),
        Row(command: "signals setup", words: ["--team-id", "2"]),
        Row(
            command: "signals emit",
            words: [
                "--product", "zendesk", "--type", "ticket", "--source-id", "7", "--description",
                "The export drops the last row", "--extra", Ticket.extra,
            ]),
        Row(
            command: "signals emit-fixture",
            words: ["--type", "linear", "--limit", "2", "--offset", "1"]),
        Row(command: "signals ingest", words: ["-"], input: Ticket.line(id: "8")),
        Row(command: "signals ingest-report", words: ["-"], codes: [1, 2], input: "{}"),
        Row(command: "signals status", words: []),
        Row(command: "signals signal-pipeline-status", words: ["--wait"]),
        Row(command: "signals reports", words: ["--signals"]),
        Row(command: "signals trace", words: ["00022"]),
        Row(command: "signals ledger", words: []), Row(command: "signals blocked", words: []),
        Row(command: "signals dropped", words: []),
        Row(command: "signals release", words: ["--reason", "not_actionable"], codes: [0, 2]),
        Row(command: "signals redo", words: ["--reason", "cleared"], codes: [2]),
        Row(command: "signals dismiss", words: [unknown], codes: [1]),
        Row(command: "signals snooze", words: [unknown, "--for", "2"], codes: [1]),
        Row(command: "signals restore", words: [unknown], codes: [1]),
        Row(command: "signals resolve", words: [unknown], codes: [1]),
        Row(command: "signals retry", words: [unknown], codes: [1]),
        Row(command: "signals answer", words: [unknown, "--text", "yes"], codes: [1]),
        Row(command: "signals merge", words: [unknown, "--into", unknown], codes: [1, 2]),
        Row(command: "signals split", words: [unknown, "--signal", unknown], codes: [1]),
        Row(command: "signals delete", words: [unknown], codes: [1]),
        Row(command: "signals reingest", words: [unknown], codes: [1]),
        Row(command: "signals cleanup", words: ["--yes"]),
        Row(command: "signals reingest-team", words: ["--yes"]),
        Row(command: "signals pause", words: ["--for", "1h"]),
        Row(command: "signals resume", words: []),
        Row(command: "signals sources list", words: []),
        Row(
            command: "signals sources set",
            words: ["--product", "conversations", "--type", "ticket"]),
        Row(command: "signals repos list", words: []),
        Row(command: "signals repos add", words: ["acme/app"]),
        Row(command: "signals repos remove", words: ["acme/app"], codes: [0, 1, 2]),
        Row(command: "signals settings", words: ["--preset", "immediate"]),
        Row(
            command: "signals select-repo", words: ["--repos", "acme/app"],
            input: "the export is slow"),
        Row(command: "signals evaluate", words: ["--data", "r.jsonl", "--truth", "t.jsonl"]),
        Row(command: "workflow list", words: []), Row(command: "workflow count", words: []),
        Row(command: "workflow describe", words: ["buffer-signals-1"]),
        Row(command: "workflow show", words: ["buffer-signals-1"]),
        Row(
            command: "workflow start",
            words: ["x-1", "--type", "signal-emitter", "--input", #"{"team_id": 1}"#]),
        Row(
            command: "workflow signal",
            words: ["team-signal-grouping-v2-1", "clear_paused", "--input", "{}"]),
        Row(
            command: "workflow signal-with-start",
            words: [
                "team-signal-grouping-v2-1", "clear_paused", "--type", "team-signal-grouping-v2",
                "--input", #"{"team_id": 1}"#, "--signal-input", "{}",
            ]),
        Row(command: "workflow query", words: ["buffer-signals-1", "get_buffer_size"]),
        Row(command: "workflow update", words: ["buffer-signals-1", "nothing"], codes: [1, 2]),
        Row(command: "workflow cancel", words: ["buffer-signals-1"]),
        Row(command: "workflow terminate", words: ["buffer-signals-1"]),
        Row(command: "events list", words: []), Row(command: "events tail", words: [], values: nil),
        Row(command: "events show", words: ["1"]), Row(command: "events verify", words: []),
        Row(command: "events export", words: ["log.jsonl"]),
        Row(command: "events import", words: ["log.jsonl", "--data", "copy"]),
        Row(command: "events stats", words: []), Row(command: "projections list", words: []),
        Row(command: "projections rebuild", words: ["signals_inbox"]),
        Row(
            command: "projections skip",
            words: ["signals_inbox", "--position", "3", "--reason", "a trial"], codes: [2]),
    ]
}

@Suite struct `S41: Every command` {
    /// The tree as the executable knows it.
    private static func tree() async throws -> JSONValue {
        try await Binary().run("commands", "--json").json
    }

    private static func name(_ command: JSONValue) -> String {
        let words = command["path"]?.array?.compactMap(\.string) ?? []
        return words.dropFirst().joined(separator: " ")
    }

    @Test func `has an example that parses, and a declaration without fault`() async throws {
        let tree = try await Self.tree()
        #expect(tree["complaints"] == [])
        for command in tree["commands"]?.array ?? [] {
            #expect(command["examples"]?.array?.isEmpty == false, "\(Self.name(command))")
        }
    }

    @Test func `is tried by the tests below`() async throws {
        let commands = try await Self.tree()["commands"]?.array ?? []
        let names = commands.filter { $0["is_group"] == false }.map(Self.name)
        #expect(names.sorted() == Rows.all.map(\.command).sorted())
        for command in commands where command["is_group"] == false {
            let options = command["options"]?.array?.compactMap(\.string) ?? []
            #expect(options.contains("--json"), "\(Self.name(command)) takes no --json")
        }
    }

    @Test(arguments: Rows.all)
    private func `shows help with an example, without escape codes`(row: Rows.Row) async throws {
        let words = row.command.split(separator: " ").map(String.init) + ["--help"]
        let outcome = try await Binary().run(words)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output.hasPrefix("signalbox \(row.command): "))
        #expect(outcome.output.contains("\nExample"))
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test(arguments: Rows.all.filter { $0.values != nil })
    private func `prints one JSON value with --json, and no escape codes`(
        row: Rows.Row
    ) async throws {
        let outcome = try await Self.run(row, ["--json"])
        #expect(row.codes.contains(outcome.status), "\(outcome.errors)")
        #expect(!(outcome.output + outcome.errors).contains("\u{1B}"))
        if outcome.status == 0 || !outcome.output.isEmpty {
            #expect(throws: Never.self) { try outcome.json }
        } else {
            #expect(outcome.errors.contains("error: "))
        }
    }

    @Test(arguments: Rows.all.filter { $0.values != nil })
    private func `prints words without escape codes where NO_COLOR is set or no terminal is there`(
        row: Rows.Row
    ) async throws {
        let outcome = try await Self.run(row, [])
        #expect(row.codes.contains(outcome.status), "\(outcome.errors)")
        #expect(!(outcome.output + outcome.errors).contains("\u{1B}"))
        #expect(!(outcome.output + outcome.errors).isEmpty)
    }

    @Test(arguments: Rows.all.filter { $0.values == nil })
    private func `that goes on until it is stopped prints one object a line`(
        row: Rows.Row
    ) async throws {
        let binary = try await Seed.tickets.copy()
        let words = row.command.split(separator: " ").map(String.init) + row.words + ["--json"]
        let running = try binary.start(words)
        defer { running.kill() }
        let line = try #require(await running.line(containing: "{"))
        #expect(throws: Never.self) { try JSONValue(parsing: line) }
        running.terminate()
        #expect(await running.status() == 0)
    }

    private static func run(_ row: Rows.Row, _ more: [String]) async throws -> Binary.Outcome {
        let binary = try await Seed.tickets.copy()
        try binary.write(Ticket.records, to: "r.jsonl")
        try binary.write(Ticket.truth, to: "t.jsonl")
        if row.command == "events import" {
            let export = try await binary.run("events", "export", "log.jsonl")
            try #require(export.status == 0)
        }
        let words = row.command.split(separator: " ").map(String.init) + row.words + more
        return try await binary.run(words, environment: ["NO_COLOR": "1"], input: row.input)
    }
}

@Suite struct `On a terminal` {
    @Test func `S41: progress shows as a bar, and colours as they are wanted`() async throws {
        let binary = try Binary()
        let shown = try await binary.shell(
            "script -qec 'signalbox demo' /dev/null", environment: ["TERM": "xterm"])
        #expect(shown.status == 0, "\(shown.output)")
        for source in ["zendesk/ticket", "github/issue", "linear/issue"] {
            #expect(shown.output.contains("judging and grouping \(source) ["))
        }
        #expect(shown.output.contains("\u{1B}[1m"))
    }

    @Test(arguments: [["NO_COLOR": "1", "TERM": "xterm"], ["TERM": "dumb"]])
    func `S41: no colours show where they are not wanted`(
        environment: [String: String]
    ) async throws {
        let shown = try await Seed.tickets.copy().shell(
            "script -qec 'signalbox signals reports' /dev/null", environment: environment)
        #expect(shown.status == 0)
        #expect(shown.output.contains("signals"))
        #expect(!shown.output.contains("\u{1B}["))
    }
}
