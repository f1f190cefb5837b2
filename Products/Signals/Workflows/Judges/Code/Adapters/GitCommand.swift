import Foundation

/// Runs git in a working copy: bounded in time and output, never asking anybody anything.
struct GitCommand: Sendable {
    /// Bytes of output that are read; what lies beyond is cut.
    private static let outputBytesMax = 8 << 20
    /// Seconds that one command may take.
    private static let secondsMax = 60

    let path: String

    /// The output and the exit code.
    func run(_ arguments: [String]) async throws(CheckoutError) -> (output: [UInt8], code: Int32) {
        let line = (["git"] + arguments).joined(separator: " ")
        let path = path
        // Reading blocks, so it happens on a thread of its own that the caller waits for.
        let result = await withCheckedContinuation { continuation in
            let thread = Thread {
                continuation.resume(returning: Self.execute(arguments, in: path, line: line))
            }
            thread.start()
        }
        return try result.get()
    }

    private static func execute(
        _ arguments: [String], in path: String, line: String
    ) -> Result<(output: [UInt8], code: Int32), CheckoutError> {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["git", "-c", "core.quotepath=off", "-c", "safe.directory=*", "-C", path] + arguments
        var environment = ProcessInfo.processInfo.environment
        environment["GIT_TERMINAL_PROMPT"] = "0"
        environment["GIT_OPTIONAL_LOCKS"] = "0"
        environment["LC_ALL"] = "C"
        process.environment = environment
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            return .failure(.gitMissing)
        }
        let reading = read(pipe.fileHandleForReading.fileDescriptor)
        if reading.isLate || reading.bytes.count >= outputBytesMax { process.terminate() }
        process.waitUntilExit()
        if reading.isLate { return .failure(.timedOut(command: line, seconds: secondsMax)) }
        let code = process.terminationStatus
        if code == 127 { return .failure(.gitMissing) }
        return .success((reading.bytes, process.terminationReason == .exit ? code : 0))
    }

    private static func read(_ file: Int32) -> (bytes: [UInt8], isLate: Bool) {
        let deadline = ContinuousClock.now + .seconds(secondsMax)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < outputBytesMax {
            let left = deadline - ContinuousClock.now
            guard left > .zero else { return (bytes, true) }
            var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Int32(left.components.seconds * 1_000 + 1)) > 0 else {
                continue
            }
            let count = Foundation.read(file, &buffer, buffer.count)
            guard count > 0 else { return (bytes, false) }
            bytes += buffer[..<count]
        }
        return (bytes, false)
    }
}
