/// Turns bytes into requests: a pure state machine that holds one request at a time.
///
/// Strict where leniency would let two readers see two requests: lines end with CR LF only, a length
/// is given once and in one way, folded headers and unknown transfer codings are refused.
package struct RequestParser {
    package enum Output: Hashable {
        /// A whole request.
        case request(HTTPRequest)
        /// The peer waits for a go-ahead before it sends the body.
        case needsContinue
        /// The bytes cannot be followed any further; the connection ends with this answer.
        case refused(Refusal)
    }

    /// What the machine is in the middle of.
    package enum Phase: Hashable { case idle, head, body, failed }

    private enum State {
        case requestLine(skipped: Int)
        case headers(RequestHead, read: Int)
        case fixedBody(RequestHead, count: Int)
        case chunkSize(RequestHead)
        case chunkData(RequestHead, count: Int)
        case chunkEnd(RequestHead)
        case trailers(RequestHead, read: Int)
        case failed
    }

    private let limits: Limits
    private var state = State.requestLine(skipped: 0)
    private var buffer: [UInt8] = []
    private var start = 0
    private var scanned = 0
    private var body: [UInt8] = []

    package init(limits: Limits) { self.limits = limits }

    package var phase: Phase {
        switch state {
        case .requestLine: start == buffer.count ? .idle : .head
        case .headers: .head
        case .fixedBody, .chunkSize, .chunkData, .chunkEnd, .trailers: .body
        case .failed: .failed
        }
    }

    /// Takes bytes as they arrive, in pieces of any size.
    package mutating func feed(_ bytes: some Collection<UInt8>) {
        if case .failed = state { return }
        if start > 0, start == buffer.count || start > 65_536 {
            buffer.removeFirst(start)
            scanned -= start
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next thing to act upon; nil when more bytes are needed.
    package mutating func next() -> Output? {
        do {
            while true {
                switch try step() {
                case .again: continue
                case .starved: return nil
                case .output(let output): return output
                }
            }
        } catch {
            state = .failed
            (buffer, body) = ([], [])
            (start, scanned) = (0, 0)
            return .refused(error)
        }
    }

    private enum Step { case again, starved, output(Output) }

    private mutating func step() throws(Refusal) -> Step {
        switch state {
        case .requestLine(let skipped): try readRequestLine(skipped: skipped)
        case .headers(let head, let read): try readHeader(head, read: read)
        case .fixedBody(let head, let count): readFixedBody(head, count)
        case .chunkSize(let head): try readChunkSize(head)
        case .chunkData(let head, let count): readChunkData(head, count)
        case .chunkEnd(let head): try readChunkEnd(head)
        case .trailers(let head, let read): try readTrailer(head, read: read)
        case .failed: .starved
        }
    }

    private mutating func readRequestLine(skipped: Int) throws(Refusal) -> Step {
        guard let line = try line(max: limits.requestLineBytesMax, orElse: .lineTooLong) else {
            return .starved
        }
        if line.isEmpty {
            guard skipped < Limits.leadingLinesMax else { throw .malformedLine }
            state = .requestLine(skipped: skipped + 1)
        } else {
            state = .headers(try RequestHead(line: line), read: 0)
        }
        return .again
    }

    private mutating func readHeader(_ head: RequestHead, read: Int) throws(Refusal) -> Step {
        let room = limits.headerBytesMax - read
        guard let line = try line(max: room, orElse: .headersTooLong) else { return .starved }
        var head = head
        guard line.isEmpty else {
            guard head.headers.fields.count < limits.headersMax else { throw .headersTooLong }
            try head.add(line)
            state = .headers(head, read: read + line.count + 2)
            return .again
        }
        body = []
        switch try head.framing(limits) {
        case .none: return finish(head)
        case .length(let count): state = .fixedBody(head, count: count)
        case .chunked: state = .chunkSize(head)
        }
        // A peer that has begun to send the body does not wait for the go-ahead.
        return head.expectsContinue && start == buffer.count ? .output(.needsContinue) : .again
    }

    private mutating func readFixedBody(_ head: RequestHead, _ count: Int) -> Step {
        take(count - body.count)
        return body.count == count ? finish(head) : .starved
    }

    private mutating func readChunkSize(_ head: RequestHead) throws(Refusal) -> Step {
        guard let line = try line(max: Limits.chunkLineBytesMax, orElse: .badChunk) else {
            return .starved
        }
        let count = try ChunkLine.size(line)
        guard count > 0 else {
            state = .trailers(head, read: 0)
            return .again
        }
        guard count <= limits.bodyBytesMax - body.count else {
            throw .bodyTooLong(max: limits.bodyBytesMax)
        }
        state = .chunkData(head, count: body.count + count)
        return .again
    }

    private mutating func readChunkData(_ head: RequestHead, _ count: Int) -> Step {
        take(count - body.count)
        guard body.count == count else { return .starved }
        state = .chunkEnd(head)
        return .again
    }

    private mutating func readChunkEnd(_ head: RequestHead) throws(Refusal) -> Step {
        guard let line = try line(max: 0, orElse: .badChunk) else { return .starved }
        guard line.isEmpty else { throw .badChunk }
        state = .chunkSize(head)
        return .again
    }

    private mutating func readTrailer(_ head: RequestHead, read: Int) throws(Refusal) -> Step {
        let room = limits.headerBytesMax - read
        guard let line = try line(max: room, orElse: .headersTooLong) else { return .starved }
        guard !line.isEmpty else { return finish(head) }
        // Read as headers to be checked, then dropped: nothing here may change the request.
        var dropped = RequestHead.empty
        try dropped.add(line)
        state = .trailers(head, read: read + line.count + 2)
        return .again
    }

    private mutating func finish(_ head: RequestHead) -> Step {
        let request = head.request(body: body)
        state = .requestLine(skipped: 0)
        body = []
        return .output(.request(request))
    }

    private mutating func take(_ wanted: Int) {
        let count = min(wanted, buffer.count - start)
        body.append(contentsOf: buffer[start..<start + count])
        start += count
        scanned = start
    }

    /// The bytes up to the next CR LF; nil when the line has not ended yet.
    private mutating func line(
        max: Int, orElse tooLong: Refusal
    ) throws(Refusal) -> ArraySlice<UInt8>? {
        while scanned < buffer.count, buffer[scanned] != 10 {
            if scanned - start > max + 1 { throw tooLong }
            scanned += 1
        }
        guard scanned < buffer.count else { return nil }
        guard scanned > start, buffer[scanned - 1] == 13 else { throw .bareLineFeed }
        let line = buffer[start..<scanned - 1]
        guard line.count <= max else { throw tooLong }
        scanned += 1
        start = scanned
        return line
    }
}

/// The line before a chunk.
enum ChunkLine {
    /// The number of bytes that follow; extensions are passed over.
    static func size(_ line: ArraySlice<UInt8>) throws(Refusal) -> Int {
        let digits = line.prefix { $0.hexadecimal != nil }
        guard (1...8).contains(digits.count) else { throw .badChunk }
        let rest = line.dropFirst(digits.count)
        let isExtension = rest.first == UInt8(ascii: ";") && rest.allSatisfy { $0 >= 32 || $0 == 9 }
        guard rest.isEmpty || isExtension else { throw .badChunk }
        return digits.reduce(0) { $0 << 4 | Int($1.hexadecimal ?? 0) }
    }
}
