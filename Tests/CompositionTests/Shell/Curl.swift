import Events
import Foundation
import TestSupport
import Testing

/// The HTTP API of a running `signalbox up`, asked with the real curl.
struct Curl {
    let binary: Binary
    let url: String

    /// An answer as curl saw it.
    struct Answer {
        let status: Int
        let headers: String
        let json: JSONValue
    }

    /// Serves a copy of a log for as long as the body takes.
    static func serving(
        _ seed: Seed, environment: [String: String] = [:],
        _ body: (Curl) async throws -> Void
    ) async throws {
        let binary = try await seed.copy()
        let up = try binary.start("up", "--port", "0", environment: environment)
        defer { up.kill() }
        let line = try #require(await up.line(containing: "listening on"))
        let port = try #require(line.split(separator: ":").last)
        try await body(Curl(binary: binary, url: "http://127.0.0.1:\(port)"))
    }

    /// Asks below the signals of team 1.
    func inbox(
        _ method: String, _ path: String, _ body: JSONValue? = nil
    ) async throws -> Answer {
        try await ask(method, "/api/projects/1/signals/\(path)", body?.text())
    }

    /// Asks for any path with any body.
    func ask(
        _ method: String, _ path: String, _ body: String? = nil, headers: [String] = []
    ) async throws -> Answer {
        var words = ["-sS", "-g", "--max-time", "30", "-X", method, "-i", url + path]
        if let body { words += ["-H", "Content-Type: application/json", "-d", body] }
        words += headers.flatMap { ["-H", $0] }
        let outcome = try await Program("/usr/bin/curl").run(
            words, in: binary.folder, environment: ["PATH": "/usr/bin:/bin"])
        try #require(outcome.status == 0, "\(outcome.errors)")
        let parts = outcome.output.split(separator: "\r\n\r\n", maxSplits: 1)
        let head = String(parts[0])
        let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        let json = parts.count > 1 ? try JSONValue(parsing: String(parts[1])) : .null
        return Answer(status: try #require(status), headers: head, json: json)
    }
}
