import Foundation
import HTTPServer
import Synchronization
import Testing

/// Runs a server for as long as the body takes.
private func serving(
    limits: Limits = Limits(), handler: @escaping HTTPHandler,
    _ body: @escaping @Sendable (HTTPService) async throws -> Void
) async throws {
    let service = try HTTPService(port: 0, limits: limits, handler: handler)
    try await withThrowingTaskGroup { group in
        group.addTask { await service.run() }
        try await body(service)
        group.cancelAll()
        try await group.waitForAll()
    }
}

/// What the real `curl` prints.
private func curl(_ arguments: String...) async throws -> String {
    try await Tools.run(["curl", "-sS", "--max-time", "20"] + arguments).output
}

private let echo: HTTPHandler = { request in
    .text("\(request.method) \(request.segments) \(request.body.count)")
}

@Suite(.enabled(if: Tools.areThere("curl"))) struct `Serving HTTP to curl` {
    @Test func `answers on both loopback addresses`() async throws {
        try await serving(handler: echo) { service in
            for address in service.addresses {
                let host = address.contains(":") ? "[\(address)]" : address
                let url = "http://\(host):\(service.port)/a%2Fb/c"
                let output = try await curl(url)
                #expect(output == "GET [\"a/b\", \"c\"] 0")
            }
        }
    }

    @Test func `keeps the connection between requests`() async throws {
        try await serving(handler: echo) { service in
            let url = "http://127.0.0.1:\(service.port)/"
            let output = try await curl(
                "-w", " %{num_connects}\n", url + "1", url + "2", url + "3")
            #expect(output == "GET [\"1\"] 0 1\nGET [\"2\"] 0 0\nGET [\"3\"] 0 0\n")
        }
    }

    @Test func `takes bodies by length, in chunks and after a go-ahead`() async throws {
        let body = String(repeating: "x", count: 2_000_000)
        let file = FileManager.default.temporaryDirectory.path + "/body-\(getpid())-\(UUID())"
        try body.write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await serving(handler: echo) { service in
            let url = "http://127.0.0.1:\(service.port)/"
            #expect(try await curl("--data-binary", "@\(file)", url) == "POST [] 2000000")
            let chunked = try await curl(
                "-H", "Transfer-Encoding: chunked", "--data-binary", "@\(file)", url)
            #expect(chunked == "POST [] 2000000")
            let waiting = try await curl(
                "-i", "-H", "Expect: 100-continue", "--data-binary", "hello", url)
            #expect(waiting.hasPrefix("HTTP/1.1 100 Continue\r\n"))
            #expect(waiting.hasSuffix("POST [] 5"))
        }
    }

    @Test func `tells curl that a body is too long`() async throws {
        var limits = Limits()
        limits.bodyBytesMax = 1_000
        let body = String(repeating: "x", count: 1_001)
        try await serving(limits: limits, handler: echo) { service in
            let output = try await curl("-d", body, "http://127.0.0.1:\(service.port)/")
            #expect(output.contains("the body is too long: at most 1000 bytes are taken"))
        }
    }

    @Test func `sends large answers whole`() async throws {
        let body = [UInt8](repeating: 120, count: 5_000_000)
        try await serving(handler: { _ in HTTPResponse(200, body: body) }) { service in
            let output = try await curl("http://127.0.0.1:\(service.port)/")
            #expect(output.utf8.count == 5_000_000)
        }
    }

    @Test func `finishes requests in progress when it is told to stop`() async throws {
        let started = AsyncStream<Void>.makeStream()
        let release = AsyncStream<Void>.makeStream()
        let handler: HTTPHandler = { _ in
            started.continuation.yield()
            // Awaited in a task of its own, so that a cancellation would show as an early end.
            for await _ in release.stream { break }
            return .text(Task.isCancelled ? "cancelled" : "whole")
        }
        let service = try HTTPService(port: 0, handler: handler)
        let url = "http://127.0.0.1:\(service.port)/"
        try await withThrowingTaskGroup { group in
            group.addTask { await service.run() }
            let answer = Mutex("")
            try await withThrowingTaskGroup { inner in
                inner.addTask { [url] in try await curl("-i", url) }
                for await _ in started.stream { break }
                group.cancelAll()
                release.continuation.yield()
                for try await text in inner { answer.withLock { $0 = text } }
            }
            let text = answer.withLock { $0 }
            #expect(text.contains("Connection: close"))
            #expect(text.hasSuffix("whole"))
            try await group.waitForAll()
        }
        #expect(try await curl(url).contains("curl: (7)"))
    }

    @Test func `makes room for new connections by closing idle ones`() async throws {
        var limits = Limits()
        limits.connectionsMax = 2
        try await serving(limits: limits, handler: echo) { service in
            let sockets = (0..<2).compactMap { _ in RawSocket(port: service.port) }
            for socket in sockets {
                socket.send("GET /s HTTP/1.1\r\nHost: h\r\n\r\n")
                let answer = await socket.receive(until: "0")
                #expect(answer.hasSuffix("GET [\"s\"] 0"))
            }
            let output = try await curl("http://127.0.0.1:\(service.port)/c")
            #expect(output == "GET [\"c\"] 0")
        }
    }

    @Test func `survives hostile bytes on real sockets`() async throws {
        try await serving(handler: echo) { service in
            var random = Fuzz(seed: 21)
            for _ in 0..<100 {
                let socket = try #require(RawSocket(port: service.port))
                var bytes = Array("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab".utf8)
                for _ in 0..<4 { random.mutate(&bytes) }
                socket.send(bytes)
            }
            let output = try await curl("http://127.0.0.1:\(service.port)/ok")
            #expect(output == "GET [\"ok\"] 0")
        }
    }
}

@Suite struct `Binding a server` {
    @Test func `names the port that is in use`() throws {
        let first = try HTTPService(port: 0, handler: echo)
        let error = #expect(throws: BindError.self) {
            try HTTPService(port: first.port, handler: echo)
        }
        #expect(error == .portInUse(address: "127.0.0.1", port: first.port))
        #expect(error?.description.contains("choose another port with --port") == true)
    }

    @Test func `refuses what is no address of this machine`() {
        #expect(throws: BindError.malformedAddress("somewhere")) {
            try HTTPService(bind: ["somewhere"], port: 0, handler: echo)
        }
        #expect(throws: BindError.unknownAddress("192.0.2.1")) {
            try HTTPService(bind: ["192.0.2.1"], port: 0, handler: echo)
        }
    }

    @Test func `knows which addresses only this machine can reach`() {
        #expect(["localhost", "127.0.0.1", "127.3.2.1", "::1"].allSatisfy(HTTPService.isLoopback))
        #expect(!["0.0.0.0", "::", "10.0.0.1", "127.0.0"].contains(where: HTTPService.isLoopback))
    }
}
