import Foundation
import SignalsWorkflows
import Testing

/// A real git repository in a directory of its own, which goes when the value goes.
final class SampleRepository: Sendable {
    let directory: String

    /// A small web service with three commits by two people, in January and June 2026.
    init() throws {
        directory = NSTemporaryDirectory() + "signalbox-code-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        try git("init", "-q", "-b", "main")
        try write("README.md", "# Harbour\nInvoices, exports and webhooks of the harbour service.")
        try write(
            "Sources/exports/CSVExporter.swift",
            "struct CSVExporter {\n    func run() throws { throw ExportError.rowLimitExceeded }\n}\n"
        )
        try commit("Add the CSV exporter", by: "Ada Stone", "ada@harbour.example", "2026-01-10")
        try write(
            "Sources/webhooks/Delivery.swift",
            "func deliver() {\n    log(\"webhook delivery gave up after 3 attempts\")\n}\n")
        try commit("Deliver webhooks", by: "Ben Reed", "77+ben@harbour.example", "2026-01-20")
        try write(
            "Sources/exports/CSVExporter.swift",
            "struct CSVExporter {\n    func run() throws { try stream() } // was rowLimitExceeded\n}\n"
        )
        try commit(
            "Fix the CSV export of large workspaces: stream rows", by: "Ada Stone",
            "ada@harbour.example", "2026-06-01")
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    var checkout: GitCheckout {
        get async throws { try await GitCheckout(directory) }
    }

    func checkouts(named name: String) -> SampleCheckouts { [name: directory] }

    func write(_ path: String, _ text: String) throws {
        let url = URL(filePath: directory).appending(path: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func commit(_ message: String, by name: String, _ email: String, _ day: String) throws {
        try git("add", "-A")
        try git(
            "-c", "user.name=\(name)", "-c", "user.email=\(email)", "commit", "-q", "-m", message,
            date: "\(day)T12:00:00Z")
    }

    private func git(_ arguments: String..., date: String = "2026-01-01T00:00:00Z") throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", directory, "-c", "commit.gpgsign=false"] + arguments
        var environment = ProcessInfo.processInfo.environment
        environment["GIT_AUTHOR_DATE"] = date
        environment["GIT_COMMITTER_DATE"] = date
        environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
        process.environment = environment
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "git \(arguments)")
    }
}

/// Checkouts in directories, by repository.
struct SampleCheckouts: CodeCheckouts, ExpressibleByDictionaryLiteral {
    private var directories: [String: String]

    init(dictionaryLiteral elements: (String, String)...) {
        directories = Dictionary(uniqueKeysWithValues: elements)
    }

    func checkout(of repository: String) async throws(CheckoutError) -> (any CodeCheckout)? {
        guard let directory = directories[repository] else { return nil }
        return try await GitCheckout(directory)
    }
}
