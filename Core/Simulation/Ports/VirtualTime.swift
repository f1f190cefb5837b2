public import Events
private import Synchronization

/// A clock that moves only when it is told to; who waits is woken in the order of deadlines.
public final class VirtualTime: TimeSource {
    private struct Waiter {
        let id: UInt64
        let deadline: Timestamp
        let wake: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var now: Timestamp
        var nextID: UInt64 = 0
        /// Sorted by deadline; equal deadlines in the order of arrival.
        var waiters: [Waiter] = []
    }

    private let state: Mutex<State>

    /// Starts the clock at a moment; by default in November 2023.
    public init(at moment: Timestamp = Timestamp(microseconds: 1_700_000_000_000_000)) {
        state = Mutex(State(now: moment))
    }

    /// The moment to which the clock was last moved.
    public func now() -> Timestamp { state.withLock(\.now) }

    /// The earliest moment that somebody waits for; nil when nobody waits.
    public var nextDeadline: Timestamp? { state.withLock { $0.waiters.first?.deadline } }

    /// How many tasks wait for the clock.
    public var waiting: Int { state.withLock(\.waiters.count) }

    /// Moves the clock on and wakes everybody whose time has come.
    public func advance(by duration: Duration) {
        advance(to: now() + duration)
    }

    /// Moves the clock to `moment`, never back, and wakes everybody whose time has come.
    public func advance(to moment: Timestamp) {
        let due = state.withLock { state in
            state.now = max(state.now, moment)
            let now = state.now
            let due = state.waiters.prefix { $0.deadline <= now }
            state.waiters.removeFirst(due.count)
            return Array(due)
        }
        for waiter in due { waiter.wake.resume(returning: true) }
    }

    /// Sets the clock to any moment, as an operator may; nobody is woken by going back.
    public func set(to moment: Timestamp) {
        state.withLock { $0.now = min($0.now, moment) }
        advance(to: moment)
    }

    /// Returns once the clock was moved to `moment`.
    public func wait(until moment: Timestamp) async throws(CancellationError) {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let reached = await withTaskCancellationHandler {
            await withCheckedContinuation { wake in
                enter(Waiter(id: id, deadline: moment, wake: wake))
            }
        } onCancel: {
            leave(id)
        }
        guard reached else { throw CancellationError() }
    }

    private func enter(_ waiter: Waiter) {
        let answer: Bool? = state.withLock { state in
            if Task.isCancelled { return false }
            if waiter.deadline <= state.now { return true }
            let place = state.waiters.firstIndex { $0.deadline > waiter.deadline }
            state.waiters.insert(waiter, at: place ?? state.waiters.endIndex)
            return nil
        }
        if let answer { waiter.wake.resume(returning: answer) }
    }

    private func leave(_ id: UInt64) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return state.waiters.remove(at: index)
        }
        waiter?.wake.resume(returning: false)
    }
}
