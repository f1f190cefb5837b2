import HTTPServer
import Testing

/// Everything that a parser makes of a text that arrives in pieces.
func outputs(
    of text: String, pieces: Int = .max, limits: Limits = Limits()
) -> [RequestParser.Output] {
    outputs(of: Array(text.utf8), pieces: pieces, limits: limits)
}

func outputs(
    of bytes: [UInt8], pieces: Int = .max, limits: Limits = Limits()
) -> [RequestParser.Output] {
    var parser = RequestParser(limits: limits)
    var found: [RequestParser.Output] = []
    var left = bytes[...]
    repeat {
        parser.feed(left.prefix(pieces))
        left = left.dropFirst(pieces)
        while let output = parser.next() { found.append(output) }
    } while !left.isEmpty
    return found
}

private func only(_ text: String) throws -> HTTPRequest {
    let found = outputs(of: text)
    guard case .request(let request) = try #require(found.first), found.count == 1 else {
        Issue.record("expected one request, got \(found)")
        throw NotARequest()
    }
    return request
}

private struct NotARequest: Error {}

@Suite struct `Parsing requests` {
    @Test func `splits the path before it decodes the segments`() throws {
        let request = try only(
            "GET /a/b%2Fc/%C3%A9:%20x/?q=1%262&plain&s=a+b HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(request.method == "GET")
        #expect(request.segments == ["a", "b/c", "é: x", ""])
        #expect(request.query.map(\.name) == ["q", "plain", "s"])
        #expect(request.query.map(\.value) == ["1&2", "", "a b"])
    }

    @Test func `finds headers without regard to case and trims them`() throws {
        let request = try only("GET / HTTP/1.1\r\nhOsT:\t h \r\nX-A: 1\r\nx-a: 2\r\n\r\n")
        #expect(request.headers["Host"] == "h")
        #expect(request.headers.all("X-A") == ["1", "2"])
        #expect(request.segments.isEmpty)
    }

    @Test func `reads bodies of a length and in chunks`() throws {
        let fixed = try only("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello")
        #expect(fixed.body == Array("hello".utf8))
        let chunked = try only(
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "4;x=\"y\"\r\nhell\r\n1\r\no\r\n0\r\nX-Trailer: t\r\n\r\n")
        #expect(chunked.body == Array("hello".utf8))
        #expect(chunked.headers["X-Trailer"] == nil)
    }

    @Test func `reads requests that follow each other`() {
        let found = outputs(
            of: "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi"
                + "\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\nGET /c HTTP/1.1\r\nHost: h\r\n\r\n")
        let paths = found.compactMap { output -> String? in
            guard case .request(let request) = output else { return nil }
            return request.segments.joined()
        }
        #expect(paths == ["a", "b", "c"])
    }

    @Test func `asks for a body that waits for its go-ahead`() {
        let head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
        #expect(outputs(of: head) == [.needsContinue])
        #expect(outputs(of: head + "hi", pieces: head.utf8.count).first == .needsContinue)
        #expect(outputs(of: head + "hi").count == 1)
    }

    @Test func `takes the host from a target in absolute form`() throws {
        let request = try only("GET http://real:1/x?y=1 HTTP/1.1\r\nHost: other\r\n\r\n")
        #expect(request.headers.all("Host") == ["real:1"])
        #expect(request.segments == ["x"])
    }

    @Test func `gives the same whatever the pieces`() {
        let text =
            "\r\nPOST /a%20b?c=d HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: x\r\n\r\n"
            + "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nxyz"
            + "GET /bad HTTP/1.1\r\nHost: h\r\nBad Header: x\r\n\r\nGET / HTTP/1.1\r\n"
        let whole = outputs(of: text)
        #expect(whole.count == 3)
        #expect(whole.last == .refused(.malformedHeader))
        for pieces in 1..<text.utf8.count { #expect(outputs(of: text, pieces: pieces) == whole) }
    }
}

@Suite struct `Refusing requests` {
    private static let post = "POST / HTTP/1.1\r\nHost: h\r\n"
    private static let chunks = post + "Transfer-Encoding: chunked\r\n\r\n"

    static let cases: [(String, Refusal)] = [
        (post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", .ambiguousLength),
        (post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", .ambiguousLength),
        (post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", .ambiguousLength),
        (post + "Content-Length: 3, 3\r\n\r\nabc", .ambiguousLength),
        (post + "Content-Length: +3\r\n\r\nabc", .ambiguousLength),
        (post + "Content-Length: -3\r\n\r\nabc", .ambiguousLength),
        (post + "Content-Length: 0x3\r\n\r\nabc", .ambiguousLength),
        (post + "Content-Length: \r\n\r\n", .ambiguousLength),
        (post + "Content-Length: 99999999999999999999\r\n\r\n", .ambiguousLength),
        (post + "Content-Length : 3\r\n\r\nabc", .malformedHeader),
        (
            post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            .ambiguousLength
        ),
        (post + "Transfer-Encoding: chunked, identity\r\n\r\n", .unknownCoding),
        (post + "Transfer-Encoding: gzip\r\n\r\n", .unknownCoding),
        (post + "Transfer-Encoding: \u{b}chunked\r\n\r\n", .malformedHeader),
        ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", .ambiguousLength),
        (chunks + "x\r\n", .badChunk), (chunks + "\r\n", .badChunk), (chunks + "-1\r\n", .badChunk),
        (chunks + "0x1\r\n", .badChunk), (chunks + " 1\r\n", .badChunk),
        (chunks + "123456789\r\n", .badChunk), (chunks + "1\nA", .bareLineFeed),
        (chunks + "1 \r\n", .badChunk), (chunks + "1\r\nAB\r\n", .badChunk),
        (chunks + "1\r\nA\n", .bareLineFeed),
        (chunks + "0\r\nbad trailer\r\n\r\n", .malformedHeader),
        (chunks + "7fffffff\r\n", .bodyTooLong(max: 4_194_304)),
        (post + "A: b\r\n c\r\n\r\n", .foldedHeader), (post + "\tA: b\r\n\r\n", .foldedHeader),
        ("GET / HTTP/1.1\nHost: h\n\n", .bareLineFeed), (post + "A: b\n\r\n", .bareLineFeed),
        (post + "A: b\rc\r\n\r\n", .malformedHeader), (post + "A: b\0\r\n\r\n", .malformedHeader),
        (post + ": b\r\n\r\n", .malformedHeader), (post + "A\r\n\r\n", .malformedHeader),
        (post + "A(: b\r\n\r\n", .malformedHeader),
        (post + "Expect: more\r\n\r\n", .unknownExpectation),
        ("GET / HTTP/1.1\r\n\r\n", .badHost), (post + "Host: i\r\n\r\n", .badHost),
        ("GET  / HTTP/1.1\r\n", .malformedLine), ("GET / HTTP/1.1 \r\n", .malformedLine),
        (" GET / HTTP/1.1\r\n", .malformedLine), ("GET /\r\n", .malformedLine),
        ("G(T / HTTP/1.1\r\n", .malformedLine), ("GET /a#b HTTP/1.1\r\n", .malformedLine),
        ("GET /é HTTP/1.1\r\n", .malformedLine), ("GET / http/1.1\r\n", .malformedLine),
        ("GET / HTTP/2.0\r\n", .unknownVersion), ("GET / HTTP/1.2\r\n", .unknownVersion),
        ("\r\n\r\n\r\nGET / HTTP/1.1\r\n", .malformedLine),
        ("GET a HTTP/1.1\r\n", .malformedTarget), ("CONNECT h:1 HTTP/1.1\r\n", .malformedTarget),
        ("GET /%zz HTTP/1.1\r\n", .malformedTarget), ("GET /%2 HTTP/1.1\r\n", .malformedTarget),
        ("GET /%ff HTTP/1.1\r\n", .malformedTarget), ("GET /%00 HTTP/1.1\r\n", .malformedTarget),
        ("GET /a/../b HTTP/1.1\r\n", .malformedTarget),
        ("GET /%2e%2e HTTP/1.1\r\n", .malformedTarget),
    ]

    @Test(arguments: cases.indices)
    func `names the reason, in one piece and byte by byte`(index: Int) {
        let (text, refusal) = Self.cases[index]
        #expect(outputs(of: text) == [.refused(refusal)], "\(text)")
        #expect(outputs(of: text, pieces: 1) == [.refused(refusal)], "\(text)")
    }

    @Test func `stops at every limit, without waiting for the end of a line`() {
        var limits = Limits()
        (limits.requestLineBytesMax, limits.headerBytesMax, limits.headersMax) = (40, 60, 3)
        limits.bodyBytesMax = 10
        func refusals(_ text: String) -> [RequestParser.Output] {
            outputs(of: text, limits: limits)
        }
        let long = String(repeating: "a", count: 100)
        let post = Self.post
        #expect(refusals("GET /" + long) == [.refused(.lineTooLong)])
        #expect(refusals("GET / HTTP/1.1\r\nA: " + long) == [.refused(.headersTooLong)])
        #expect(refusals(post + "A:\r\nB:\r\nC:\r\n") == [.refused(.headersTooLong)])
        let tooLong = [RequestParser.Output.refused(.bodyTooLong(max: 10))]
        #expect(refusals(post + "Content-Length: 11\r\n\r\n") == tooLong)
        #expect(refusals(Self.chunks + "6\r\n123456\r\n5\r\n") == tooLong)
        #expect(
            refusals(Self.chunks + "1;" + String(repeating: "e", count: 300))
                == [.refused(.badChunk)])
        #expect(
            refusals(Self.chunks + "0\r\nA: " + long + "\r\n") == [.refused(.headersTooLong)])
    }

    @Test func `reads nothing more after a refusal`() {
        let found = outputs(of: "BAD\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(found == [.refused(.malformedLine)])
    }
}

@Suite struct `Fuzzing requests` {
    private static let seeds = [
        "GET /a/b?c=d HTTP/1.1\r\nHost: h\r\nX: y\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
        "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    ]

    @Test func `random bytes never yield a request nor grow without limit`() {
        var random = Fuzz(seed: 11)
        for _ in 0..<500 {
            let bytes = (0..<random.below(400)).map { _ in UInt8(truncatingIfNeeded: random.next())
            }
            for output in outputs(of: bytes) {
                guard case .refused = output else {
                    Issue.record("random bytes gave \(output)")
                    return
                }
            }
        }
    }

    @Test func `mutated requests give the same whatever the pieces`() {
        var random = Fuzz(seed: 12)
        var refused = 0
        for _ in 0..<3_000 {
            var bytes = Array((Self.seeds[random.below(3)] + Self.seeds[random.below(3)]).utf8)
            for _ in 0...random.below(3) { random.mutate(&bytes) }
            let whole = outputs(of: bytes).filter { $0 != .needsContinue }
            let pieces = outputs(of: bytes, pieces: 1 + random.below(9))
            #expect(pieces.filter { $0 != .needsContinue } == whole)
            if case .refused = whole.last { refused += 1 }
        }
        #expect(refused > 300)
    }
}
