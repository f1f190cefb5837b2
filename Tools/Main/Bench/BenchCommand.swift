import CommandLine
import Foundation

/// `tools bench lint`: the linter as a whole process, beside others on the same graph of modules.
enum BenchCommand {
    static let command = Command(
        "bench", "Measure the tools beside others.",
        examples: ["tools bench lint", "tools bench lint --peers --check"],
        subcommands: [lint])

    private static let lint = Command(
        "lint", "Time lint-imports on a generated tree, in turn with tach and import-linter.",
        details: """
            Every round runs each program once; the first round is not counted. Ratios are medians
            of the ratios of single rounds. A run while others used over 8 % of the machine is marked
            noisy. Peers are looked for in $SIGNALBOX_PEERS and on the PATH: tach, lint-imports.
            """,
        examples: ["tools bench lint --peers", "tools bench lint --files 1000 --json --check"],
        [files, rounds, tree, peers, check, Flag.json], action: run)

    private static let files = Option<Int>(
        "files", "N", "The size of the tree: 1000 and 10000 by default", presence: .repeated,
        complaint: { (100...100_000).contains($0) ? nil : "must be from 100 to 100000" })
    private static let rounds = Option<Int>(
        "rounds", "N", "Rounds that count", default: 5,
        complaint: { (1...101).contains($0) ? nil : "must be from 1 to 101" })
    private static let tree = Option<String>(
        "tree", "DIR", "Where trees are kept for the next time; a temporary folder by default")
    private static let peers = Flag("peers", "Run the peers that are found in the same rounds")
    private static let check = Flag("check", "End with 1 where a target is missed")

    private static func run(_ call: Invocation) async throws -> ExitCode {
        let sizes = call.all(files).isEmpty ? [1_000, 10_000] : call.all(files)
        let temporary = FileManager.default.temporaryDirectory
            .appending(path: "bench-\(UUID().uuidString)").path
        // A folder that cannot be taken away lies where the system clears up.
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        var (met, missed): (Int, Int) = (0, 0)
        var skipped: [String] = []
        for size in sizes {
            let tree = BenchTree(root: "\(call[tree] ?? temporary)/lint-\(size)", files: size)
            try tree.write()
            var bench = LintBench(tree: tree, call: call)
            if call[peers] { skipped = bench.addPeers() }
            for summary in bench.run(rounds: call[rounds] ?? 5) {
                call.console.print(call[Flag.json] ? summary.json : summary.row)
                if let isMet = summary.isMet {
                    (met, missed) = isMet ? (met + 1, missed) : (met, missed + 1)
                }
            }
        }
        let absent = skipped.map { "\($0): not found" }
        call.console.print(
            call[Flag.json]
                ? BenchSummary.total(met: met, missed: missed, skipped: absent)
                : (["\(met) targets met, \(missed) missed"] + absent).joined(separator: "; "))
        return call[check] && missed > 0 ? .problem : .done
    }
}
