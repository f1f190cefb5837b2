private import Dispatch
private import Foundation

/// Asks work to end when the process is asked to: by an interrupt or by a request to terminate.
public enum StopRequest {
    /// Runs work until it ends; SIGINT and SIGTERM cancel it, and it is waited for.
    ///
    /// A request that comes once the work has begun is heard, however early it comes.
    public static func ends<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (requests, feed) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let source = DispatchSource.makeReadSource(
            fileDescriptor: SignalPipe.reading, queue: .global())
        source.setEventHandler {
            SignalPipe.empty()
            feed.yield()
        }
        source.resume()
        for number in [SIGINT, SIGTERM] { signal(number) { _ in SignalPipe.ring() } }
        defer {
            for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
            source.cancel()
        }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                for await _ in requests { break }
                return nil
            }
            var value: Value?
            while value == nil, let next = try await group.next() {
                value = next
                group.cancelAll()
            }
            guard let value else { throw CancellationError() }
            return value
        }
    }
}

/// Where a handler of signals, which may do nearly nothing, leaves word of one.
///
/// A source of signals would be simpler, and loses those that come while it is being registered.
private enum SignalPipe {
    private static let ends: (reading: Int32, writing: Int32) = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (-1, -1) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        return (ends[0], ends[1])
    }()

    static var reading: Int32 { ends.reading }

    static func ring() {
        var byte: UInt8 = 1
        _ = write(ends.writing, &byte, 1)
    }

    static func empty() {
        var bytes: (UInt64, UInt64) = (0, 0)
        _ = withUnsafeMutableBytes(of: &bytes) { read(reading, $0.baseAddress, $0.count) }
    }
}
