import Events
import Foundation
import Testing

@Suite struct `Two demonstrations on fresh directories` {
    @Test func `find the same reports, with the same ids, titles and signals`() async throws {
        let (one, two) = (try Binary(), try Binary())
        let first = try await one.run("demo", "--json").json
        let second = try await two.run("demo", "--json").json
        let reports = try #require(first["reports"]?.array)
        #expect(reports.count > 20)
        #expect(second["reports"]?.array == reports)
        #expect(second["outcomes"] == first["outcomes"])
        #expect(second["log_id"] != first["log_id"])
        #expect(try await members(one) == members(two))
    }

    /// Which signals each report holds.
    private func members(_ binary: Binary) async throws -> [[String]] {
        let list = try await binary.run(
            "signals", "reports", "--signals", "--limit", "200", "--json")
        return try #require(try list.json["reports"]?.array).map { report in
            let signals = report["signals"]?.array ?? []
            return signals.compactMap { $0["source_id"]?.string }.sorted()
        }.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
