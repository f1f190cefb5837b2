import Glibc
import Telemetry

/// What the thread of a `ConnectionLoop` owns: the open sockets and what the kernel says of them.
struct ConnectionTurn {
    private let listening: ListeningSockets
    private let bell: Int32
    private let limits: Limits
    private let instruments: Instruments
    private let onRequest: (UInt64, HTTPRequest) -> Void
    private var peers: [UInt64: Peer] = [:]
    private var lastID: UInt64 = 0
    private var polled: [pollfd] = []
    /// The peer of each polled descriptor; 0 for the bell and for listeners.
    private var owners: [UInt64] = []
    private var checked = Duration.zero
    private var pausedUntil = Duration.zero
    private var date = (second: Int64(-1), text: "")
    private var drainsUntil: Duration?

    /// How exact time limits are.
    private static let tick = Duration.milliseconds(100)

    init(
        _ listening: ListeningSockets, bell: Int32, limits: Limits, instruments: Instruments,
        onRequest: @escaping (UInt64, HTTPRequest) -> Void
    ) {
        (self.listening, self.bell, self.limits) = (listening, bell, limits)
        (self.instruments, self.onRequest) = (instruments, onRequest)
    }

    var isDone: Bool {
        guard let drainsUntil else { return false }
        return peers.isEmpty || Self.now >= drainsUntil
    }

    mutating func end() {
        for id in Array(peers.keys) { drop(id) }
        listening.close()
    }

    // MARK: - Events

    mutating func awaitEvents() {
        polled = [pollfd(fd: bell, events: Int16(POLLIN), revents: 0)]
        owners = [0]
        if Self.now >= pausedUntil {
            for descriptor in listening.descriptors {
                polled.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
                owners.append(0)
            }
        }
        for (id, peer) in peers {
            polled.append(pollfd(fd: peer.descriptor, events: peer.wanted, revents: 0))
            owners.append(id)
        }
        let waitsForever = peers.isEmpty && polled.count > 1
        if poll(&polled, nfds_t(polled.count), waitsForever ? -1 : 100) <= 0 { polled = [] }
    }

    /// Whether the bell rang; silences it.
    func takesBell() -> Bool {
        guard let first = polled.first, first.revents != 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: 64)
        _ = read(bell, &bytes, bytes.count)
        return true
    }

    mutating func handleEvents() {
        for (one, owner) in zip(polled, owners).dropFirst() where one.revents != 0 {
            if owner == 0 {
                accept(one.fd)
            } else {
                handle(owner, Int32(one.revents))
            }
        }
        expire()
    }

    private mutating func handle(_ id: UInt64, _ happened: Int32) {
        guard let peer = peers[id] else { return }
        let isDead = happened & (POLLHUP | POLLERR | POLLNVAL) != 0
        if peer.connection.wantsBytes {
            receive(id)
        } else if isDead {
            drop(id)
        }
        if happened & POLLOUT != 0 { send(id) }
    }

    private mutating func expire() {
        let now = Self.now
        guard now - checked >= Self.tick else { return }
        checked = now
        for (id, peer) in peers where peer.connection.deadline <= now { step(id, .expired) }
    }

    // MARK: - Letters

    mutating func answer(_ id: UInt64, _ response: HTTPResponse) {
        step(id, .answered(response))
    }

    mutating func drain() {
        guard drainsUntil == nil else { return }
        drainsUntil = Self.now + limits.drainTimeMax
        listening.close()
        for id in Array(peers.keys) { step(id, .drain) }
    }

    // MARK: - Accepting

    private mutating func accept(_ listener: Int32) {
        guard drainsUntil == nil else { return }
        for _ in 0..<64 {
            let descriptor = Glibc.accept(listener, nil, nil)
            guard descriptor >= 0 else {
                if errno == EMFILE || errno == ENFILE {
                    instruments.warning("out of file descriptors; connections wait")
                    pausedUntil = Self.now + Self.tick
                }
                return
            }
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            admit(descriptor)
        }
    }

    private mutating func admit(_ descriptor: Int32) {
        if peers.count >= limits.connectionsMax, !dropIdle() {
            instruments.count("http.connections-refused")
            let busy = HTTPResponse.problem(503, "too many connections: try again in a moment")
            let bytes = ResponseWriter.bytes(busy, .init(keepsAlive: false))
            _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            _ = close(descriptor)
            return
        }
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, size)
        lastID += 1
        let connection = Connection(limits: limits, now: Self.now)
        peers[lastID] = Peer(descriptor: descriptor, connection: connection)
    }

    /// Makes room by closing the connection that has been idle for longest.
    private mutating func dropIdle() -> Bool {
        let idle = peers.filter { $0.value.connection.isIdle }
        let oldest = idle.min {
            ($0.value.connection.deadline, $0.key) < ($1.value.connection.deadline, $1.key)
        }
        guard let oldest else { return false }
        drop(oldest.key)
        return true
    }

    // MARK: - Bytes

    private mutating func receive(_ id: UInt64) {
        guard let peer = peers[id] else { return }
        var bytes = [UInt8](repeating: 0, count: Limits.readBytesMax)
        let count = recv(peer.descriptor, &bytes, bytes.count, 0)
        if count > 0 {
            bytes.removeLast(bytes.count - count)
            step(id, .received(bytes))
        } else if count == 0 {
            step(id, .ended)
        } else if errno != EAGAIN, errno != EINTR {
            drop(id)
        }
    }

    private mutating func step(_ id: UInt64, _ input: Connection.Input) {
        guard peers[id] != nil else { return }
        let now = Self.now
        let date = currentDate()
        peers[id]?.connection.date = date
        let actions = peers[id]?.connection.handle(input, now: now) ?? []
        for action in actions { perform(action, of: id) }
    }

    private mutating func perform(_ action: Connection.Action, of id: UInt64) {
        switch action {
        case .handle(let request):
            instruments.count("http.requests")
            onRequest(id, request)
        case .write(let bytes):
            peers[id]?.outgoing.append(contentsOf: bytes)
            send(id)
        case .endWriting:
            if let peer = peers[id] { shutdown(peer.descriptor, Int32(SHUT_WR)) }
        case .close: drop(id)
        }
    }

    private mutating func send(_ id: UInt64) {
        guard let peer = peers[id], peer.isSending else { return }
        let count = peer.outgoing.withUnsafeBytes { bytes in
            let left = UnsafeRawBufferPointer(rebasing: bytes[peer.sent...])
            return Glibc.send(
                peer.descriptor, left.baseAddress, left.count, Int32(MSG_NOSIGNAL))
        }
        guard count >= 0 else {
            if errno != EAGAIN, errno != EINTR { drop(id) }
            return
        }
        peers[id]?.sent += count
        if peers[id]?.isSending == true { return step(id, .progressed) }
        peers[id]?.outgoing = []
        peers[id]?.sent = 0
        step(id, .flushed)
    }

    private mutating func drop(_ id: UInt64) {
        guard let peer = peers.removeValue(forKey: id) else { return }
        _ = close(peer.descriptor)
    }

    // MARK: - Clocks

    private static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private mutating func currentDate() -> String {
        let second = Int64(time(nil))
        if date.second != second {
            date = (second, HTTPDate.text(secondsSince1970: second))
        }
        return date.text
    }
}

/// A socket with its connection and what is still to be sent.
private struct Peer {
    let descriptor: Int32
    var connection: Connection
    var outgoing: [UInt8] = []
    var sent = 0

    var isSending: Bool { sent < outgoing.count }
    /// What the kernel is asked for.
    var wanted: Int16 {
        (connection.wantsBytes ? Int16(POLLIN) : 0) | (isSending ? Int16(POLLOUT) : 0)
    }

    init(descriptor: Int32, connection: Connection) {
        (self.descriptor, self.connection) = (descriptor, connection)
    }
}
