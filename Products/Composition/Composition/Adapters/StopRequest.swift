private import Dispatch
private import Foundation

/// Asks work to end when the process is asked to: by an interrupt or by a request to terminate.
public enum StopRequest {
    /// Runs work until it ends; SIGINT and SIGTERM cancel it, and it is waited for.
    public static func ends<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (requests, feed) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { feed.yield() }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
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
