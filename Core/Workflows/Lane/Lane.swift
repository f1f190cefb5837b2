private import Glibc
private import Synchronization

/// The executor of all workflow code: it queues jobs, and the engine drains it synchronously.
///
/// One lane serves the process, so that a job has one place to come back to. A turn is one engine's
/// exclusive use of it; what is enqueued by the turn's own thread belongs to the turn, and whatever
/// comes from elsewhere left the lane and is a stray.
package final class Lane: TaskExecutor, SerialExecutor {
    /// The lane of this process.
    package static let shared = Lane()

    private struct State {
        var jobs: [UnownedJob] = []
        var next = 0
        var strays: [UnownedJob] = []
        var thread: pthread_t?
        var running: ObjectIdentifier?
        var bells: [(id: Int, ring: @Sendable () -> Void)] = []
        var bellsMade = 0
    }

    private let state = Mutex(State())
    private let turns = Mutex(())

    /// Takes a job: into the turn when the turn's own thread enqueues it, else among the strays.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let bells = state.withLock { state -> [@Sendable () -> Void] in
            if let thread = state.thread, pthread_equal(thread, pthread_self()) != 0 {
                state.jobs.append(job)
                return []
            }
            state.strays.append(job)
            return state.bells.map(\.ring)
        }
        for ring in bells { ring() }
    }

    /// Refuses code that claims to be on the lane outside of a turn.
    package func checkIsolated() {
        precondition(isOnTurn, "code of a workflow runs outside of its engine's turn")
    }

    private var isOnTurn: Bool {
        state.withLock { state in
            guard let thread = state.thread else { return false }
            return pthread_equal(thread, pthread_self()) != 0
        }
    }
}

extension Lane {
    /// Gives the calling thread the lane until `body` returns; turns never nest.
    package func turn<Result>(_ body: () throws -> Result) rethrows -> Result {
        // The lock cannot be taken with `withLock`: its body would have to be sendable.
        turns._unsafeLock()
        state.withLock { $0.thread = pthread_self() }
        defer {
            state.withLock { ($0.thread, $0.running) = (nil, nil) }
            turns._unsafeUnlock()
        }
        return try body()
    }

    /// The run whose activation is under way; nil in quarantine and outside of turns.
    package var running: ObjectIdentifier? {
        get { state.withLock(\.running) }
        set { state.withLock { $0.running = newValue } }
    }

    /// Runs jobs in the order of their arrival until there is none.
    package func drain() {
        while let job = nextJob() {
            job.runSynchronously(
                isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
        }
    }

    /// Runs what came back from outside, as nobody's activation.
    package func drainStrays() {
        let strays = state.withLock { state in
            defer { state.strays = [] }
            return state.strays
        }
        guard !strays.isEmpty else { return }
        running = nil
        for job in strays {
            job.runSynchronously(
                isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
            drain()
        }
    }

    /// Calls `ring` whenever a stray arrives, until `removeBell` is called with the answer.
    package func addBell(_ ring: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.bellsMade += 1
            state.bells.append((state.bellsMade, ring))
            return state.bellsMade
        }
    }

    /// Ends the calls of a bell.
    package func removeBell(_ id: Int) {
        state.withLock { $0.bells.removeAll { $0.id == id } }
    }

    private func nextJob() -> UnownedJob? {
        state.withLock { state in
            guard state.next < state.jobs.count else {
                state.jobs.removeAll(keepingCapacity: true)
                state.next = 0
                return nil
            }
            defer { state.next += 1 }
            return state.jobs[state.next]
        }
    }
}
