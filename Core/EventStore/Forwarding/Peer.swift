internal import Foundation

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

/// Waits until one of the files has something to say; nil where none had within the time.
func pollFiles(_ files: inout [pollfd], milliseconds: Int32) -> Bool {
    poll(&files, nfds_t(files.count), milliseconds) > 0
}
