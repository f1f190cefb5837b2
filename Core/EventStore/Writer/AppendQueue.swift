package import Events
internal import Synchronization

/// Brings appends of many callers into one commit: the first who finds no leader leads.
///
/// No delay is added: while one commit is written, the next group gathers.
package final class AppendQueue: Sendable {
    /// What a waiting caller is told.
    package enum Turn: Sendable {
        /// What became of its append.
        case answered(Outcome)
        /// To lead: its append was not answered yet and goes first.
        case lead
    }

    /// An append that waits for a commit.
    struct Entry: Sendable {
        let id: UInt64
        let append: Append
        let bytes: Int
        let deadline: Timestamp
        let answer: @Sendable (Turn) -> Void
    }

    private struct State {
        var waiting: [Entry] = []
        var bytes = 0
        var hasLeader = false
        var isClosed = false
        var nextID: UInt64 = 0
        var drained: [CheckedContinuation<Void, Never>] = []

        /// Takes the first whose time is not over, and all before it.
        mutating func takeFirst(at now: Timestamp) -> (first: Entry?, late: [Entry]) {
            let late = Array(waiting.prefix { $0.deadline < now })
            let first = waiting.dropFirst(late.count).first
            let taken = late + (first.map { [$0] } ?? [])
            waiting.removeFirst(taken.count)
            bytes -= taken.reduce(0) { $0 + $1.bytes }
            return (first, late)
        }
    }

    private let state = Mutex(State())
    private let time: any TimeSource
    private let commit: @Sendable ([Append]) -> [Outcome]

    /// Makes a queue in front of a commit that answers every append it is given.
    package init(time: any TimeSource, commit: @escaping @Sendable ([Append]) -> [Outcome]) {
        (self.time, self.commit) = (time, commit)
    }

    /// Commits an append, together with whatever waits.
    package func append(_ append: Append) async throws(AppendError) -> AppendResult {
        if try takeLeadIfIdle() { return try lead(append).get() }
        switch await turn(of: append) {
        case .answered(let outcome): return try outcome.get()
        case .lead: return try lead(append).get()
        }
    }

    /// Refuses what comes, waits for what is queued.
    package func close() async {
        await withCheckedContinuation { done in
            let isIdle = state.withLock { state in
                state.isClosed = true
                let isIdle = !state.hasLeader && state.waiting.isEmpty
                if !isIdle { state.drained.append(done) }
                return isIdle
            }
            if isIdle { done.resume() }
        }
    }

    /// Whether what comes is refused.
    package var isClosed: Bool { state.withLock(\.isClosed) }

    /// How many appends wait.
    package var depth: Int { state.withLock(\.waiting.count) }
}

// MARK: - Waiting

extension AppendQueue {
    private func takeLeadIfIdle() throws(AppendError) -> Bool {
        let answer: Result<Bool, AppendError> = state.withLock { state in
            guard !state.isClosed else { return .failure(.closed) }
            guard !state.hasLeader, state.waiting.isEmpty else { return .success(false) }
            state.hasLeader = true
            return .success(true)
        }
        return try answer.get()
    }

    private func turn(of append: Append) async -> Turn {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enqueue(append, id: id) { continuation.resume(returning: $0) }
            }
        } onCancel: {
            withdraw(id)
        }
    }

    /// Queues an append of another process; `leadIfIdle` must follow.
    package func enqueue(_ append: Append, answer: @escaping @Sendable (Turn) -> Void) {
        enqueue(append, id: 0, mayLead: false, answer: answer)
    }

    private func enqueue(
        _ append: Append, id: UInt64, mayLead: Bool = true,
        answer: @escaping @Sendable (Turn) -> Void
    ) {
        let bytes = AppendRules.bytes(of: append)
        let deadline = time.now() + Limits.queuedAppendDeadline
        let turn: Turn? = state.withLock { state in
            guard !state.isClosed else { return .answered(.failure(.closed)) }
            if mayLead, Task.isCancelled { return .answered(.failure(.busy(retryAfter: .zero))) }
            if mayLead, !state.hasLeader, state.waiting.isEmpty {
                state.hasLeader = true
                return .lead
            }
            guard state.waiting.count < Limits.queueAppendsMax,
                state.bytes + bytes <= Limits.queueBytesMax
            else { return .answered(.failure(.busy(retryAfter: .milliseconds(100)))) }
            state.waiting.append(
                Entry(id: id, append: append, bytes: bytes, deadline: deadline, answer: answer))
            state.bytes += bytes
            return nil
        }
        if let turn { answer(turn) }
    }

    /// Takes an append back whose commit has not begun.
    private func withdraw(_ id: UInt64) {
        let entry = state.withLock { state -> Entry? in
            guard let index = state.waiting.firstIndex(where: { $0.id == id }) else { return nil }
            let entry = state.waiting.remove(at: index)
            state.bytes -= entry.bytes
            return entry
        }
        entry?.answer(.answered(.failure(.busy(retryAfter: .zero))))
    }
}

// MARK: - Leading

extension AppendQueue {
    /// Leads for the first in the queue where nobody does.
    package func leadIfIdle() {
        let now = time.now()
        let (first, late) = state.withLock { state -> (Entry?, [Entry]) in
            guard !state.hasLeader else { return (nil, []) }
            let (first, late) = state.takeFirst(at: now)
            state.hasLeader = first != nil
            return (first, late)
        }
        refuse(late)
        if let first { first.answer(.answered(lead(first.append))) }
    }

    /// Commits an append and all that wait, answers them, and hands the lead on.
    package func lead(_ append: Append) -> Outcome {
        let (group, late) = gather(behind: append)
        refuse(late)
        let outcomes = commit([append] + group.map(\.append))
        for (entry, outcome) in zip(group, outcomes.dropFirst()) {
            entry.answer(.answered(outcome))
        }
        handOver()
        return outcomes.first ?? .failure(.closed)
    }

    /// Everybody who fits into one commit, and everybody who has waited too long.
    private func gather(behind append: Append) -> (group: [Entry], late: [Entry]) {
        let now = time.now()
        var events = append.streams.reduce(0) { $0 + $1.events.count }
        var bytes = AppendRules.bytes(of: append)
        return state.withLock { state in
            var group: [Entry] = []
            var late: [Entry] = []
            for entry in state.waiting {
                if entry.deadline < now {
                    late.append(entry)
                    continue
                }
                events += entry.append.streams.reduce(0) { $0 + $1.events.count }
                bytes += entry.bytes
                guard events <= Limits.groupEventsMax, bytes <= Limits.groupBytesMax else { break }
                group.append(entry)
            }
            state.waiting.removeFirst(group.count + late.count)
            state.bytes -= (group + late).reduce(0) { $0 + $1.bytes }
            return (group, late)
        }
    }

    /// Tells the next in the queue to lead; without one the queue is idle.
    private func handOver() {
        let now = time.now()
        let (next, late, drained) = state.withLock { state in
            let (next, late) = state.takeFirst(at: now)
            guard next == nil else { return (next, late, [CheckedContinuation<Void, Never>]()) }
            state.hasLeader = false
            defer { state.drained = [] }
            return (nil, late, state.drained)
        }
        refuse(late)
        next?.answer(.lead)
        for waiter in drained { waiter.resume() }
    }

    private func refuse(_ late: [Entry]) {
        for entry in late { entry.answer(.answered(.failure(.busy(retryAfter: .seconds(1))))) }
    }
}
