import Events
import Foundation
import Testing

@Suite struct `The demonstration` {
    @Test func `brings every record to an end, and a second run accepts nothing twice`()
        async throws
    {
        let binary = try Binary()
        let first = try await binary.run("demo", "--json")
        #expect(first.status == 0, "\(first.errors)")
        let one = try first.json
        let accepted = try #require(one["accepted"]?.integer)
        let skipped = try #require(one["skipped"]?.integer)
        let malformed = try #require(one["malformed"]?.integer)
        #expect(accepted + skipped + malformed == 91)
        #expect(one["duplicate"]?.integer == 0)
        #expect(one["in_flight"]?.integer == 0)
        #expect(one["remainder"]?.integer == 0)
        #expect(Self.settled(one) == accepted)
        #expect(one["reports"]?.array?.isEmpty == false)
        #expect(one["data"]?.string == binary.path("data"))

        let two = try await binary.run("demo", "--json").json
        #expect(two["accepted"]?.integer == 0)
        #expect(two["duplicate"]?.integer == accepted)
        #expect(Self.settled(two) == 0)
        #expect(two["log_id"] == one["log_id"])
        #expect(two["reports"]?.array?.count == one["reports"]?.array?.count)
    }

    @Test func `prints plain lines where nobody watches, and says what to try next`() async throws {
        let binary = try Binary()
        let outcome = try await binary.run("demo")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(!(outcome.output + outcome.errors).contains("\u{1B}"))
        #expect(outcome.output.contains("remainder 0"))
        #expect(outcome.output.contains(binary.path("data")))
        #expect(outcome.output.contains("signalbox signals reports"))
        let again = try await binary.run("demo")
        #expect(again.output.contains("nothing is accepted twice"))
    }

    @Test func `finds groups, and lists them with their signals`() async throws {
        let binary = try Binary()
        let demo = try await binary.run("demo", "--json").json
        let counts = demo["reports"]?.array?.compactMap { $0["signal_count"]?.integer } ?? []
        #expect(counts.contains { $0 > 1 })
        let list = try await binary.run(
            "signals", "reports", "--signals", "--limit", "200", "--json")
        let reports = try #require(try list.json["reports"]?.array)
        for report in reports {
            #expect(
                report["signals"]?.array?.count == report["signal_count"]?.integer.map(Int.init))
        }
        let ledger = try await binary.run("signals", "ledger", "--json")
        #expect(ledger.status == 0)
        #expect(try ledger.json["remainder"]?.integer == 0)
    }

    private static func settled(_ result: JSONValue) -> Int64 {
        ["assigned", "filtered", "blocked", "dropped"].reduce(0) { sum, outcome in
            sum + (result["outcomes"]?[outcome]?.integer ?? 0)
        }
    }
}
