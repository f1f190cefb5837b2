internal import Events
internal import Foundation
internal import Synchronization

/// Another process's side of the socket: appends go out under numbers, answers come back.
final class WriterClient: Sendable {
    /// What became of a forwarded append.
    enum Answer: Sendable {
        case answered(Outcome)
        /// The connection ended first; what was sent may have been written.
        case lost(wasSent: Bool)
    }

    /// Follows the head that the writer tells; closed when the connection ends.
    let signal: HeadSignal
    private let bell: Bell
    private let state = Mutex(State())

    private struct State {
        var outgoing: [Message] = []
        /// Who waits for an answer, and whether the append was sent.
        var pending: [UInt64: Pending] = [:]
        var nextNumber: UInt64 = 0
        var isOver = false
        var stopped: CheckedContinuation<Void, Never>?
    }

    private struct Pending {
        let wake: CheckedContinuation<Answer, Never>
        var wasSent = false
    }

    /// Connects to the writer of a directory; nil when nobody answers.
    static func connected(to directory: LogDirectory) throws(OpenError) -> WriterClient? {
        guard let socket = try UnixSocket.connected(to: directory) else { return nil }
        var peer = Peer(socket)
        guard let hello = greet(&peer) else { return nil }
        let client = WriterClient(head: hello.head, bell: try Bell())
        client.start(socket)
        return client
    }

    private init(head: Position, bell: Bell) {
        signal = HeadSignal(at: head)
        self.bell = bell
    }

    /// Sends an append and waits for its answer.
    func append(_ append: Append) async -> Answer {
        await withCheckedContinuation { wake in
            let refusal: Answer? = state.withLock { state in
                guard !state.isOver, state.stopped == nil else { return .lost(wasSent: false) }
                guard state.pending.count < Limits.queueAppendsMax else {
                    return .answered(.failure(.busy(retryAfter: .milliseconds(100))))
                }
                state.nextNumber += 1
                state.pending[state.nextNumber] = Pending(wake: wake)
                state.outgoing.append(.append(state.nextNumber, append))
                return nil
            }
            if let refusal { wake.resume(returning: refusal) } else { bell.ring() }
        }
    }

    /// Waits for the answers that are due, then ends the thread.
    func stop() async {
        await withCheckedContinuation { done in
            let isOver = state.withLock { state in
                if !state.isOver { state.stopped = done }
                return state.isOver
            }
            if isOver { done.resume() } else { bell.ring() }
        }
    }

    /// Says hello and waits a moment for the answer.
    private static func greet(_ peer: inout Peer) -> Message.Hello? {
        let unknown = UniqueID(high: 0, low: 0)
        let hello = Message.Hello(log: unknown, generation: 0, epoch: 0, head: .start)
        guard peer.send(.hello(hello)) else { return nil }
        for _ in 0..<Limits.greetingRounds {
            var files = [pollfd(fd: peer.socket.file, events: Int16(POLLIN), revents: 0)]
            guard pollFiles(&files, milliseconds: Limits.idleMilliseconds) else { continue }
            guard let messages = peer.receive() else { return nil }
            if case .hello(let answer)? = messages.first { return answer }
        }
        return nil
    }
}

// MARK: - The thread

extension WriterClient {
    private func start(_ socket: UnixSocket) {
        let thread = Thread { [self] in
            var peer = Peer(socket)
            while round(&peer) {}
            end()
        }
        thread.name = "log client"
        thread.start()
    }

    private func round(_ peer: inout Peer) -> Bool {
        var files = [
            pollfd(fd: bell.file, events: Int16(POLLIN), revents: 0),
            pollfd(
                fd: peer.socket.file,
                events: Int16(peer.hasOutgoing ? POLLIN | POLLOUT : POLLIN), revents: 0),
        ]
        _ = pollFiles(&files, milliseconds: -1)
        bell.silence()
        if files[1].revents != 0 {
            guard let messages = peer.receive() else { return false }
            for message in messages { take(message) }
        }
        for message in outgoing() {
            guard peer.send(message) else { return false }
        }
        guard peer.flush() else { return false }
        return !state.withLock { $0.stopped != nil && $0.pending.isEmpty }
    }

    private func take(_ message: Message) {
        switch message {
        case .result(let number, let result): answer(number, .success(result))
        case .error(let number, let error): answer(number, .failure(error))
        case .head(let head): signal.advance(to: head)
        case .hello, .append, .ping: break
        }
    }

    private func answer(_ number: UInt64, _ outcome: Outcome) {
        // The caller's next wait begins behind what it has just written.
        if case .success(let result) = outcome { signal.advance(to: result.position) }
        let pending = state.withLock { $0.pending.removeValue(forKey: number) }
        pending?.wake.resume(returning: .answered(outcome))
    }

    private func outgoing() -> [Message] {
        state.withLock { state in
            defer { state.outgoing = [] }
            for case .append(let number, _) in state.outgoing {
                state.pending[number]?.wasSent = true
            }
            return state.outgoing
        }
    }

    private func end() {
        let (pending, stopped) = state.withLock { state in
            state.isOver = true
            defer { state.pending = [:] }
            // In the order of their numbers: who asked first hears first.
            let pending = state.pending.sorted { $0.key < $1.key }.map(\.value)
            return (pending, state.stopped.take())
        }
        signal.close()
        for waiter in pending { waiter.wake.resume(returning: .lost(wasSent: waiter.wasSent)) }
        stopped?.resume()
    }
}
