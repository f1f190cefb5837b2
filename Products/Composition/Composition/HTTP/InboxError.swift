import Events
import HTTPServer
import SignalsFacade

/// Why the inbox did not do what it was asked to.
struct InboxError: Error {
    let status: Int
    let code: String
    let message: String

    static func arguments(_ message: String) -> InboxError {
        InboxError(status: 400, code: "invalid_argument", message: message)
    }

    static func unknown(_ message: String) -> InboxError {
        InboxError(status: 404, code: "not_found", message: message)
    }

    private init(status: Int, code: String, message: String) {
        (self.status, self.code, self.message) = (status, code, message)
    }

    init(_ error: SignalsError) {
        let status =
            switch error.kind {
            case .arguments: 400
            case .unknown: 404
            case .conflict: 409
            case .machinery: 503
            }
        self.init(status: status, code: error.code, message: "\(error)")
    }

    /// The numbers are those that every error of the API carries.
    private var number: Int {
        switch status {
        case 400: 3
        case 404: 5
        case 409: 6
        default: 14
        }
    }

    var response: HTTPResponse {
        .object(
            ["code": JSONValue(number), "error": .string(code), "message": .string(message)],
            status: status)
    }
}

extension HTTPResponse {
    /// A value as the body.
    static func object(_ value: JSONValue, status: Int = 200) -> HTTPResponse {
        .json(value.bytes(.pretty) + [10], status: status)
    }

    /// An encodable answer as the body.
    static func encoded(_ value: some Encodable, status: Int = 200) throws -> HTTPResponse {
        .object(try JSONValue(encoding: value), status: status)
    }

    /// A list that is complete.
    static func list(_ results: [some Encodable]) throws -> HTTPResponse {
        .object([
            "results": try JSONValue(encoding: results), "count": JSONValue(results.count),
            "next": .null,
        ])
    }
}
