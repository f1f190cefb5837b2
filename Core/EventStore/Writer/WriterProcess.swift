internal import Events
internal import SQLite
internal import Synchronization

/// This process as the log's writer: the queue before the one connection that writes.
final class WriterProcess: Sendable {
    let queue: AppendQueue
    let log: LockedLog
    let server: WriterServer

    /// Puts the queue before a log and serves other processes.
    init(_ log: LockedLog, in directory: LogDirectory, time: any TimeSource) throws(OpenError) {
        self.log = log
        queue = AppendQueue(time: time) { log.commit($0) }
        server = WriterServer(watch: log.watch)
        do {
            try server.start(directory, self)
        } catch {
            log.close()
            throw error
        }
    }

    /// Drains the queue, empties the write-ahead log and lets go of the log.
    func close() async {
        log.signal.close()
        await queue.close()
        await server.stop()
        log.close()
    }
}

/// The writing connection and the lock that it stands on, let go together.
final class LockedLog: Sendable {
    let identity: LogIdentity
    let signal: HeadSignal
    let watch: CommitWatch
    private let state: Mutex<State>

    private struct State {
        var writer: LogWriter?
        /// Goes after the connection: nobody else may write before that is closed.
        var lock: WriterLock?
    }

    /// Opens the log for writing; the lock is held already.
    init(
        _ directory: LogDirectory, _ lock: WriterLock, owner: String, _ durability: Durability,
        time: any TimeSource, random: any RandomSource
    ) throws(OpenError) {
        watch = try CommitWatch()
        let writer = try LogWriter.open(
            directory, owner: owner, durability, time: time, random: random)
        (identity, signal) = (writer.identity, HeadSignal(at: writer.end.position))
        state = Mutex(State(writer: writer, lock: lock))
    }

    /// The position of the last commit.
    var head: Position { signal.head }

    /// Runs something on the writing connection, between two commits; nil when it is closed.
    func withWriter<Value: Sendable>(
        _ body: @Sendable (LogWriter) throws -> Value
    ) rethrows -> Value? {
        try state.withLock { state in try state.writer.map { try body($0) } }
    }

    /// Commits a group and tells who waits for it.
    func commit(_ appends: [Append]) -> [Outcome] {
        let (outcomes, head) = state.withLock { state -> ([Outcome], Position?) in
            guard let writer = state.writer else {
                return (appends.map { _ in .failure(.closed) }, nil)
            }
            writer.checkpoint(over: Limits.busyCheckpointPages)
            guard writer.connection.walPages < Limits.walPagesMax else {
                let busy = Outcome.failure(.busy(retryAfter: .seconds(1)))
                return (appends.map { _ in busy }, writer.end.position)
            }
            let (outcomes, isUsable) = writer.commit(appends)
            guard isUsable else {
                // Closed without tidying up: the next writer settles what is uncertain.
                state.writer = nil
                state.lock = nil
                return (outcomes, nil)
            }
            return (outcomes, writer.end.position)
        }
        if let head {
            signal.advance(to: head)
            watch.committed()
        } else {
            signal.close()
        }
        return outcomes
    }

    func close() {
        state.withLock { state in
            // What cannot be tidied up now is tidied up by the next writer.
            try? state.writer?.close()
            state.writer = nil
            state.lock = nil
        }
    }
}
