import HTTPServer
import Testing

@Suite struct `Keeping a connection` {
    private let get = Array("GET /a HTTP/1.1\r\nHost: h\r\n\r\n".utf8)
    private let start = Duration.seconds(1_000)

    private func connection() -> Connection { Connection(limits: Limits(), now: start) }

    private func text(_ actions: [Connection.Action]) -> String {
        actions.map { action in
            guard case .write(let bytes) = action else { return "\(action)" }
            return String(decoding: bytes, as: UTF8.self)
        }.joined(separator: "|")
    }

    @Test func `answers one request after the other and reads no further meanwhile`() {
        var connection = connection()
        let first = connection.handle(.received(get + get), now: start)
        #expect(first.count == 1)
        #expect(!connection.wantsBytes)
        let answer = connection.handle(.answered(.text("hi")), now: start)
        #expect(
            text(answer)
                == "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Length: 2\r\n\r\nhi")
        let second = connection.handle(.flushed, now: start)
        #expect(second == first)
        _ = connection.handle(.answered(.text("ho")), now: start)
        #expect(connection.handle(.flushed, now: start).isEmpty)
        #expect(connection.isIdle && connection.wantsBytes)
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n",
    ])
    func `closes after the answer where the peer wants it`(request: String) {
        var connection = connection()
        _ = connection.handle(.received(Array(request.utf8)), now: start)
        let answer = connection.handle(.answered(HTTPResponse(204)), now: start)
        #expect(text(answer) == "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        #expect(connection.handle(.flushed, now: start) == [.close])
    }

    @Test func `leaves the body out for HEAD and says its length`() {
        var connection = connection()
        let head = Array("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n".utf8)
        _ = connection.handle(.received(head), now: start)
        let answer = text(connection.handle(.answered(.json(Array("{}".utf8))), now: start))
        #expect(answer.hasSuffix("Content-Length: 2\r\n\r\n"))
    }

    @Test func `lets no header end a line early`() {
        var connection = connection()
        _ = connection.handle(.received(get), now: start)
        let evil = HTTPResponse(200, headers: ["X": "a\r\nSet-Cookie: b", "Content-Length": "9"])
        let answer = text(connection.handle(.answered(evil), now: start))
        #expect(
            answer == "HTTP/1.1 200 OK\r\nX: a  Set-Cookie: b\r\nContent-Length: 0\r\n\r\n")
    }

    @Test func `answers a refused request, ends writing, and closes after a moment`() {
        var connection = connection()
        let refusal = connection.handle(.received(Array("BAD\r\n".utf8)), now: start)
        #expect(text(refusal).hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(text(refusal).contains("Connection: close"))
        #expect(connection.handle(.flushed, now: start) == [.endWriting])
        #expect(connection.wantsBytes)
        #expect(connection.handle(.received(get), now: start).isEmpty)
        #expect(connection.handle(.expired, now: start + .milliseconds(999)).isEmpty)
        #expect(connection.handle(.expired, now: start + .seconds(1)) == [.close])
    }

    @Test func `gives the go-ahead for a body`() {
        var connection = connection()
        let head = "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n"
        let actions = connection.handle(.received(Array(head.utf8)), now: start)
        #expect(text(actions) == "HTTP/1.1 100 Continue\r\n\r\n")
        #expect(connection.handle(.received([65]), now: start).count == 1)
    }

    @Test func `cuts off headers, bodies and peers that are too slow`() {
        var slowHead = connection()
        _ = slowHead.handle(.received([71]), now: start)
        _ = slowHead.handle(.received([69]), now: start + .seconds(9))
        let refusal = slowHead.handle(.expired, now: start + .seconds(10))
        #expect(text(refusal).hasPrefix("HTTP/1.1 408"))

        var slowBody = connection()
        let head = Array("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n".utf8)
        _ = slowBody.handle(.received(head), now: start)
        _ = slowBody.handle(.received([65]), now: start + .seconds(50))
        #expect(text(slowBody.handle(.expired, now: start + .seconds(60))).contains("408"))

        var silent = connection()
        #expect(silent.handle(.expired, now: start + .seconds(10)) == [.close])

        var stuck = connection()
        _ = stuck.handle(.received(get), now: start)
        _ = stuck.handle(.answered(.text("hi")), now: start)
        _ = stuck.handle(.progressed, now: start + .seconds(20))
        #expect(stuck.handle(.expired, now: start + .seconds(31)).isEmpty)
        #expect(stuck.handle(.expired, now: start + .seconds(50)) == [.close])
    }

    @Test func `tells the peer when an answer takes too long, and drops the late one`() {
        var connection = connection()
        _ = connection.handle(.received(get), now: start)
        let answer = connection.handle(.expired, now: start + .seconds(120))
        #expect(text(answer).hasPrefix("HTTP/1.1 504"))
        #expect(connection.handle(.answered(.text("late")), now: start).isEmpty)
    }

    @Test func `drains: closes when idle, else after the answer`() {
        var idle = connection()
        #expect(idle.handle(.drain, now: start) == [.close])
        var busy = connection()
        _ = busy.handle(.received(get + get), now: start)
        #expect(busy.handle(.drain, now: start).isEmpty)
        #expect(text(busy.handle(.answered(.text("x")), now: start)).contains("Connection: close"))
        #expect(busy.handle(.flushed, now: start) == [.close])
    }

    @Test func `writes dates as headers want them`() {
        #expect(HTTPDate.text(secondsSince1970: 784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.text(secondsSince1970: 1_709_210_096) == "Thu, 29 Feb 2024 12:34:56 GMT")
        #expect(HTTPDate.text(secondsSince1970: 0) == "Thu, 01 Jan 1970 00:00:00 GMT")
    }
}
