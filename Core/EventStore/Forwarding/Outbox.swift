/// Messages on their way to a peer: what fits is sent at once, the rest waits.
struct Outbox: Sendable {
    let socket: UnixSocket
    private var outgoing: [UInt8] = []
    private var sent = 0

    init(_ socket: UnixSocket) { self.socket = socket }

    /// Whether the peer must read before more can be sent.
    var isFull: Bool { sent < outgoing.count }

    /// Queues a message and sends what fits.
    ///
    /// - Returns: False when the peer is gone, or takes nothing while too much waits for it.
    mutating func send(_ message: Message) -> Bool {
        outgoing += message.frame.bytes
        return flush() && outgoing.count - sent <= Limits.peerBytesMax
    }

    /// Sends what fits; false when the peer is gone.
    mutating func flush() -> Bool {
        while isFull {
            let transfer = outgoing.withUnsafeBytes { socket.write(.init(rebasing: $0[sent...])) }
            switch transfer {
            case .moved(let count): sent += count
            case .wouldBlock: return true
            case .ended: return false
            }
        }
        outgoing.removeAll(keepingCapacity: outgoing.count <= Limits.peerBytesKept)
        sent = 0
        return true
    }
}
