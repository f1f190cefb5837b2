/// Messages that come from a peer, cut out of its bytes.
struct Inbox: Sendable {
    let socket: UnixSocket
    private var decoder = FrameDecoder()

    init(_ socket: UnixSocket) { self.socket = socket }

    /// Reads what is there; nil when the peer is gone or does not speak our language.
    mutating func receive() -> [Message]? {
        var messages: [Message] = []
        let isThere = withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
            switch socket.read(into: buffer) {
            case .moved(let count):
                decoder.take(buffer[..<count])
                return true
            case .wouldBlock: return true
            case .ended: return false
            }
        }
        guard isThere else { return nil }
        do {
            while let frame = try decoder.next() { messages.append(try Message(frame)) }
        } catch {
            return nil
        }
        return messages
    }
}
