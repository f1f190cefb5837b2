import HTTPServer
import Testing

@Suite struct `Routing requests` {
    private var router: Router {
        var router = Router()
        router.on("GET", "/healthz") { _, _ in .text("ok") }
        router.on("GET", "/teams/{team}/reports/{id}") { _, path in
            .text("\(path["team"]) \(path["id"])")
        }
        router.on("POST", "/teams/{team}/reports/{id}") { request, _ in
            HTTPResponse(201, body: request.body)
        }
        router.on("*", "/any/{rest...}") { request, _ in .text(request.method) }
        router.on("GET", "/api/{rest...}") { _, path in
            .text(path.rest("rest").joined(separator: "|"))
        }
        return router
    }

    private func answer(_ method: String, _ target: String) async throws -> HTTPResponse {
        await router.answer(try #require(HTTPRequest(method, target)))
    }

    private func body(_ response: HTTPResponse) -> String {
        String(decoding: response.body, as: UTF8.self)
    }

    @Test func `hands over decoded segments`() async throws {
        #expect(body(try await answer("GET", "/teams/a%2Fb/reports/x%20y")) == "a/b x y")
        #expect(body(try await answer("GET", "/api/v1/a%2Fb/c")) == "v1|a/b|c")
        #expect(body(try await answer("GET", "/api")) == "")
        #expect(try await answer("HEAD", "/healthz").status == 200)
    }

    @Test func `lets one route answer every method`() async throws {
        #expect(body(try await answer("DELETE", "/any/x")) == "DELETE")
        #expect(body(try await answer("POST", "/any")) == "POST")
    }

    @Test func `tells an unknown path from an unknown method`() async throws {
        #expect(try await answer("GET", "/nowhere").status == 404)
        #expect(try await answer("GET", "/teams//reports/x").status == 404)
        #expect(try await answer("GET", "/healthz//").status == 404)
        let refused = try await answer("DELETE", "/teams/a/reports/b")
        #expect(refused.status == 405)
        #expect(refused.headers["Allow"] == "GET, POST")
    }

    @Test func `writes errors as JSON whatever their text holds`() {
        let response = HTTPResponse.problem(404, "no \"x\\y\"\n")
        #expect(
            body(response) == "{\n  \"code\": 5,\n  \"message\": \"no \\\"x\\\\y\\\" \"\n}\n")
    }
}

@Suite struct `Guarding requests` {
    private func status(_ handler: HTTPHandler, _ headers: HTTPHeaders) async throws -> Int {
        await handler(try #require(HTTPRequest("GET", "/", headers: headers))).status
    }

    @Test(arguments: [
        ("localhost", 200), ("LOCALHOST:8081", 200), ("127.0.0.1:1", 200), ("127.8.9.1", 200),
        ("[::1]:8081", 200), ("[::1]", 200), ("box.internal:80", 200), ("evil.example", 403),
        ("localhost.evil.example", 403), ("127.0.0.1.evil.example", 403), ("10.0.0.1", 403),
        ("localhost:x", 403), ("localhost:1:2", 403), ("[::1", 403), ("", 403), ("[::2]", 403),
    ])
    func `lets through who names this machine`(host: String, status: Int) async throws {
        let handler = HostGate(allowing: ["Box.internal"]).guarding { _ in .text("in") }
        #expect(try await self.status(handler, ["Host": host]) == status)
    }

    @Test func `refuses requests that a page elsewhere sends`() async throws {
        let handler = HostGate().guarding { _ in .text("in") }
        let host = ("Host", "localhost")
        func headers(_ origin: String) -> HTTPHeaders {
            var headers = HTTPHeaders()
            headers.add(host.0, host.1)
            headers.add("Origin", origin)
            return headers
        }
        #expect(try await status(handler, headers("http://localhost:3000")) == 200)
        #expect(try await status(handler, headers("https://evil.example")) == 403)
        #expect(try await status(handler, headers("null")) == 403)
    }

    @Test(arguments: [
        ("Bearer s3cret", 200), ("bearer s3cret", 200), ("Bearer s3cre", 401),
        ("Bearer s3crets3cret", 401), ("Bearer S3CRET", 401), ("Bearer ", 401),
        ("Basic s3cret", 401),
        ("s3cret", 401), ("", 401),
    ])
    func `asks for the token`(value: String, status: Int) async throws {
        let handler = BearerGate(token: "s3cret").guarding { _ in .text("in") }
        #expect(try await self.status(handler, ["Authorization": value]) == status)
    }

    @Test func `refuses two tokens and none`() async throws {
        let handler = BearerGate(token: "a").guarding { _ in .text("in") }
        #expect(try await status(handler, [:]) == 401)
        let twice: HTTPHeaders = ["Authorization": "Bearer a", "authorization": "Bearer a"]
        #expect(try await status(handler, twice) == 401)
    }
}
