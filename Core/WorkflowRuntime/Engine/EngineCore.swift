internal import EventStore
internal import Events
internal import Workflows

/// The driver: it follows the log, runs machines, appends what they decide and does what is durable.
///
/// The state is a fold of the log alone; own appends are seen like everybody else's. One append per
/// run is under way at a time, and appends of different runs share commits.
actor EngineCore {
    /// An instance of a run that is ready for its next event.
    struct Live {
        let machine: RunMachine
        /// Decisions that the next record is to hold beside its own.
        var additional: [Command]
    }

    /// What a run is told next, and what only the records of attempts need.
    struct Inputs {
        var ends: [(end: ActivityEnd, staged: LogSession.Staged)] = []
        var failures: [AttemptFailed] = []
        var beats: [HeartbeatRecorded] = []

        var isEmpty: Bool { ends.isEmpty && failures.isEmpty && beats.isEmpty }
    }

    let store: any EventStore
    let registry: WorkflowRegistry
    let make: EventMaker
    let time: any TimeSource
    let identity: WorkerIdentity
    let doorbell = Doorbell()
    let log: @Sendable (String) -> Void

    var state = EngineState()
    var table = RunTable()
    var live: [UniqueID: Live] = [:]
    var liveOrder: [UniqueID] = []
    var inputs: [UniqueID: Inputs] = [:]
    var localConflicts: [UniqueID: Int] = [:]
    /// Local activities whose streams were lost to others too often.
    var conflictedLocals: [UniqueID: Set<String>] = [:]
    var busy: Set<String> = []
    var wakes = Wakes()
    var armed: Timestamp?
    var queues: [String: SlotQueue] = [:]
    var attempts: [AttemptKey: Attempt] = [:]
    /// Runs of which nobody knows the code.
    var unbound: [UniqueID: Problem] = [:]
    /// Who waits for room in another's mailbox, by that other's workflow id.
    var waitingForRoom: [String: Set<String>] = [:]

    var isReady = false
    var isStopping = false
    var isStopped = false
    var failure: (any Error)?
    var foldWaiters: [(position: Position, wake: CheckedContinuation<Void, Never>)] = []
    var idleWaiters: [CheckedContinuation<Void, Never>] = []
    /// Who waits for the end of a workflow id's present turn.
    var turnWaiters: [String: [CheckedContinuation<Void, Never>]] = [:]
    /// Appends of this engine that nobody has answered.
    var appending = 0
    /// Everything that was appended by this engine, folded or not.
    var appended = Position.start

    init(
        store: any EventStore, registry: WorkflowRegistry, time: any TimeSource,
        random: any RandomSource, identity: WorkerIdentity,
        log: @escaping @Sendable (String) -> Void
    ) {
        (self.store, self.registry, self.time) = (store, registry, time)
        (self.identity, self.log) = (identity, log)
        make = EventMaker(time: time, random: random)
    }
}

/// Who works: written into records, compared in replays.
package struct WorkerIdentity: Hashable, Sendable {
    /// Host and process.
    package var worker: String
    /// The build of the code.
    package var build: String

    package init(worker: String, build: String) { (self.worker, self.build) = (worker, build) }
}

// MARK: - The fold

extension EngineCore {
    /// Reads everything up to the head, then begins to work.
    func recover() async throws {
        while try await follow() {}
        isReady = true
        loseRunningAttempts()
        for workflow in state.openWorkflows { touch(workflow) }
        noteIdle()
    }

    /// Takes the next page of the log; false when there was none.
    func follow() async throws(ReadError) -> Bool {
        let page = try await store.read(
            after: state.position, through: nil, .workflowRecords, .forward,
            limit: Limits.followPageEvents)
        let through = page.next ?? page.head
        guard through > state.position else { return false }
        let events = try await store.whole(page.events)
        var touched: [String] = []
        var seen: Set<String> = []
        for event in events {
            guard let workflow = fold(event), seen.insert(workflow).inserted else { continue }
            touched.append(workflow)
        }
        state.reached(through)
        wakeFolded()
        if isReady { for workflow in touched { touch(workflow) } }
        noteIdle()
        return true
    }

    private func fold(_ event: RecordedEvent) -> String? {
        do {
            guard let record = try StoredRecord(event) else { return nil }
            let closed: RunClosed? = if case .closed(let it) = record.content { it } else { nil }
            let children = closed.flatMap { state.chains[$0.workflow]?.open?.children } ?? [:]
            let workflow = state.apply(record)
            table.apply(record)
            if let closed { forget(closed.run, children) }
            return workflow
        } catch {
            log("the record at position \(event.position) cannot be read: \(error)")
            return nil
        }
    }

    /// Drops what belonged to a run that closed.
    private func forget(_ run: UniqueID, _ children: [String: PendingChild]) {
        drop(run)
        inputs.removeValue(forKey: run)
        localConflicts.removeValue(forKey: run)
        conflictedLocals.removeValue(forKey: run)
        for key in attempts.keys.filter({ $0.run == run }).sorted(by: { $0.key < $1.key }) {
            endAttempt(key)
        }
        guard isReady else { return }
        let orphans = children.values.sorted { $0.order < $1.order }
        for child in orphans { touch(child.command.workflow) }
    }

    /// Drops a live instance; its run is rebuilt when something is due.
    func drop(_ run: UniqueID) {
        guard let gone = live.removeValue(forKey: run) else { return }
        Lane.shared.turn { WorkflowActor.assume { gone.machine.evict() } }
    }

    func keep(_ run: UniqueID, _ kept: Live) {
        if live.updateValue(kept, forKey: run) == nil { liveOrder.append(run) }
        while live.count > Limits.liveRunsMax, let oldest = liveOrder.first {
            liveOrder.removeFirst()
            if oldest != run { drop(oldest) }
        }
        if liveOrder.count > 2 * Limits.liveRunsMax { liveOrder.removeAll { live[$0] == nil } }
    }

    // MARK: - Waiting for the fold

    /// Returns once everything up to `position` is folded.
    func folded(_ position: Position) async {
        guard state.position < position, failure == nil else { return }
        await withCheckedContinuation { wake in foldWaiters.append((position, wake)) }
    }

    private func wakeFolded() {
        let due = foldWaiters.filter { $0.position <= state.position }
        foldWaiters.removeAll { $0.position <= state.position }
        for waiter in due { waiter.wake.resume() }
    }

    /// Returns once the present turn of a workflow id is over; its end need not move the fold.
    func turned(_ workflow: String) async throws(WorkflowError) {
        if busy.contains(workflow), failure == nil {
            await withCheckedContinuation { turnWaiters[workflow, default: []].append($0) }
        }
        if let failure { throw WorkflowError(reading: failure) }
    }

    func wakeTurned(_ workflow: String) {
        for waiter in turnWaiters.removeValue(forKey: workflow) ?? [] { waiter.resume() }
    }

    /// Ends everything that waits, because the engine cannot go on.
    func fail(_ error: any Error) {
        if failure == nil { failure = error }
        (isStopping, isStopped) = (true, true)
        doorbell.close()
        for waiter in foldWaiters { waiter.wake.resume() }
        foldWaiters = []
        for workflow in turnWaiters.keys.sorted() { wakeTurned(workflow) }
        for key in attempts.keys.sorted(by: { $0.key < $1.key }) { attempts[key]?.task?.cancel() }
        noteIdle()
    }
}

extension EventFilter {
    static var workflowRecords: EventFilter {
        EventFilter(categories: [
            WorkflowStreams.chains, WorkflowStreams.mailboxes, WorkflowStreams.runs,
        ])
    }
}

// MARK: - What is due

extension EngineCore {
    /// Looks at a workflow id: starts what may start, and lets its run handle what has come.
    func touch(_ workflow: String) {
        guard isReady, !isStopped, let open = state.chains[workflow]?.open else { return }
        if let waiting = waitingForRoom.removeValue(forKey: workflow) {
            for other in waiting.sorted() where other != workflow { touch(other) }
        }
        // While a turn is under way the fold is behind it: an activity whose end is being appended
        // would look as if it had to be started again.
        guard !busy.contains(workflow) else { return }
        reconcileActivities(open)
        guard isDue(open) else { return }
        busy.insert(workflow)
        spawn { [self] in await advance(workflow) }
    }

    /// Whether the run has something to handle; notes when it will.
    private func isDue(_ open: OpenRun) -> Bool {
        let now = time.now()
        if let expiry = open.expiresAt {
            if expiry <= now { return true }
            wakes.add(open.workflow, at: expiry)
        }
        defer { arm() }
        if open.started.parentIsGone(state) { return true }
        guard !isHeld(open) else { return false }
        guard let chain = state.chains[open.workflow] else { return false }
        guard open.isBegun else {
            if open.beginsAt <= now || chain.mailNext > open.mailThrough { return true }
            wakes.add(open.workflow, at: open.beginsAt)
            return false
        }
        if let timer = open.timers.values.map(\.due).min() {
            if timer <= now { return true }
            wakes.add(open.workflow, at: timer)
        }
        return chain.mailNext > open.mailThrough
            || inputs[open.run]?.isEmpty == false || !open.locals.isEmpty
            || open.children.values.contains { !$0.isStartKnown }
            || open.externals.contains { canSettle($0, of: open) }
            || isStrayed(open)
    }

    /// Whether the fate of a letter to another workflow is known, or can be.
    func canSettle(_ external: PendingExternal, of open: OpenRun) -> Bool {
        guard external.target.fate == .full else { return true }
        guard let target = state.chains[external.target.workflow], let run = target.open else {
            return true
        }
        if target.unreadCount < run.started.mailboxMax { return true }
        waitingForRoom[external.target.workflow, default: []].insert(open.workflow)
        return false
    }

    func isHeld(_ open: OpenRun) -> Bool {
        if unbound[open.run] != nil { return true }
        return open.held.map { $0.build == identity.build } ?? false
    }

    private func isStrayed(_ open: OpenRun) -> Bool {
        guard let machine = live[open.run]?.machine else { return false }
        return Lane.shared.turn { WorkflowActor.assume { machine.problem != nil } }
    }

    // MARK: - The clock

    /// Makes sure that somebody waits for the earliest moment.
    func arm() {
        guard let due = wakes.next, armed.map({ due < $0 }) ?? true else { return }
        armed = due
        spawn { [self] in
            guard (try? await time.wait(until: due)) != nil else { return }
            await timeReached(due)
        }
    }

    private func timeReached(_ moment: Timestamp) {
        if armed.map({ $0 <= moment }) ?? false { armed = nil }
        for workflow in wakes.taken(at: time.now()) { touch(workflow) }
        arm()
        noteIdle()
    }

    /// Hands work to the engine's task group.
    func spawn(_ work: @escaping @Sendable () async -> Void) { doorbell.ring(.work(work)) }
}

extension RunStarted {
    /// Whether the parent has closed and this child is not to outlive it.
    func parentIsGone(_ state: EngineState) -> Bool {
        guard let parent, parentClose != .abandon, let place = state.places[parent.run] else {
            return false
        }
        return place.end != nil && (parentClose == .terminate || !wasAsked(state))
    }

    /// Whether the child has the letter that asks it to stop, read or not.
    private func wasAsked(_ state: EngineState) -> Bool {
        guard let parent else { return false }
        return state.partings.contains("\(parent.run) \(workflow)")
    }
}
