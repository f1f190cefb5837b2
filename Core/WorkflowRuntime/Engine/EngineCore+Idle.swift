internal import EventStore
internal import Events
internal import Workflows

/// Who advances a virtual clock must know that nothing else is going on.
extension EngineCore {
    /// Returns when nothing happens any more without a change of the clock or an input from outside.
    func settled() async {
        while true {
            if await isIdle() { return }
            if failure != nil { return }
            await withCheckedContinuation { wake in
                if isQuiet { wake.resume() } else { idleWaiters.append(wake) }
            }
            await Task.yield()
        }
    }

    /// Wakes those who wait for quiet, when it is.
    func noteIdle() {
        guard !idleWaiters.isEmpty, isQuiet || failure != nil else { return }
        let waiters = idleWaiters
        idleWaiters = []
        for waiter in waiters { waiter.resume() }
    }

    /// A store that cannot say where it stands has nothing that is worth waiting for.
    private func isIdle() async -> Bool {
        guard isQuiet else { return false }
        guard let head = try? await store.head().position else { return true }
        return state.position >= head && isQuiet
    }

    private var isQuiet: Bool {
        guard isReady || failure != nil, doorbell.isQuiet, busy.isEmpty, appending == 0 else {
            return false
        }
        let now = time.now()
        guard wakes.next.map({ $0 > now }) ?? true else { return false }
        return attempts.values.allSatisfy { attempt in
            guard attempt.task != nil || attempt.startedAt != nil else { return true }
            return attempt.port?.parkedUntil.map { $0 > now } ?? false
        }
    }
}
