import Events
import Foundation
import Testing

@Suite struct `Bad input` {
    @Test(arguments: [
        (["--product", "nowhere"], "nowhere/ticket"), (["--type", "nothing"], "zendesk/nothing"),
        (["--description", "  "], "blank"), (["--weight", "1.001"], "--weight"),
        (["--extra", "{"], "--extra"), (["--extra", "{}"], "url"),
    ])
    func `of a signal is named, ends with 2 and appends nothing`(
        words: [String], message: String
    ) async throws {
        let binary = try Binary()
        _ = try await binary.run("signals", "setup")
        let before = try await binary.run("events", "stats", "--json").json["position"]
        let outcome = try await binary.run(Self.signal(replacing: words))
        #expect(outcome.status == 2, "\(outcome.errors)")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(try await binary.run("events", "stats", "--json").json["position"] == before)
    }

    @Test func `an over-long description says how long it may be`() async throws {
        let binary = try Binary()
        let text = String(repeating: "word ", count: 8_000)
        let outcome = try await binary.run(Self.signal(replacing: ["--description", text]))
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("8000"))
    }

    @Test func `a fixture that is not there ends with 2`() async throws {
        let binary = try Binary()
        let outcome = try await binary.run(
            "signals", "emit-fixture", "--type", "github", "--fixture", "nowhere.json")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("nowhere.json"))
        #expect(!FileManager.default.fileExists(atPath: binary.path("data")))
    }

    @Test func `a log of a newer version is refused and left as it is`() async throws {
        let binary = try Binary()
        _ = try await binary.run("signals", "setup")
        let file = binary.path("data") + "/log.db"
        // The version of the schema stands in the header of the file, at byte 60.
        let handle = try #require(FileHandle(forUpdatingAtPath: file))
        try handle.seek(toOffset: 60)
        try handle.write(contentsOf: Data([0, 0, 1, 0]))
        try handle.close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        let outcome = try await binary.run("demo")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("version 256"), "\(outcome.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == bytes)
    }

    @Test func `a damaged views.db is rebuilt, and nothing is lost`() async throws {
        let binary = try Binary()
        _ = try await binary.run(
            "signals", "emit-fixture", "--type", "zendesk", "--limit", "3", "--wait")
        let before = try await binary.run("signals", "reports", "--signals", "--json").json
        let views = binary.path("data") + "/views.db"
        for tail in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: views + tail) }
        try Data(repeating: 7, count: 8_192).write(to: URL(fileURLWithPath: views))
        let after = try await binary.run("signals", "reports", "--signals", "--json")
        #expect(after.status == 0, "\(after.errors)")
        #expect(try after.json == before)
    }

    private static func signal(replacing words: [String]) -> [String] {
        var options = [
            "--product": "zendesk", "--type": "ticket", "--source-id": "7",
            "--description": "Export drops the last row",
            "--extra":
                #"{"url": "u", "tags": [], "created_at": "2026-06-01T10:15:00Z", "status": "open"}"#,
        ]
        options[words[0]] = words[1]
        let sorted = options.sorted { $0.key < $1.key }
        return ["signals", "emit"] + sorted.flatMap { [$0.key, $0.value] }
    }
}
