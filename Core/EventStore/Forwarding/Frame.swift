/// A message between processes as bytes: 4 bytes of length, a kind, a body.
package struct Frame: Hashable {
    package let kind: UInt8
    package let body: [UInt8]

    package init(kind: UInt8, body: [UInt8]) {
        (self.kind, self.body) = (kind, body)
    }

    package var bytes: [UInt8] {
        let count = UInt32(body.count)
        let length = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> UInt32($0)) }
        return length + [kind] + body
    }
}

/// Cuts a stream of bytes into frames; holds at most one that is not complete.
package struct FrameDecoder: Sendable {
    private var pending: [UInt8] = []

    package init() {}

    package mutating func take(_ bytes: some Collection<UInt8>) { pending += bytes }

    /// The next complete frame; nil until more bytes come.
    ///
    /// - Throws: A frame over the limit: the peer is not one of ours and must be left.
    package mutating func next() throws(ByteReader.Malformed) -> Frame? {
        guard pending.count >= 5 else { return nil }
        let count = Int(pending.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        guard count <= Limits.frameBytesMax else {
            throw ByteReader.Malformed(reason: "a frame of \(count) bytes")
        }
        guard pending.count >= 5 + count else { return nil }
        let frame = Frame(kind: pending[4], body: Array(pending[5..<5 + count]))
        pending.removeFirst(5 + count)
        return frame
    }
}
