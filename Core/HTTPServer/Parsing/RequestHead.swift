/// The request line and the headers of a request that is being read.
struct RequestHead {
    enum Framing: Hashable { case none, length(Int), chunked }

    let method: String
    let target: RequestTarget?
    /// The authority of a target in absolute form, which counts more than `Host`.
    let authority: String?
    let isVersion11: Bool
    private(set) var headers = HTTPHeaders()

    static let empty = RequestHead(method: "", target: nil, authority: nil, isVersion11: true)

    private init(method: String, target: RequestTarget?, authority: String?, isVersion11: Bool) {
        (self.method, self.target, self.authority) = (method, target, authority)
        self.isVersion11 = isVersion11
    }

    /// Reads `METHOD target HTTP/1.1`, with exactly one space between the parts.
    init(line: ArraySlice<UInt8>) throws(Refusal) {
        let parts = line.split(separator: 32, omittingEmptySubsequences: false)
        guard parts.count == 3, (1...32).contains(parts[0].count),
            parts[0].allSatisfy(\.isTokenByte),
            parts[1].allSatisfy({ (33...126).contains($0) && $0 != UInt8(ascii: "#") })
        else { throw .malformedLine }
        let version = String(decoding: parts[2], as: UTF8.self)
        guard version == "HTTP/1.1" || version == "HTTP/1.0" else {
            throw version.hasPrefix("HTTP/") ? .unknownVersion : .malformedLine
        }
        var text = String(decoding: parts[1], as: UTF8.self)
        var authority: String?
        if text.lowercased().hasPrefix("http://") {
            let rest = text.dropFirst(7)
            let host = rest.prefix { $0 != "/" && $0 != "?" }
            let path = rest.dropFirst(host.count)
            authority = String(host)
            text = path.hasPrefix("/") ? String(path) : "/\(path)"
        }
        guard let target = RequestTarget(text) else { throw .malformedTarget }
        self.init(
            method: String(decoding: parts[0], as: UTF8.self), target: target,
            authority: authority, isVersion11: version == "HTTP/1.1")
    }

    /// Reads `Name: value`.
    mutating func add(_ line: ArraySlice<UInt8>) throws(Refusal) {
        guard line.first != 32, line.first != 9 else { throw .foldedHeader }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy(\.isTokenByte)
        else { throw .malformedHeader }
        let value = line[(colon + 1)...]
        guard value.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 9 }) else {
            throw .malformedHeader
        }
        headers.add(
            String(decoding: line[..<colon], as: UTF8.self),
            String(String(decoding: value, as: UTF8.self)[...].trimmed))
    }

    /// How the body is delimited; refuses whatever two readers could read in two ways.
    func framing(_ limits: Limits) throws(Refusal) -> Framing {
        guard headers.all("Host").count == 1 || (!isVersion11 && headers["Host"] == nil) else {
            throw .badHost
        }
        for expectation in headers.all("Expect") where expectation.lowercased() != "100-continue" {
            throw .unknownExpectation
        }
        let (lengths, codings) = (headers.all("Content-Length"), headers.all("Transfer-Encoding"))
        if let coding = codings.first {
            guard lengths.isEmpty, codings.count == 1, isVersion11 else { throw .ambiguousLength }
            guard coding.lowercased() == "chunked" else { throw .unknownCoding }
            return .chunked
        }
        guard let text = lengths.first else { return .none }
        guard lengths.count == 1, (1...18).contains(text.utf8.count),
            text.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(text)
        else { throw .ambiguousLength }
        guard count <= limits.bodyBytesMax else { throw .bodyTooLong(max: limits.bodyBytesMax) }
        return count == 0 ? .none : .length(count)
    }

    var expectsContinue: Bool { isVersion11 && headers["Expect"] != nil }

    func request(body: [UInt8]) -> HTTPRequest {
        var headers = headers
        if let authority { headers["Host"] = authority }
        let wishes = headers.tokens("Connection")
        let keepsAlive =
            isVersion11 ? !wishes.contains("close") : wishes.contains("keep-alive")
        let target = target ?? RequestTarget.root
        return HTTPRequest(
            method: method, target: target, headers: headers, body: body, keepsAlive: keepsAlive)
    }
}

extension RequestTarget {
    static let root = RequestTarget()

    private init() { (segments, query) = ([], []) }
}

extension UInt8 {
    /// Whether the byte may stand in a method or in the name of a header.
    fileprivate var isTokenByte: Bool {
        switch self {
        case 48...57, 65...90, 94...122, 124, 126: true
        case 33, 35...39, 42, 43, 45, 46: true
        default: false
        }
    }
}
