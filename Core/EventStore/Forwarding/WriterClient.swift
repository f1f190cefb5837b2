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

    /// What became of a question.
    enum Reply: Sendable {
        case answered([UInt8])
        /// The writer's process takes no questions, or no more at the moment.
        case refused
        /// The connection ended first.
        case lost
    }

    /// Follows the head that the writer tells; closed when the connection ends.
    let signal: HeadSignal
    private let bell: Bell
    private let state: Mutex<State>

    private struct State {
        var outbox: Outbox
        /// Who waits for an answer.
        var pending: [UInt64: CheckedContinuation<Answer, Never>] = [:]
        /// Who waits for the answer to a question.
        var asked: [UInt64: CheckedContinuation<Reply, Never>] = [:]
        var nextNumber: UInt64 = 0
        /// Whether the connection has ended, so that nothing more is sent.
        var isOver = false
        var stopped: CheckedContinuation<Void, Never>?
    }

    /// Connects to the writer of a directory; nil when nobody answers.
    static func connected(to directory: LogDirectory) throws(OpenError) -> WriterClient? {
        guard let socket = try UnixSocket.connected(to: directory) else { return nil }
        var (inbox, outbox) = (Inbox(socket), Outbox(socket))
        guard let hello = greet(&inbox, &outbox) else { return nil }
        let client = WriterClient(head: hello.head, bell: try Bell(), outbox)
        client.start(inbox)
        return client
    }

    private init(head: Position, bell: Bell, _ outbox: Outbox) {
        signal = HeadSignal(at: head)
        self.bell = bell
        state = Mutex(State(outbox: outbox))
    }

    /// Sends an append and waits for its answer.
    func append(_ append: Append) async -> Answer {
        await withCheckedContinuation { wake in
            let (refusal, needsThread) = state.withLock { state -> (Answer?, Bool) in
                guard !state.isOver, state.stopped == nil else {
                    return (.lost(wasSent: false), false)
                }
                guard state.pending.count < Limits.queueAppendsMax else {
                    return (.answered(.failure(.busy(retryAfter: .milliseconds(100)))), false)
                }
                state.nextNumber += 1
                state.pending[state.nextNumber] = wake
                // Sent from here, which saves a change of threads; the rest is the thread's.
                let isThere = state.outbox.send(.append(state.nextNumber, append))
                return (nil, !isThere || state.outbox.isFull)
            }
            if let refusal { wake.resume(returning: refusal) }
            if needsThread { bell.ring() }
        }
    }

    /// Asks the writer's process and waits for what it says.
    func ask(_ question: [UInt8]) async -> Reply {
        await withCheckedContinuation { wake in
            let (isOver, needsThread) = state.withLock { state in
                guard !state.isOver, state.stopped == nil else { return (true, false) }
                state.nextNumber += 1
                state.asked[state.nextNumber] = wake
                let isThere = state.outbox.send(.question(state.nextNumber, question))
                return (false, !isThere || state.outbox.isFull)
            }
            if isOver { wake.resume(returning: .lost) }
            if needsThread { bell.ring() }
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
    private static func greet(_ inbox: inout Inbox, _ outbox: inout Outbox) -> Message.Hello? {
        let unknown = UniqueID(high: 0, low: 0)
        let hello = Message.Hello(log: unknown, generation: 0, epoch: 0, head: .start)
        guard outbox.send(.hello(hello)) else { return nil }
        for _ in 0..<Limits.greetingRounds {
            var files = [pollfd(fd: inbox.socket.file, events: Int16(POLLIN), revents: 0)]
            guard pollFiles(&files, milliseconds: Limits.idleMilliseconds) else { continue }
            guard let messages = inbox.receive() else { return nil }
            if case .hello(let answer)? = messages.first { return answer }
        }
        return nil
    }
}

// MARK: - The thread

extension WriterClient {
    private func start(_ inbox: Inbox) {
        let thread = Thread { [self] in
            var inbox = inbox
            while round(&inbox) {}
            end()
        }
        thread.name = "log client"
        thread.start()
    }

    private func round(_ inbox: inout Inbox) -> Bool {
        let isFull = state.withLock(\.outbox.isFull)
        var files = [
            pollfd(fd: bell.file, events: Int16(POLLIN), revents: 0),
            pollfd(
                fd: inbox.socket.file, events: Int16(isFull ? POLLIN | POLLOUT : POLLIN),
                revents: 0),
        ]
        _ = pollFiles(&files, milliseconds: -1)
        bell.silence()
        if files[1].revents != 0 {
            guard let messages = inbox.receive() else { return false }
            for message in messages { take(message) }
        }
        return state.withLock { state in
            state.outbox.flush() && (state.stopped == nil || !state.pending.isEmpty)
        }
    }

    private func take(_ message: Message) {
        switch message {
        case .result(let number, let result): answer(number, .success(result))
        case .error(let number, let error): answer(number, .failure(error))
        case .head(let head): signal.advance(to: head)
        case .answer(let number, let answer):
            let asked = state.withLock { $0.asked.removeValue(forKey: number) }
            asked?.resume(returning: answer.map { .answered($0) } ?? .refused)
        case .hello, .append, .ping, .question: break
        }
    }

    private func answer(_ number: UInt64, _ outcome: Outcome) {
        // The caller's next wait begins behind what it has just written.
        if case .success(let result) = outcome { signal.advance(to: result.position) }
        let pending = state.withLock { $0.pending.removeValue(forKey: number) }
        pending?.resume(returning: .answered(outcome))
    }

    private func end() {
        let (pending, asked, stopped) = state.withLock { state in
            state.isOver = true
            defer { (state.pending, state.asked) = ([:], [:]) }
            // In the order of their numbers: who asked first hears first.
            let pending = state.pending.sorted { $0.key < $1.key }.map(\.value)
            let asked = state.asked.sorted { $0.key < $1.key }.map(\.value)
            return (pending, asked, state.stopped.take())
        }
        signal.close()
        for waiter in pending { waiter.resume(returning: .lost(wasSent: true)) }
        for waiter in asked { waiter.resume(returning: .lost) }
        stopped?.resume()
    }
}
