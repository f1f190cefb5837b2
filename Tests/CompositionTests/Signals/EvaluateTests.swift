import Events
import Foundation
import Testing

@Suite struct `S38: Evaluating with a command` {
    private static let same = "The CSV export of the bookings page drops the last row"
    /// The worked example: truth a a b b c c, and texts that are placed as 1 1 1 2 3 4.
    private static let example: [(text: String, group: String)] = [
        (same, "a"), (same, "a"), (same, "b"), ("Signing in with SAML loops for ever", "b"),
        ("The sidebar is unreadable in dark mode", "c"),
        ("Push notifications arrive twice on Android", "c"),
    ]

    private func withExample(_ truth: [Int] = Array(1...6)) throws -> Binary {
        let binary = try Binary()
        let records = Self.example.enumerated().map { index, row in
            JSONValue.object(of: [
                "id": .integer(Int64(index + 1)), "title": .string(row.text), "body": "",
                "created_at": .string("2026-01-0\(index + 1)T00:00:00Z"),
            ]).text()
        }
        let groups = truth.map { id in
            JSONValue.object(of: [
                "id": .integer(Int64(id)), "group": .string(Self.example[(id - 1) % 6].group),
            ]).text()
        }
        try binary.write(records.joined(separator: "\n"), to: "r.jsonl")
        try binary.write(groups.joined(separator: "\n"), to: "t.jsonl")
        return binary
    }

    private func evaluate(
        _ binary: Binary, _ words: String...
    ) async throws -> Binary.Outcome {
        try await binary.run(
            ["signals", "evaluate", "--data", "r.jsonl", "--truth", "t.jsonl"] + words)
    }

    @Test func `scores the worked example with exactly its numbers`() async throws {
        let binary = try withExample()
        let outcome = try await evaluate(binary, "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let json = try outcome.json
        func rounded(_ name: String) -> Double {
            ((json[name]?.double ?? -1) * 10_000).rounded() / 10_000
        }
        #expect(json["placed"] == 6)
        #expect(rounded("ari") == 0.1667)
        #expect(rounded("homogeneity") == 0.7103)
        #expect(rounded("completeness") == 0.6281)
        #expect(rounded("bcubed_precision") == 0.7778)
        #expect(rounded("bcubed_recall") == 0.6667)
        #expect(rounded("bcubed_f1") == 0.7179)
        #expect([json["correct"], json["over"], json["under"]] == [3, 1, 2])
        let words = try await evaluate(binary)
        #expect(words.output.contains("B-cubed F1          0.7179"))
        #expect(words.output.contains("correct 3, over 1, under 2\n"))
        #expect(!FileManager.default.fileExists(atPath: binary.path("data")))
    }

    @Test func `prints exactly the keys of the specification`() async throws {
        let json = try await evaluate(try withExample(), "--json").json
        #expect(
            json.object?.keys == [
                "records", "truth", "weight", "order", "signals", "placed", "blocked", "filtered",
                "dropped", "dropped_reasons", "cut", "ari", "homogeneity", "completeness",
                "bcubed_precision", "bcubed_recall", "bcubed_f1", "pairwise_precision",
                "pairwise_recall", "correct", "over", "under", "correct_share", "without_gate",
                "recall_at_10", "reports", "promoted", "signals_per_second", "latency_p50_ms",
                "latency_p95_ms", "baselines",
            ])
        #expect(json["baselines"]?.object?.keys == ["alone", "one"])
        #expect(json["without_gate"]?.object?.keys == ["correct", "over", "under"])
    }

    @Test func `ends with 1 where a figure is below what was asked for`() async throws {
        let binary = try withExample()
        let below = try await evaluate(binary, "--min", "ari=0.99", "--min", "bcubed_f1=0.7")
        #expect(below.status == 1)
        #expect(below.errors.contains("ari is 0.1667, below 0.99"))
        #expect(!below.errors.contains("bcubed_f1 is"))
        #expect(try await evaluate(binary, "--min", "ari=0.1").status == 0)
        #expect(try await evaluate(binary, "--min", "beauty=1").status == 2)
    }

    @Test(arguments: [
        ([1, 2, 3, 4, 5], "r.jsonl, line 6: the id 6"),
        ([1, 2, 3, 4, 5, 6, 7], "t.jsonl, line 7: the id 7"),
        ([1, 2, 3, 4, 5, 6, 2], "t.jsonl, line 7: the id 2 is there twice"),
    ])
    func `ends with 2 and names the line of an id that is missing or there twice`(
        truth: [Int], message: String
    ) async throws {
        let outcome = try await evaluate(try withExample(truth))
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test func `gives the same figures again, but for the time it took`() async throws {
        let binary = try withExample()
        var figures: [JSONObject] = []
        for _ in 0..<2 {
            var object = try await evaluate(binary, "--order", "shuffle:7", "--json").json.object
            for name in ["signals_per_second", "latency_p50_ms", "latency_p95_ms"] {
                object?[name] = nil
            }
            figures.append(try #require(object))
        }
        #expect(figures[0] == figures[1])
    }

    @Test func `a directory is wrong usage and says so`() async throws {
        let binary = try withExample()
        let outcome = try await binary.run(
            "signals", "evaluate", "--data", ".", "--truth", "t.jsonl")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("it is a directory"))
    }

    @Test func `takes a limit, a weight, and prints what was wrong`() async throws {
        let binary = try withExample()
        let outcome = try await evaluate(
            binary, "--limit", "4", "--weight", "1", "--strict", "--errors", "5", "--json")
        #expect(try outcome.json["signals"] == 4)
        #expect(try outcome.json["weight"]?.double == 1)
        #expect(try outcome.json["promoted"] == 2)
        #expect(outcome.errors.contains("over   3 \""))
    }

    @Test func `asks with --filter whether somebody can act on a record`() async throws {
        let binary = try Binary()
        let thanks = "Thanks, that solved it. Have a great day!"
        try binary.write(
            """
            {"id": 1, "title": "\(Self.same)", "body": "", "created_at": "2026-01-01T00:00:00Z"}
            {"id": 2, "title": "Thank you", "body": "\(thanks)", "created_at": "2026-01-02T00:00:00Z"}
            """, to: "r.jsonl")
        try binary.write(
            "{\"id\": 1, \"group\": \"a\"}\n{\"id\": 2, \"group\": \"b\"}\n", to: "t.jsonl")
        let plain = try await evaluate(binary, "--json").json
        #expect(plain["filtered"] == 0)
        #expect(plain["placed"] == 2)
        let filtered = try await evaluate(binary, "--filter", "--json")
        #expect(filtered.status == 0, "\(filtered.errors)")
        #expect(try filtered.json["filtered"] == 1)
        #expect(try filtered.json["placed"] == 1)
        #expect(try filtered.json["weight"] == 0.5)
        #expect(try filtered.json["promoted"] == 0)
    }

    @Test func `judges by recorded answers where it is told to, and names a missing one`()
        async throws
    {
        let binary = try withExample()
        let outcome = try await evaluate(
            binary, "--limit", "1", "--judge", "recorded:\(binary.path("answers"))", "--json")
        #expect(try outcome.json["placed"] == 0)
    }
}
