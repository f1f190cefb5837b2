import Events
import Foundation
import Testing

@Suite struct `The projections commands` {
    @Test func `list how far every read model is, and rebuild one without a loss`() async throws {
        let binary = try await Seed.tickets.copy()
        let before = try await binary.run("signals", "reports", "--signals", "--json").json
        let list = try await binary.run("projections", "list", "--json")
        #expect(list.status == 0)
        let inbox = try list.json["projections"]?.array?.first { $0["name"] == "signals_inbox" }
        #expect(inbox?["state"] == "live")
        #expect(inbox?["lag"] == 0)
        let rebuilt = try await binary.run("projections", "rebuild", "signals_inbox")
        #expect(rebuilt.status == 0, "\(rebuilt.errors)")
        #expect(rebuilt.output.contains("signals_inbox"))
        #expect(try await binary.run("signals", "reports", "--signals", "--json").json == before)
    }

    @Test func `refuse what no projection is or needs, and say what to look at`() async throws {
        let binary = try await Seed.team.copy()
        let unknown = try await binary.run("projections", "rebuild", "nothing")
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("nothing"))
        let skip = try await binary.run(
            "projections", "skip", "signals_inbox", "--position", "1", "--reason", "a trial")
        #expect(skip.status == 2)
        #expect(skip.errors.contains("not stopped at position 1"))
    }

    @Test func `leave the rebuilding to the process that folds`() async throws {
        let binary = try await Seed.team.copy()
        let up = try binary.start("up", "--port", "0")
        defer { up.kill() }
        _ = try #require(await up.line(containing: "listening on"))
        let rebuilt = try await binary.run("projections", "rebuild", "signals_inbox")
        #expect(rebuilt.status == 1)
        #expect(rebuilt.errors.contains("views"), "\(rebuilt.errors)")
        #expect(try await binary.run("projections", "list").status == 0)
    }
}
