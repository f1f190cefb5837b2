internal import Events
internal import Foundation
internal import Synchronization

/// The writer's side of the socket: one thread that takes appends of other processes into the
/// queue, tells them the head, and tidies the write-ahead log up when nothing is appended.
final class WriterServer: Sendable {
    let watch: CommitWatch
    let inbox = Mutex(Inbox())

    /// What other threads have for the server's thread.
    struct Inbox {
        var replies: [Reply] = []
        var leads: [Forwarded] = []
        /// Who takes questions, and those that are not answered yet.
        var listener: (@Sendable (WriterQuestion) -> Bool)?
        var asked: Set<Asked> = []
        var stopped: CheckedContinuation<Void, Never>?
    }

    /// An answer and whose it is.
    struct Reply {
        let client: Int
        let message: Message
    }

    /// A question of another process.
    struct Asked: Hashable {
        let client: Int
        let number: UInt64
    }

    /// An append of another process.
    struct Forwarded {
        let client: Int
        let number: UInt64
        let append: Append

        func reply(_ outcome: Outcome) -> Reply {
            switch outcome {
            case .success(let result): Reply(client: client, message: .result(number, result))
            case .failure(let error): Reply(client: client, message: .error(number, error))
            }
        }
    }

    init(watch: CommitWatch) { self.watch = watch }

    /// Begins to serve a log whose lock is held.
    func start(_ directory: LogDirectory, _ process: WriterProcess) throws(OpenError) {
        let listener = try UnixSocket.listening(in: directory)
        let thread = Thread { [self] in
            ServerLoop(self, listener, process).run()
            inbox.withLock { $0.stopped.take() }?.resume()
        }
        thread.name = "log writer"
        thread.start()
    }

    /// Sends what is left to send and ends the thread; the queue is drained already.
    func stop() async {
        await withCheckedContinuation { done in
            inbox.withLock { $0.stopped = done }
            watch.bell.ring()
        }
    }

    /// Takes an append of another process into the queue; `leadIfIdle` must follow.
    func enqueue(_ forwarded: Forwarded, _ queue: AppendQueue) {
        queue.enqueue(forwarded.append) { [self] turn in
            inbox.withLock { inbox in
                switch turn {
                case .answered(let outcome): inbox.replies.append(forwarded.reply(outcome))
                case .lead: inbox.leads.append(forwarded)
                }
            }
            watch.bell.ring()
        }
    }

    /// Takes what waits for the server's thread.
    func collect() -> (replies: [Reply], leads: [Forwarded], mustStop: Bool) {
        inbox.withLock { inbox in
            defer { (inbox.replies, inbox.leads) = ([], []) }
            return (inbox.replies, inbox.leads, inbox.stopped != nil)
        }
    }
}
