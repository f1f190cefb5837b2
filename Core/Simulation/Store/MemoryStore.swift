public import EventStore
public import Events
internal import Synchronization

/// The log in memory: the same rules, hashes and answers as on disk, and faults when asked for.
public final class MemoryStore: EventStore {
    let contents: Mutex<MemoryLog>
    let signal: HeadSignal
    let time: any TimeSource
    let faults = Mutex(Faults())

    /// Begins an empty log; its id comes from `random`.
    public convenience init(
        time: any TimeSource = VirtualTime(), random: any RandomSource = SeededRandom(seed: 1)
    ) {
        let id = UniqueID(high: random.next(), low: random.next())
        self.init(MemoryLog(id: id), time: time)
    }

    private init(_ log: MemoryLog, time: any TimeSource) {
        signal = HeadSignal(at: log.head.position)
        contents = Mutex(log)
        self.time = time
    }

    /// Ends every wait and refuses everything that follows.
    public func close() {
        contents.withLock { $0.isClosed = true }
        signal.close()
    }

    /// The log as the next process finds it; this one is closed, as after a crash.
    public func reopened() -> MemoryStore {
        close()
        var log = contents.withLock { $0 }
        log.isClosed = false
        log.epoch += 1
        return MemoryStore(log, time: time)
    }
}

// MARK: - Appending

extension MemoryStore {
    /// Appends under the same rules as on disk, or does what an injected fault says.
    public func append(_ append: Append) async throws(AppendError) -> AppendResult {
        try AppendRules.check(append)
        await faults.withLock { $0.nextInterruption() }?()
        let (result, head) = try contents.withLock { log throws(AppendError) in
            let result = try commit(append, to: &log)
            return (result, log.head.position)
        }
        signal.advance(to: head)
        return try result.get()
    }

    /// An inner failure is one that is thrown although the commit has happened.
    private func commit(
        _ append: Append, to log: inout MemoryLog
    ) throws(AppendError) -> Result<AppendResult, AppendError> {
        guard !log.isClosed else { throw .closed }
        switch try decide(append, log) {
        case .known(let placed):
            return .success(log.result(placed, wasDuplicate: true))
        case .write:
            let fault = faults.withLock { $0.next() }
            switch fault {
            case .refuse(let error):
                throw error
            case .crashBefore:
                crash(&log)
                throw .closed
            case nil, .loseAnswer, .crashAfter:
                break
            }
            let placed = log.write(append, at: time.now())
            guard fault != nil else {
                return .success(log.result(placed, wasDuplicate: false))
            }
            if case .crashAfter = fault { crash(&log) }
            return .failure(.unknownOutcome(placed.map(\.id)))
        }
    }

    private func decide(
        _ append: Append, _ log: MemoryLog
    ) throws(AppendError) -> AppendDecision {
        do {
            return try AppendDecision(append, log)
        } catch let error as AppendError {
            throw error
        } catch {
            throw .invalid(String(describing: error))
        }
    }

    private func crash(_ log: inout MemoryLog) {
        log.isClosed = true
        signal.close()
    }
}

// MARK: - Faults

extension MemoryStore {
    /// What goes wrong at a commit.
    public enum Fault: Sendable {
        /// Nothing is written and the caller gets this error.
        case refuse(AppendError)
        /// Everything is written and the caller gets `unknownOutcome`.
        case loseAnswer
        /// The process dies before the commit: nothing is written, the store is closed.
        case crashBefore
        /// The process dies after the commit: everything is written, the store is closed.
        case crashAfter
    }

    struct Faults {
        var commits = 0
        var planned: [Int: Fault] = [:]
        var interruptions: [Int: @Sendable () async -> Void] = [:]

        /// What happens before the next commit, once.
        mutating func nextInterruption() -> (@Sendable () async -> Void)? {
            interruptions.removeValue(forKey: commits + 1)
        }

        mutating func next() -> Fault? {
            commits += 1
            return planned.removeValue(forKey: commits)
        }
    }

    /// How many commits were tried through this store; an append that is known is none.
    public var commits: Int { faults.withLock(\.commits) }

    /// Has somebody else act just before the n-th commit through this store is decided.
    ///
    /// What is appended meanwhile is ahead of that commit, and counts as commits of its own.
    public func interrupt(
        atCommit number: Int, with act: @escaping @Sendable () async -> Void
    ) {
        faults.withLock { $0.interruptions[number] = act }
    }

    /// Plans a fault for the n-th commit through this store, counted from 1.
    public func inject(_ fault: Fault, atCommit number: Int) {
        faults.withLock { $0.planned[number] = fault }
    }
}
