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

    /// A binary over a copy of a log that was made before.
    init(over log: String) throws {
        try self.init()
        try FileManager.default.copyItem(atPath: log, toPath: path("data"))
    }

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
        try await Program(Self.path).run(
            words, in: folder, environment: all(environment), input: input)
    }

    /// Starts a run that goes on until it is asked to end.
    func start(
        _ words: String..., environment: [String: String] = [:]
    ) throws -> RunningBinary {
        try start(words, environment: environment)
    }

    /// Starts a run with words that were put together.
    func start(
        _ words: [String], environment: [String: String] = [:]
    ) throws -> RunningBinary {
        try RunningBinary(process(words, environment))
    }

    /// Runs a line of the shell, in which `signalbox` is the executable.
    func shell(
        _ line: String, environment: [String: String] = [:]
    ) async throws -> Outcome {
        let bin = (Self.path as NSString).deletingLastPathComponent
        let path = ["PATH": "\(bin):/usr/bin:/bin:/usr/sbin:/sbin"]
        return try await Program("/bin/bash").run(
            ["-c", line], in: folder, environment: all(path.merging(environment) { $1 }))
    }

    private func process(_ words: [String], _ environment: [String: String]) -> Process {
        Program(Self.path).process(words, in: folder, environment: all(environment))
    }

    private func all(_ environment: [String: String]) -> [String: String] {
        ["PATH": "/usr/bin:/bin", "SIGNALBOX_DATA": path("data")].merging(environment) { $1 }
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

    /// The number under which the system knows it.
    var id: Int32 { process.processIdentifier }

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
