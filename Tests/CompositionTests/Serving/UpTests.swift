import Events
import Foundation
import Testing

@Suite struct `The running platform` {
    @Test func `works on what other processes emit, and ends with 0 when asked to`() async throws {
        let binary = try Binary()
        let up = try binary.start("up", "--port", "0")
        defer { up.kill() }
        _ = try #require(await up.line(containing: "listening on"))
        let emit = try await emit(binary, "7")
        #expect(emit.status == 0, "\(emit.errors)")
        #expect(try emit.json["status"]?.string == "accepted")
        let status = try await binary.run(
            "signals", "status", "--wait", "--expected-signals", "1", "--timeout", "30", "--json")
        #expect(status.status == 0, "\(status.errors)")
        #expect(try status.json["ledger"]?["outcomes"]?["assigned"]?.integer == 1)
        up.terminate()
        #expect(await up.status() == 0)
    }

    @Test func `takes a signal in while nothing runs, and the next start brings it to its end`()
        async throws
    {
        let binary = try Binary()
        #expect(try await emit(binary, "7").status == 0)
        let before = try await binary.run("signals", "ledger", "--json").json
        #expect(before["in_flight"]?.integer == 1)
        let up = try binary.start("up", "--port", "0")
        defer { up.kill() }
        _ = try #require(await up.line(containing: "listening on"))
        let after = try await binary.run("signals", "status", "--wait", "--timeout", "30", "--json")
        #expect(after.status == 0, "\(after.errors)")
        #expect(try after.json["ledger"]?["outcomes"]?["assigned"]?.integer == 1)
    }

    @Test func `says that a port is in use and what to do`() async throws {
        let binary = try Binary()
        let up = try binary.start("up", "--port", "0")
        defer { up.kill() }
        let line = try #require(await up.line(containing: "listening on"))
        let port = try #require(line.split(separator: ":").last)
        let other = try Binary()
        let outcome = try await other.run("up", "--port", String(port))
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("in use"))
        #expect(outcome.errors.contains("--port"))
    }

    @Test func `asks for a token before other machines can reach it`() async throws {
        let outcome = try await Binary().run("up", "--bind", "0.0.0.0", "--port", "0")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("SIGNALBOX_TOKEN"))
    }

    @Test func `lets nobody else be the writer`() async throws {
        let binary = try Binary()
        let up = try binary.start("up", "--port", "0")
        defer { up.kill() }
        _ = try #require(await up.line(containing: "listening on"))
        let second = try await binary.run("up", "--port", "0")
        #expect(second.status == 1)
        #expect(second.errors.contains("another process"))
    }

    private func emit(_ binary: Binary, _ id: String) async throws -> Binary.Outcome {
        try await binary.run(
            "signals", "emit", "--product", "zendesk", "--type", "ticket", "--source-id", id,
            "--description", "The export to CSV drops the last row of every table", "--extra",
            #"{"url": "https://example.test/7", "tags": [], "created_at": "2026-06-01T10:15:00Z", "status": "open"}"#,
            "--json")
    }
}
