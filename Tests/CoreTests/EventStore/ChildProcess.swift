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
    static var task: (number: Int, fileBytesMax: UInt, directory: String)? {
        let parts = ProcessInfo.processInfo.environment[variable]?.split(
            separator: " ", maxSplits: 2)
        guard let parts, parts.count == 3, let number = Int(parts[0]), let bytes = UInt(parts[1])
        else { return nil }
        return (number, bytes, String(parts[2]))
    }

    /// Starts a child whose files may have so many bytes: what is beyond fails to be written.
    init(_ number: Int, _ directory: String, fileBytesMax: UInt = .max) throws {
        acknowledgements = Self.acknowledgements(number, directory)
        let (ended, end) = AsyncStream<Void>.makeStream()
        self.ended = ended
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        process.executableURL = URL(fileURLWithPath: own)
        process.arguments = [
            "--testing-library", "swift-testing", "--filter", "appends until it is killed",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(
            [Self.variable: "\(number) \(fileBytesMax) \(directory)"]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.terminationHandler = { _ in end.finish() }
        try process.run()
    }

    /// The numbers of the events whose append was acknowledged, a line each.
    static func acknowledgements(_ number: Int, _ directory: String) -> String {
        directory + "/acknowledged-\(number)"
    }

    /// Where a child says why an append was not acknowledged.
    static func refusal(_ directory: String) -> String { directory + "/refusal" }

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

    /// Waits until it has ended by itself.
    func end() async { for await _ in ended {} }

    /// Ends it at once, wherever it is.
    func kill() async {
        Glibc.kill(process.processIdentifier, SIGKILL)
        for await _ in ended {}
    }
}

@Suite(.enabled(if: ChildProcess.task != nil, "runs as a child of other tests only"))
struct `Event store: a child process` {
    @Test func `appends until it is killed`() async throws {
        let (number, bytes, directory) = try #require(ChildProcess.task)
        var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        signal(SIGXFSZ, SIG_IGN)
        let store = try await SQLiteEventStore.open(directory)
        let path = ChildProcess.acknowledgements(number, directory)
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        for index in 0..<1_000_000 {
            let event = number * 1_000_000 + index
            do {
                try await store.append([CoreTests.event(event)], to: account("\(number)"))
            } catch {
                try "\(error)".write(
                    toFile: ChildProcess.refusal(directory), atomically: true, encoding: .utf8)
                return
            }
            let line = Array("\(event)\n".utf8)
            _ = write(file, line, line.count)
        }
    }
}
