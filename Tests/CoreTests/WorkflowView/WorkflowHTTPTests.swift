import Foundation
import HTTPServer
import Testing
import WorkflowRuntime

/// Programs that tests of the outside need; a machine without them skips those tests.
enum Tools {
    static func areThere(_ names: String...) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return names.allSatisfy { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
    }

    /// Runs a program and returns how it ended and what it printed.
    static func run(
        _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> (code: Int32, output: String) {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let output = pipe.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                continuation.resume(returning: String(decoding: output, as: UTF8.self))
            }
        }
        return (process.terminationStatus, output)
    }
}

@Suite(.enabled(if: Tools.areThere("bash", "curl", "python3")))
struct `The workflow API over HTTP` {
    @Test func `W-S36: passes the published inspection pipelines unmodified`() async throws {
        let sample = try await WorkflowAPISample()
        let service = try HTTPService(port: 0) { request in
            let answer = await sample.api.answer(
                WorkflowAPIRequest(
                    method: request.method, path: request.segments,
                    query: request.query.map { ($0.name, $0.value) }, body: request.body))
            return .json(answer.body, status: answer.status)
        }
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/Workflows").path
        try await withThrowingTaskGroup { group in
            group.addTask { await service.run() }
            for address in service.addresses {
                let host = address.contains(":") ? "[\(address)]" : address
                let (code, output) = try await Tools.run(
                    [
                        "bash", "\(folder)/seed_check.sh", "http://\(host):\(service.port)",
                        "buffer-signals-1", "0190f5a4-0c3e-7c51-8a3c-0f1f1f6f3a01",
                    ], environment: ["EXPECT": folder])
                #expect(code == 0, "\(output)")
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}
