private import Synchronization

/// Hands out numbers in turn.
final class Turn: Sendable {
    private let number = Atomic<UInt32>(0)

    func take() -> Int { Int(number.wrappingAdd(1, ordering: .relaxed).oldValue) }
}

/// Tells readers of this process that something was folded; a hint, the rows are the truth.
final class Changes: Sendable {
    private struct State {
        var serial = 0
        var nextID = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// The number of the newest change, to be read before the rows are looked at.
    var serial: Int { state.withLock(\.serial) }

    /// Wakes everybody who waits.
    func tell() {
        let waiters = state.withLock { state in
            state.serial += 1
            defer { state.waiters = [:] }
            return state.waiters.sorted { $0.key < $1.key }.map(\.value)
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns after the next change behind `serial`, or when the task is cancelled.
    func wait(after serial: Int) async {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isOver = state.withLock { state in
                    if state.serial > serial || Task.isCancelled { return true }
                    state.waiters[id] = waiter
                    return false
                }
                if isOver { waiter.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }
}
