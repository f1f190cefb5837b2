/// Why bytes are not a request that this server answers.
package enum Refusal: Error, Hashable {
    case malformedLine
    case malformedTarget
    case malformedHeader
    case bareLineFeed
    case foldedHeader
    case badHost
    case ambiguousLength
    case badChunk
    case unknownCoding
    case unknownExpectation
    case unknownVersion
    case lineTooLong
    case headersTooLong
    case bodyTooLong(max: Int)
    case tooSlow

    package var response: HTTPResponse { .problem(status, message) }

    package var status: Int {
        switch self {
        case .malformedLine, .malformedTarget, .malformedHeader, .bareLineFeed, .foldedHeader,
            .badHost, .ambiguousLength, .badChunk:
            400
        case .tooSlow: 408
        case .bodyTooLong: 413
        case .lineTooLong: 414
        case .unknownExpectation: 417
        case .headersTooLong: 431
        case .unknownCoding: 501
        case .unknownVersion: 505
        }
    }

    private var message: String {
        switch self {
        case .malformedLine: "malformed request line: expected METHOD /path HTTP/1.1"
        case .malformedTarget: "malformed path or query: check its percent encoding"
        case .malformedHeader: "malformed header line: expected Name: value"
        case .bareLineFeed: "lines must end with CR LF"
        case .foldedHeader: "folded header lines are not accepted: send each on one line"
        case .badHost: "exactly one Host header is needed"
        case .ambiguousLength: "ambiguous length: send one Content-Length or chunks"
        case .badChunk: "malformed chunk"
        case .unknownCoding: "unknown transfer coding: only chunked is understood"
        case .unknownExpectation: "unknown expectation: only 100-continue is understood"
        case .unknownVersion: "unknown version: use HTTP/1.1"
        case .lineTooLong: "the request line is too long"
        case .headersTooLong: "the headers are too long or too many"
        case .bodyTooLong(let max): "the body is too long: at most \(max) bytes are taken"
        case .tooSlow: "the request did not arrive in time"
        }
    }
}
