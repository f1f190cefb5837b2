/// The bounds of what one server takes from the network.
public struct Limits: Hashable, Sendable {
    /// Bytes of a request line.
    public var requestLineBytesMax = 8_192
    /// Bytes of all header lines of a request, and of its trailers.
    public var headerBytesMax = 32_768
    /// Header lines of a request.
    public var headersMax = 100
    /// Bytes of a body.
    public var bodyBytesMax = 4_194_304
    /// Connections open at once.
    public var connectionsMax = 1_000
    /// Time for a request line and its headers, from their first byte.
    public var headersTimeMax = Duration.seconds(10)
    /// Time for a body, from the end of the headers.
    public var bodyTimeMax = Duration.seconds(60)
    /// Time between two requests of a connection.
    public var idleTimeMax = Duration.seconds(60)
    /// Time in which a peer must take some of the response.
    public var writeTimeMax = Duration.seconds(30)
    /// Time for an answer; later the peer is told 504.
    public var answerTimeMax = Duration.seconds(120)
    /// Time for requests in progress once the server is told to stop.
    public var drainTimeMax = Duration.seconds(10)

    /// The defaults.
    public init() {}

    /// Bytes of a chunk's size line with its extensions.
    static let chunkLineBytesMax = 256
    /// Empty lines before a request line that are passed over.
    static let leadingLinesMax = 2
    /// Bytes read from a socket at once.
    static let readBytesMax = 65_536
    /// Time in which a refused peer may still send before the connection is cut.
    static let lingerTimeMax = Duration.seconds(1)
    /// Segments of a path.
    static let segmentsMax = 64
    /// Parameters of a query.
    static let queryItemsMax = 256
    /// Connections that wait to be accepted.
    static let backlog: Int32 = 512
    /// Attempts to find one port that is free on every address.
    static let portAttemptsMax = 8
}
