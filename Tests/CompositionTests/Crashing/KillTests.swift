import Events
import Foundation
import Testing

@Suite struct `A process that is killed` {
    /// Every so-manieth append; `SIGNALBOX_KILL_STEP=1` tries all of them.
    private static let step =
        ProcessInfo.processInfo.environment["SIGNALBOX_KILL_STEP"].flatMap(Int.init) ?? 23
    private static let most = 1_000

    @Test func `leaves nothing behind that the next run does not bring to its end`() async throws {
        let whole = try await outcome(of: try Binary())
        var (count, tried) = (1, 0)
        while count < Self.most {
            let binary = try Binary()
            let killed = try await run(binary, crashAfter: count)
            // A run with fewer appends than that comes to its end.
            guard killed.signal else { break }
            tried += 1
            let resumed = try await outcome(of: binary)
            #expect(resumed == whole, "killed after append \(count)")
            #expect(try await binary.run("events", "verify").status == 0)
            count += Self.step
        }
        #expect(tried > 2)
    }

    /// What became of every record, by its id and its report's members.
    private func outcome(of binary: Binary) async throws -> [[String]] {
        let again = try await run(binary)
        #expect(again.status == 0, "\(again.errors)")
        let list = try await binary.run(
            "signals", "reports", "--signals", "--limit", "200", "--json")
        let reports = try #require(try list.json["reports"]?.array)
        return reports.map { report in
            let members = report["signals"]?.array?.compactMap { $0["source_id"]?.string } ?? []
            return ["\(report["id"]?.string ?? "")", "\(report["total_weight"]?.double ?? -1)"]
                + members.sorted()
        }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private func run(
        _ binary: Binary, crashAfter count: Int? = nil
    ) async throws -> Binary.Outcome {
        let variable = count.map { ["SIGNALBOX_CRASH_AFTER_APPENDS": "\($0)"] } ?? [:]
        return try await binary.run(
            "signals", "emit-fixture", "--type", "zendesk", "--limit", "8", "--wait",
            environment: variable)
    }
}
