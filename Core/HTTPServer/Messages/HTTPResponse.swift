/// One answer; `Content-Length`, `Connection` and `Date` are the server's to add.
public struct HTTPResponse: Hashable, Sendable {
    /// The status code.
    public var status: Int
    /// The header lines.
    public var headers: HTTPHeaders
    /// The body.
    public var body: [UInt8]

    /// Puts a response together.
    public init(_ status: Int, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }

    /// JSON that is written already.
    public static func json(_ body: [UInt8], status: Int = 200) -> HTTPResponse {
        HTTPResponse(status, headers: ["Content-Type": "application/json"], body: body)
    }

    /// Plain text.
    public static func text(_ text: String, status: Int = 200) -> HTTPResponse {
        HTTPResponse(
            status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: Array(text.utf8))
    }

    /// An error in the form of every error of the API: `{"code": 5, "message": "…"}`.
    public static func problem(_ status: Int, _ message: String) -> HTTPResponse {
        let text = message.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        let plain = String(text.map { $0.isASCII && ($0.asciiValue ?? 0) < 32 ? " " : $0 })
        let code = codes[status] ?? (status < 500 ? 3 : 13)
        return .json(
            Array("{\n  \"code\": \(code),\n  \"message\": \"\(plain)\"\n}\n".utf8), status: status)
    }

    /// The codes that clients of this shape of API know, by status.
    private static let codes = [
        401: 16, 403: 7, 404: 5, 405: 12, 409: 6, 429: 8, 501: 12, 503: 14, 504: 4,
    ]

    static let reasons = [
        200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 304: "Not Modified",
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 408: "Request Timeout", 409: "Conflict",
        413: "Content Too Large", 414: "URI Too Long", 417: "Expectation Failed",
        422: "Unprocessable Content", 429: "Too Many Requests",
        431: "Request Header Fields Too Large", 500: "Internal Server Error",
        501: "Not Implemented", 503: "Service Unavailable", 504: "Gateway Timeout",
        505: "HTTP Version Not Supported",
    ]
}
