internal import Events

/// The slots of one queue and who waits for them: by priority, then in turns, then by age.
struct SlotQueue: Sendable {
    private struct Waiter: Sendable {
        let attempt: AttemptKey
        let priority: Int
        let fairness: String
        let order: Int
    }

    let slots: Int
    private(set) var running = 0
    private var waiters: [Waiter] = []
    private var served: [String: Int] = [:]
    private var arrivals = 0

    init(slots: Int) { self.slots = slots }

    mutating func enter(_ attempt: AttemptKey, priority: Int, fairness: String) {
        arrivals += 1
        // Who was away does not catch up on turns that passed meanwhile.
        let least = waiters.map { served[$0.fairness] ?? 0 }.min() ?? 0
        served[fairness] = max(served[fairness] ?? 0, least)
        waiters.append(
            Waiter(attempt: attempt, priority: priority, fairness: fairness, order: arrivals))
    }

    /// Takes the next one, when a slot is free.
    mutating func next() -> AttemptKey? {
        guard running < slots, let index = waiters.indices.min(by: isBefore) else { return nil }
        let waiter = waiters.remove(at: index)
        served[waiter.fairness, default: 0] += 1
        running += 1
        if waiters.isEmpty { served = [:] }
        return waiter.attempt
    }

    mutating func leave(_ attempt: AttemptKey) { waiters.removeAll { $0.attempt == attempt } }

    mutating func free() { running -= 1 }

    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        let (a, b) = (waiters[left], waiters[right])
        return (a.priority, served[a.fairness] ?? 0, a.order)
            < (b.priority, served[b.fairness] ?? 0, b.order)
    }
}
