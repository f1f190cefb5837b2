import EventStore
import Events
import Foundation
import Testing

/// A real process that appends to a log until it is killed, and writes down what was acknowledged.
///
/// It is this test program, started again with one test and a directory in its environment.
final class ChildProcess {
    private static let variable = "SIGNALBOX_TEST_CHILD"
    private let process = Process()
    private let acknowledgements: String
    private let ended: AsyncStream<Void>

    deinit {
        // A test that fails in between leaves no process behind.
        if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
    }

    /// The number and the directory of a child; nil in the process that starts children.
    static var task: (number: Int, directory: String)? {
        let parts = ProcessInfo.processInfo.environment[variable]?.split(
            separator: " ", maxSplits: 1)
        guard let parts, parts.count == 2, let number = Int(parts[0]) else { return nil }
        return (number, String(parts[1]))
    }

    init(_ number: Int, _ directory: String) throws {
        acknowledgements = Self.acknowledgements(number, directory)
        let (ended, end) = AsyncStream<Void>.makeStream()
        self.ended = ended
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        process.executableURL = URL(fileURLWithPath: own)
        process.arguments = [
            "--testing-library", "swift-testing", "--filter", "appends until it is killed",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(
            [Self.variable: "\(number) \(directory)"]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.terminationHandler = { _ in end.finish() }
        try process.run()
    }

    /// The numbers of the events whose append was acknowledged, a line each.
    static func acknowledgements(_ number: Int, _ directory: String) -> String {
        directory + "/acknowledged-\(number)"
    }

    /// What was acknowledged so far; a line that is cut off does not count.
    var acknowledged: [Int] {
        let text = (try? String(contentsOfFile: acknowledgements, encoding: .utf8)) ?? ""
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .compactMap { Int($0) }
    }

    /// Waits until so many appends were acknowledged, but not for ever.
    func wait(for count: Int) async throws {
        let time = SystemTime()
        let deadline = time.now() + .seconds(30)
        while acknowledged.count < count, process.isRunning, time.now() < deadline {
            try await time.wait(until: time.now() + .milliseconds(5))
        }
        try #require(acknowledged.count >= count, "the child appends too little")
    }

    /// Ends it at once, wherever it is.
    func kill() async {
        Glibc.kill(process.processIdentifier, SIGKILL)
        for await _ in ended {}
    }
}

@Suite(.enabled(if: ChildProcess.task != nil, "runs as a child of other tests only"))
struct `Event store: a child process` {
    @Test func `appends until it is killed`() async throws {
        let (number, directory) = try #require(ChildProcess.task)
        let store = try await SQLiteEventStore.open(directory)
        let path = ChildProcess.acknowledgements(number, directory)
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        for index in 0..<1_000_000 {
            let event = number * 1_000_000 + index
            try await store.append([CoreTests.event(event)], to: account("\(number)"))
            let line = Array("\(event)\n".utf8)
            _ = write(file, line, line.count)
        }
    }
}
