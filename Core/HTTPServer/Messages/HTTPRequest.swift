/// One request, complete: its body has arrived.
public struct HTTPRequest: Hashable, Sendable {
    /// The method in upper case as sent: `GET`.
    public let method: String
    /// The segments of the path: first split at `/`, then percent-decoded.
    public let segments: [String]
    /// The parameters of the query, decoded, in order.
    public let query: [QueryItem]
    /// The header lines.
    public let headers: HTTPHeaders
    /// The body, without any transfer coding.
    public let body: [UInt8]
    /// Whether the peer wants to send more on this connection.
    let keepsAlive: Bool

    /// A parameter of a query; one without `=` has an empty value.
    public struct QueryItem: Hashable, Sendable {
        /// The name, decoded.
        public let name: String
        /// The value, decoded.
        public let value: String

        /// Puts a parameter together.
        public init(name: String, value: String) { (self.name, self.value) = (name, value) }
    }

    /// A request as a test or a caller within the process makes it; nil for a malformed target.
    public init?(
        _ method: String, _ target: String, headers: HTTPHeaders = [:], body: [UInt8] = []
    ) {
        guard let target = RequestTarget(target) else { return nil }
        self.init(method: method, target: target, headers: headers, body: body, keepsAlive: true)
    }

    init(
        method: String, target: RequestTarget, headers: HTTPHeaders, body: [UInt8],
        keepsAlive: Bool
    ) {
        (self.method, segments, query) = (method, target.segments, target.query)
        (self.headers, self.body, self.keepsAlive) = (headers, body, keepsAlive)
    }

    /// The first value of a query's parameter.
    public func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }
}

/// The path and the query of a request line.
struct RequestTarget: Hashable, Sendable {
    let segments: [String]
    let query: [HTTPRequest.QueryItem]

    /// Reads a path that begins with `/`, and a query; nil where something does not decode.
    init?(_ text: String) {
        guard text.hasPrefix("/") || text == "*" else { return nil }
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let names = parts[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        let items = parts.count == 2 ? parts[1].split(separator: "&") : []
        guard names.count <= Limits.segmentsMax, items.count <= Limits.queryItemsMax else {
            return nil
        }
        var (segments, query): ([String], [HTTPRequest.QueryItem]) = ([], [])
        for name in names {
            guard let segment = name.percentDecoded() else { return nil }
            // Dot segments mean another path to every client: they are refused, not resolved.
            guard segment != ".", segment != ".." else { return nil }
            segments.append(segment)
        }
        for item in items {
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = pair[0].percentDecoded(plus: " "),
                let value = (pair.count == 2 ? pair[1] : "").percentDecoded(plus: " ")
            else { return nil }
            query.append(.init(name: name, value: value))
        }
        (self.segments, self.query) = (segments == [""] ? [] : segments, query)
    }
}

extension Substring {
    /// The text with `%XX` decoded; nil for a broken escape, for NUL and for what is not UTF-8.
    fileprivate func percentDecoded(plus: Character = "+") -> String? {
        var bytes: [UInt8] = []
        var left = Array(utf8)[...]
        while let byte = left.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = left.popFirst()?.hexadecimal,
                    let low = left.popFirst()?.hexadecimal
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+"): bytes.append(contentsOf: plus.utf8)
            default: bytes.append(byte)
            }
        }
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    var hexadecimal: UInt8? {
        switch self {
        case 48...57: self - 48
        case 65...70: self - 55
        case 97...102: self - 87
        default: nil
        }
    }
}
