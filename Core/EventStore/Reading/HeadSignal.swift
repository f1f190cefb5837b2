package import Events
private import Synchronization

/// Tells waiting subscribers that the log has grown; a hint, never the truth.
package final class HeadSignal: Sendable {
    private struct Waiter {
        let id: UInt64
        let position: Position
        let wake: CheckedContinuation<Result<Position, ReadError>, Never>
    }

    private struct State {
        var head: Position
        var isClosed = false
        var nextID: UInt64 = 0
        var waiters: [Waiter] = []
    }

    private let state: Mutex<State>

    package init(at head: Position) { state = Mutex(State(head: head)) }

    /// The newest head that was told.
    package var head: Position { state.withLock(\.head) }

    /// Wakes everybody who waits for something behind an earlier position.
    package func advance(to head: Position) {
        let due = state.withLock { state -> [Waiter] in
            guard head > state.head else { return [] }
            state.head = head
            let due = state.waiters.filter { $0.position < head }
            state.waiters.removeAll { $0.position < head }
            return due
        }
        for waiter in due { waiter.wake.resume(returning: .success(head)) }
    }

    /// Ends every wait, now and later.
    package func close() {
        let waiters = state.withLock { state -> [Waiter] in
            state.isClosed = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.wake.resume(returning: .failure(.closed)) }
    }

    /// Returns the head once it lies behind `position`.
    ///
    /// - Throws: `closed` when the log is closed or the task is cancelled, `busy` when too many wait.
    package func wait(after position: Position) async throws(ReadError) -> Position {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { wake in
                enter(Waiter(id: id, position: position, wake: wake))
            }
        } onCancel: {
            leave(id)
        }
        return try result.get()
    }

    private func enter(_ waiter: Waiter) {
        let answer: Result<Position, ReadError>? = state.withLock { state in
            if state.isClosed || Task.isCancelled { return .failure(.closed) }
            if state.head > waiter.position { return .success(state.head) }
            guard state.waiters.count < Limits.subscriptionsMax else { return .failure(.busy) }
            state.waiters.append(waiter)
            return nil
        }
        if let answer { waiter.wake.resume(returning: answer) }
    }

    private func leave(_ id: UInt64) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return state.waiters.remove(at: index)
        }
        waiter?.wake.resume(returning: .failure(.closed))
    }
}
