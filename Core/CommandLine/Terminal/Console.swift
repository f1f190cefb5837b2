private import Glibc

/// Where a command writes: results to one stream, progress and errors to the other.
public struct Console: Sendable {
    /// What the stream of results can show.
    public let output: Terminal
    /// What the stream of errors and progress can show.
    public let errors: Terminal
    private let writeOutput: @Sendable (String) -> Void
    private let writeErrors: @Sendable (String) -> Void

    /// A console over two streams.
    public init(
        output: Terminal, errors: Terminal, writeOutput: @escaping @Sendable (String) -> Void,
        writeErrors: @escaping @Sendable (String) -> Void
    ) {
        (self.output, self.errors) = (output, errors)
        (self.writeOutput, self.writeErrors) = (writeOutput, writeErrors)
    }

    /// Standard output and standard error of the process.
    public static func standard() -> Console {
        let environment = { (name: String) in getenv(name).map { String(cString: $0) } }
        return Console(
            output: .detect(STDOUT_FILENO, environment: environment),
            errors: .detect(STDERR_FILENO, environment: environment),
            writeOutput: { write($0, to: STDOUT_FILENO) },
            writeErrors: { write($0, to: STDERR_FILENO) })
    }

    /// Writes to the stream of results as it is.
    public func write(_ text: String) { writeOutput(text) }

    /// Writes a line of the result.
    public func print(_ line: String = "") { writeOutput(line + "\n") }

    /// Writes a line to the stream of errors and progress.
    public func report(_ line: String) { writeErrors(line + "\n") }

    func draw(_ text: String) { writeErrors(text) }

    private static func write(_ text: String, to descriptor: Int32) {
        var left = Array(text.utf8)[...]
        while !left.isEmpty {
            let count = left.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // A reader that has gone away (`| head`) is not a failure of the command.
            guard count >= 0 || errno == EINTR || errno == EAGAIN else { return }
            left = left.dropFirst(max(count, 0))
        }
    }
}
