import EventStore
import Events
import Workflows

/// Why a request of the API is refused, with the code that its clients know.
struct APIError: Error, CustomStringConvertible {
    enum Code: Int {
        case invalidArgument = 3
        case deadlineExceeded = 4
        case notFound = 5
        case alreadyExists = 6
        case permissionDenied = 7
        case resourceExhausted = 8
        case failedPrecondition = 9
        case unimplemented = 12
        case `internal` = 13
        case unavailable = 14

        /// The status of the answer.
        var status: Int {
            switch self {
            case .invalidArgument, .failedPrecondition: 400
            case .notFound: 404
            case .alreadyExists: 409
            case .permissionDenied: 403
            case .resourceExhausted: 429
            case .unimplemented: 501
            case .internal: 500
            case .unavailable: 503
            case .deadlineExceeded: 504
            }
        }
    }

    let code: Code
    let message: String
    var details: [JSONValue] = []
    var retryAfter: Duration?

    var description: String { message }

    init(_ code: Code, _ message: String) { (self.code, self.message) = (code, message) }

    static func invalid(_ message: String) -> APIError { APIError(.invalidArgument, message) }

    static func unknown(_ workflow: String) -> APIError {
        APIError(.notFound, "workflow not found for ID: \(workflow)")
    }

    static let noPath = APIError(.notFound, "Not Found")
    static let noMethod = APIError(.unimplemented, "Method Not Allowed")

    /// A log that cannot be read.
    static func unreadable(_ error: any Error) -> APIError {
        guard let read = error as? ReadError else {
            return APIError(.internal, "a stored record cannot be read: \(error)")
        }
        return switch read {
        case .busy, .closed: APIError(.unavailable, read.description)
        case .invalid, .corrupt: APIError(.internal, read.description)
        }
    }

    init(_ error: WorkflowError) {
        self.init(Self.code(of: error), error.description)
        switch error {
        case .alreadyStarted(_, let run):
            details = [
                [
                    "@type": .string(Self.prefix + "WorkflowExecutionAlreadyStartedFailure"),
                    "runId": .string(run.description),
                ]
            ]
        case .mailboxFull(_, _, let pause), .closing(_, let pause): retryAfter = pause
        default: break
        }
    }

    private static let prefix = "type.googleapis.com/temporal.api.errordetails.v1."

    private static func code(of error: WorkflowError) -> Code {
        switch error {
        case .alreadyStarted, .requestReused: .alreadyExists
        case .notFound, .alreadyClosed: .notFound
        case .mailboxFull, .closing: .resourceExhausted
        case .busy, .noEngine: .unavailable
        case .unknownType, .unknownQuery, .unknownUpdate, .queryFailed, .invalidQuery, .invalid:
            .invalidArgument
        case .updateFailed, .ended: .failedPrecondition
        case .late: .deadlineExceeded
        case .log, .read: .unavailable
        }
    }

    var json: JSONValue {
        var object = JSONObject()
        object.append("code", .integer(Int64(code.rawValue)))
        object.append("message", .string(message))
        if !details.isEmpty { object.append("details", .array(details)) }
        return .object(object)
    }
}
