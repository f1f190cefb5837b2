import CommandLine
import Foundation

/// Rounds of whole processes on one tree.
struct LintBench {
    let tree: BenchTree
    let call: Invocation
    private var subjects: [Subject]

    private struct Subject {
        let name: String
        let words: [String]
        let folder: String
        /// Removed before each run.
        var forgotten: String?
        /// How many times ours its time has to be.
        var ratio: Double?
        var runs: [BenchRun] = []
    }

    private var isLarge: Bool { tree.files >= 10_000 }

    /// Only ourselves, until peers are added.
    init(tree: BenchTree, call: Invocation) {
        (self.tree, self.call) = (tree, call)
        let own = ProcessInfo.processInfo.arguments[0]
        let program = own.contains("/") ? own : LintBench.find(own) ?? own
        let path = URL(filePath: program).standardizedFileURL.path
        subjects = [Subject(name: "signalbox", words: [path, "lint-imports"], folder: tree.swift)]
    }

    /// Takes in what is installed; returns what is not.
    mutating func addPeers() -> [String] {
        let tach = LintBench.find("tach")
        let linter = LintBench.find("lint-imports")
        let cache = "\(tree.python)/.import_linter_cache"
        if let tach {
            subjects.append(
                Subject(
                    name: "tach", words: [tach, "check"], folder: tree.python,
                    ratio: isLarge ? 6 : 8))
        }
        if let linter {
            subjects.append(
                Subject(
                    name: "import-linter", words: [linter, "--no-logo"], folder: tree.python,
                    forgotten: cache, ratio: isLarge ? 20 : 10))
        }
        return (tach == nil ? ["tach"] : [])
            + (linter == nil ? ["lint-imports (import-linter)"] : [])
    }

    private static func find(_ name: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        let folders = [environment["SIGNALBOX_PEERS"], environment["PATH"]].compactMap(\.self)
        return folders.joined(separator: ":").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Every program in turn, one round that warms up and then those that count.
    mutating func run(rounds: Int) -> [BenchSummary] {
        for round in 0...rounds {
            for index in subjects.indices {
                var taken: BenchRun?
                // A machine that others use is tried again, three times at most.
                for _ in 0..<3 {
                    if let forgotten = subjects[index].forgotten {
                        try? FileManager.default.removeItem(atPath: forgotten)
                    }
                    taken = BenchRun.measure(
                        subjects[index].words, in: subjects[index].folder)
                    if let taken, taken.foreign <= 0.08 { break }
                }
                if round > 0, let taken { subjects[index].runs.append(taken) }
            }
        }
        return subjects.filter { !$0.runs.isEmpty }.map(summary)
    }

    private func summary(_ subject: Subject) -> BenchSummary {
        let ours = subjects[0].runs.map(\.wall)
        let ratios = zip(subject.runs.map(\.wall), ours).map { $0 / $1 }
        let isOurs = subject.name == "signalbox"
        // Absolute figures are targets of a quiet machine; memory holds on any.
        return BenchSummary(
            name: "lint.\(tree.files)", subject: subject.name, runs: subject.runs,
            ratio: isOurs ? nil : BenchSummary.median(ratios),
            target: isOurs ? nil : subject.ratio, memoryMax: isOurs && isLarge ? 60 : nil)
    }
}

/// What the rounds of one program come to.
struct BenchSummary {
    let name, subject: String
    let runs: [BenchRun]
    let ratio, target, memoryMax: Double?

    private var wall: [Double] { runs.map(\.wall).sorted() }
    private var memory: Double { runs.map(\.memory).max() ?? 0 }
    private var noisy: Int { runs.count { $0.foreign > 0.08 } }

    /// Whether its target is reached; nil without one.
    var isMet: Bool? {
        if let memoryMax { return memory < memoryMax }
        guard let ratio, let target else { return nil }
        return ratio >= target
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }

    private func quartile(_ part: Double) -> Double {
        wall[min(wall.count - 1, Int(Double(wall.count) * part))]
    }

    /// One line of a table.
    var row: String {
        let verdict = isMet.map { $0 ? "met" : "missed" } ?? ""
        let against = ratio.map { ", \(shown($0)) times ours" } ?? ""
        let wanted =
            target.map { ", target \(shown($0))" } ?? memoryMax.map { ", under \(shown($0)) MiB" }
            ?? ""
        let others = noisy > 0 ? ", \(noisy) of \(runs.count) noisy" : ""
        return "\(name)  \(subject)  \(shown(BenchSummary.median(wall))) ms "
            + "(\(shown(quartile(0.25))) to \(shown(quartile(0.75)))), "
            + "cpu \(shown(BenchSummary.median(runs.map(\.cpu)))) ms, \(shown(memory)) MiB"
            + "\(against)\(wanted) \(verdict)\(others)"
    }

    /// One line of JSON.
    var json: String {
        var fields: [String: Any] = [
            "kind": "summary", "area": "lint", "case": name, "subject": subject, "unit": "ms",
            "better": "lower", "runs": runs.count, "median": BenchSummary.median(wall),
            "q1": quartile(0.25), "q3": quartile(0.75),
            "cpu_ms": BenchSummary.median(runs.map(\.cpu)), "rss_mib": memory, "noisy": noisy,
        ]
        if let ratio { fields["ratio"] = ratio }
        if let target { fields["target"] = target }
        if let isMet { fields["met"] = isMet }
        return BenchSummary.line(fields)
    }

    /// The last line of JSON.
    static func total(met: Int, missed: Int, skipped: [String]) -> String {
        line(["kind": "total", "met": met, "missed": missed, "skipped": skipped])
    }

    private static func line(_ fields: [String: Any]) -> String {
        // Texts and numbers are always JSON.
        let data = try? JSONSerialization.data(
            withJSONObject: fields, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    private func shown(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
