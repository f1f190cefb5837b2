import Dispatch
import Foundation
import TestSupport

/// A program of this machine, run as a child process.
struct Program {
    /// Seconds that a run may take.
    private static let secondsMax = 60

    let path: String

    init(_ path: String) { self.path = path }

    /// The process, ready to be started.
    func process(
        _ words: [String], in folder: TemporaryFolder, environment: [String: String]
    ) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = environment
        return process
    }

    /// Runs it to its end and keeps what it wrote.
    func run(
        _ words: [String], in folder: TemporaryFolder, environment: [String: String],
        input: String? = nil
    ) async throws -> Binary.Outcome {
        let name = folder.path(UUID().uuidString)
        let process = process(words, in: folder, environment: environment)
        for file in [name + ".out", name + ".err"] {
            _ = FileManager.default.createFile(atPath: file, contents: nil)
        }
        process.standardOutput = FileHandle(forWritingAtPath: name + ".out")
        process.standardError = FileHandle(forWritingAtPath: name + ".err")
        if let input {
            try Data(input.utf8).write(to: URL(fileURLWithPath: name + ".in"))
            process.standardInput = FileHandle(forReadingAtPath: name + ".in")
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        // A command that hangs fails its test instead of all tests.
        let limit = DispatchSource.makeTimerSource(queue: .global())
        limit.setEventHandler { kill(process.processIdentifier, SIGKILL) }
        try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
            limit.schedule(deadline: .now() + .seconds(Self.secondsMax))
            limit.resume()
        }
        limit.cancel()
        return Binary.Outcome(
            status: process.terminationStatus,
            signal: process.terminationReason == .uncaughtSignal,
            output: try String(contentsOfFile: name + ".out", encoding: .utf8),
            errors: try String(contentsOfFile: name + ".err", encoding: .utf8))
    }
}
