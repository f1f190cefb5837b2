private import Foundation
public import Telemetry

/// Answers a request; called from many tasks at once.
public typealias HTTPHandler = @Sendable (HTTPRequest) async -> HTTPResponse

/// Serves HTTP/1.1 on one port of several addresses until its task is cancelled, then drains.
///
/// Once bound, connections queue up; they are answered when `run()` is called.
public final class HTTPService: Sendable {
    private let loop: ConnectionLoop
    private let handler: HTTPHandler

    /// The port that is listened on.
    public let port: Int
    /// The addresses that are listened on.
    public let addresses: [String]

    /// Listens on each of the addresses.
    ///
    /// - Parameters:
    ///   - addresses: Numeric addresses; `localhost` stands for both loopback addresses.
    ///   - port: The port; 0 takes one that is free.
    ///   - limits: What is taken from the network.
    ///   - instruments: Where the server says what it does.
    ///   - handler: What answers.
    /// - Throws: Why it cannot listen, and what to do.
    public init(
        bind addresses: [String] = ["localhost"], port: Int, limits: Limits = Limits(),
        instruments: Instruments = .silent, handler: @escaping HTTPHandler
    ) throws(BindError) {
        let numeric = addresses.flatMap { $0 == "localhost" ? ["127.0.0.1", "::1"] : [$0] }
        let sockets = try ListeningSockets.bind(numeric, port: port)
        (self.port, self.addresses, self.handler) = (sockets.port, sockets.addresses, handler)
        loop = try ConnectionLoop(sockets, limits: limits, instruments: instruments)
    }

    /// Serves until the task is cancelled: then no connection is accepted any more, requests in
    /// progress are answered within the limit of the drain, and the call returns.
    ///
    /// - Precondition: It is called once.
    public func run() async {
        let loop = loop
        // Owned by this call and awaited below: requests in progress are to outlive the
        // cancellation, which would reach them at once if they were children of this task.
        let serving = Task { await serve() }
        await withTaskCancellationHandler {
            await serving.value
        } onCancel: {
            loop.drain()
        }
    }

    private func serve() async {
        // Bounded by the number of connections: each has one request in progress.
        let (requests, feed) = AsyncStream<(UInt64, HTTPRequest)>.makeStream()
        let (loop, handler) = (loop, handler)
        await withDiscardingTaskGroup { group in
            group.addTask {
                await onThread { loop.run { feed.yield(($0, $1)) } }
                feed.finish()
            }
            for await (connection, request) in requests {
                group.addTask { loop.answer(connection, await handler(request)) }
            }
            group.cancelAll()
        }
    }

    /// Whether only this machine can reach an address.
    public static func isLoopback(_ address: String) -> Bool {
        address == "localhost" || address == "::1" || address.isLoopbackV4
    }
}

/// Runs a blocking call on a thread of its own and returns when it does.
private func onThread(_ body: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
        let thread = Thread {
            body()
            continuation.resume()
        }
        thread.name = "http"
        thread.start()
    }
}

extension String {
    /// Whether this is a numeric address in 127.0.0.0/8.
    var isLoopbackV4: Bool {
        let parts = split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
