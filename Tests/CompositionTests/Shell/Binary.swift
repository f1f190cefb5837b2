import Events
import Foundation
import TestSupport

/// The real executable as a child process, found beside the bundle of these tests.
struct Binary {
    /// The folder in which it runs.
    let folder: TemporaryFolder

    /// What a run left.
    struct Outcome {
        let status: Int32
        let signal: Bool
        let output: String
        let errors: String

        /// The one JSON object that was printed.
        var json: JSONValue {
            get throws { try JSONValue(parsing: output) }
        }
    }

    init() throws { folder = try TemporaryFolder() }

    static var path: String {
        let bundle = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0])
        return bundle.deletingLastPathComponent().appendingPathComponent("signalbox").path
    }

    /// A file or folder of the run, which goes away with the test.
    func path(_ name: String) -> String { folder.path + "/" + name }

    /// Runs to the end; the data directory is the folder's own unless the words name another.
    func run(
        _ words: String..., environment: [String: String] = [:], input: String? = nil
    ) async throws -> Outcome {
        try await run(words, environment: environment, input: input)
    }

    /// Runs to the end with words that were put together.
    func run(
        _ words: [String], environment: [String: String] = [:], input: String? = nil
    ) async throws -> Outcome {
        let name = UUID().uuidString
        let (output, errors) = (path(name + ".out"), path(name + ".err"))
        let process = try process(words, environment)
        for file in [output, errors] {
            _ = FileManager.default.createFile(atPath: file, contents: nil)
        }
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        if let input {
            try Data(input.utf8).write(to: URL(fileURLWithPath: path(name + ".in")))
            process.standardInput = FileHandle(forReadingAtPath: path(name + ".in"))
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return Outcome(
            status: process.terminationStatus,
            signal: process.terminationReason == .uncaughtSignal,
            output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }

    /// Starts a run that goes on until it is asked to end.
    func start(
        _ words: String..., environment: [String: String] = [:]
    ) throws -> RunningBinary {
        try RunningBinary(try process(words, environment))
    }

    private func process(_ words: [String], _ environment: [String: String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        var all = ["PATH": "/usr/bin:/bin", "SIGNALBOX_DATA": path("data")]
        all.merge(environment) { $1 }
        process.environment = all
        return process
    }
}

/// A child process that runs on while a test looks at what it does.
final class RunningBinary: Sendable {
    private let process: Process
    private let lines: AsyncStream<String>
    private let ended: AsyncStream<Int32>

    fileprivate init(_ process: Process) throws {
        self.process = process
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, output)
        process.standardInput = FileHandle.nullDevice
        let (lines, feed) = AsyncStream<String>.makeStream()
        let (ended, end) = AsyncStream<Int32>.makeStream()
        (self.lines, self.ended) = (lines, ended)
        output.fileHandleForReading.readabilityHandler = { handle in
            let bytes = handle.availableData
            guard !bytes.isEmpty else {
                handle.readabilityHandler = nil
                return feed.finish()
            }
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
                feed.yield(String(line))
            }
        }
        process.terminationHandler = { process in
            end.yield(process.terminationStatus)
            end.finish()
        }
        try process.run()
    }

    /// Waits for a line that contains a text; nil when the process ended before.
    func line(containing text: String) async -> String? {
        for await line in lines where line.contains(text) { return line }
        return nil
    }

    /// Asks it to end as an operator does.
    func terminate() { process.terminate() }

    /// Kills it without notice.
    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    /// Waits for its end.
    func status() async -> Int32? {
        for await status in ended { return status }
        return nil
    }
}
