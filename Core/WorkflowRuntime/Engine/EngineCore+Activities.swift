internal import EventStore
internal import Events
internal import Workflows

/// External activities: when they start, what they may take, and what follows from their ends.
extension EngineCore {
    /// Starts, times out and cancels activities of a run as their records and the clock say.
    func reconcileActivities(_ open: OpenRun) {
        guard !open.activities.isEmpty, !isHeld(open) else { return }
        let now = time.now()
        for pending in open.activities.values.sorted(by: { $0.order < $1.order }) {
            let key = AttemptKey(run: open.run, key: pending.command.key)
            guard !hasEnd(key) else { continue }
            if let attempt = attempts[key] {
                watch(key, attempt, pending, open, now)
            } else if pending.isCancelRequested {
                cancelled(key, pending)
            } else if pending.nextAt <= now {
                enqueue(key, pending, open)
            } else {
                wakes.add(open.workflow, at: pending.nextAt)
            }
        }
        arm()
    }

    private func hasEnd(_ key: AttemptKey) -> Bool {
        guard let waiting = inputs[key.run] else { return false }
        return waiting.ends.contains { $0.end.key == key.key }
            || waiting.failures.contains { $0.key == key.key }
    }

    // MARK: - Slots

    private func enqueue(_ key: AttemptKey, _ pending: PendingActivity, _ open: OpenRun) {
        let options = pending.command.options
        let queue = options.queue ?? open.started.queue
        let now = time.now()
        attempts[key] = Attempt(
            number: pending.attemptsFailed + 1, queue: queue, enteredAt: now)
        queues[queue, default: SlotQueue(slots: registry.slots(of: queue))].enter(
            key, priority: options.priority, fairness: options.fairnessKey ?? open.workflow)
        if let limit = options.scheduleToStart, pending.attemptsFailed == 0 {
            wakes.add(open.workflow, at: pending.scheduledAt + limit)
        }
        fill(queue)
    }

    private func fill(_ queue: String) {
        while !isStopping, let key = queues[queue]?.next() {
            guard let open = state.places[key.run].flatMap({ state.chains[$0.workflow]?.open }),
                open.run == key.run, let pending = open.activities[key.key]
            else {
                queues[queue]?.free()
                attempts.removeValue(forKey: key)
                continue
            }
            start(key, pending, open)
        }
    }

    private func start(_ key: AttemptKey, _ pending: PendingActivity, _ open: OpenRun) {
        guard var attempt = attempts[key] else { return }
        let now = time.now()
        let port = AttemptPort(key, details: pending.details, time: time, doorbell: doorbell)
        (attempt.startedAt, attempt.port) = (now, port)
        attempts[key] = attempt
        let options = pending.command.options
        let limits = [
            now + options.startToClose, options.heartbeat.map { now + $0 },
            options.scheduleToClose.map { pending.scheduledAt + $0 },
        ]
        if let first = limits.compactMap(\.self).min() { wakes.add(open.workflow, at: first) }
        let session = LogSession(over: store, at: now, for: open.workflow)
        let context = ActivityContext(
            workflow: open.workflow, run: open.run, activity: key.key, attempt: attempt.number,
            log: session, port: port)
        let (number, command) = (attempt.number, pending.command)
        spawn { [self] in await perform(key, number, command, context) }
    }

    /// Owns the task of one attempt, so that it can be cancelled alone.
    nonisolated private func perform(
        _ key: AttemptKey, _ number: Int, _ command: ActivityCommand, _ context: ActivityContext
    ) async {
        let registry = registry
        let task = Task {
            guard let bound = registry.bound(activity: command.type) else {
                throw ApplicationFailure(
                    "activity '\(command.type)' is not registered", type: "UnknownActivity")
            }
            return try await bound.run(registry, command.input, context)
        }
        guard await adopt(task, key, number) else {
            task.cancel()
            return
        }
        let result = await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
        await ended(key, number, result, context.log.staged)
    }

    private func adopt(
        _ task: Task<JSONValue, any Error>, _ key: AttemptKey, _ number: Int
    ) -> Bool {
        guard attempts[key]?.number == number else { return false }
        attempts[key]?.task = task
        return true
    }

    /// Takes an attempt out and gives its slot to the next.
    func endAttempt(_ key: AttemptKey) {
        guard let attempt = attempts.removeValue(forKey: key) else { return }
        attempt.task?.cancel()
        if attempt.startedAt != nil {
            queues[attempt.queue]?.free()
        } else {
            queues[attempt.queue]?.leave(key)
        }
        fill(attempt.queue)
    }

    // MARK: - Ends

    private func ended(
        _ key: AttemptKey, _ number: Int, _ result: Result<JSONValue, any Error>,
        _ staged: LogSession.Staged
    ) {
        defer { noteIdle() }
        guard let attempt = attempts[key], attempt.number == number,
            let workflow = state.places[key.run]?.workflow,
            let open = state.chains[workflow]?.open, open.run == key.run,
            let pending = open.activities[key.key]
        else {
            // Nobody waits for it any more; its slot is free.
            if attempts[key]?.number == number { endAttempt(key) }
            return
        }
        keepBeat(key, attempt)
        let started = attempt.startedAt ?? time.now()
        endAttempt(key)
        // The next process counts an attempt that was cut off as lost.
        if isStopping, case .failure(let error) = result, error is CancellationError { return }
        switch result {
        case .success(let value):
            let end = ActivityEnd(
                key: key.key, outcome: .completed(value), attempt: number, startedAt: started,
                lastFailure: pending.lastFailure)
            inputs[key.run, default: Inputs()].ends.append((end, staged))
        case .failure(let error):
            if error is CancellationError, pending.isCancelRequested {
                cancelled(key, pending)
            } else {
                attemptFailed(key, pending, number, started, Failure(of: error))
            }
        }
        touch(workflow)
    }

    private func cancelled(_ key: AttemptKey, _ pending: PendingActivity) {
        let end = ActivityEnd(
            key: key.key, outcome: .canceled(Failure("canceled", .canceled)),
            attempt: max(1, pending.attemptsFailed), startedAt: time.now(),
            lastFailure: pending.lastFailure)
        inputs[key.run, default: Inputs()].ends.append((end, LogSession.Staged()))
    }

    /// Decides whether another attempt follows.
    func attemptFailed(
        _ key: AttemptKey, _ pending: PendingActivity, _ number: Int, _ started: Timestamp,
        _ failure: Failure
    ) {
        let now = time.now()
        let options = pending.command.options
        let next = now + (failure.nextRetryDelay ?? options.retry.pause(after: number))
        if let state = options.finalState(failure, attempt: number, pending, next: next) {
            let end = ActivityEnd(
                key: key.key, outcome: .failed(failure, state), attempt: number,
                startedAt: started, lastFailure: pending.lastFailure)
            inputs[key.run, default: Inputs()].ends.append((end, LogSession.Staged()))
        } else {
            inputs[key.run, default: Inputs()].failures.append(
                AttemptFailed(
                    run: key.run, key: key.key, attempt: number, startedAt: started, at: now,
                    failure: failure, nextAt: next))
        }
    }

    /// At recovery, attempts that may have been running count as failed.
    func loseRunningAttempts() {
        let now = time.now()
        for workflow in state.openWorkflows {
            guard let open = state.chains[workflow]?.open else { continue }
            for pending in open.activities.values.sorted(by: { $0.order < $1.order })
            where pending.nextAt <= now && !pending.isCancelRequested {
                let failure = Failure(
                    "the worker was lost during the attempt",
                    .application(type: "WorkerLost", nonRetryable: false))
                attemptFailed(
                    AttemptKey(run: open.run, key: pending.command.key), pending,
                    pending.attemptsFailed + 1, pending.nextAt, failure)
            }
        }
    }

    // MARK: - Time limits

    private func watch(
        _ key: AttemptKey, _ attempt: Attempt, _ pending: PendingActivity, _ open: OpenRun,
        _ now: Timestamp
    ) {
        let options = pending.command.options
        if pending.isCancelRequested {
            if attempt.startedAt == nil {
                endAttempt(key)
                cancelled(key, pending)
            } else {
                attempt.task?.cancel()
            }
            return
        }
        let limits = attempt.limits(options, pending)
        guard let (kind, due) = limits.min(by: { $0.1 < $1.1 }) else { return }
        guard due <= now else {
            wakes.add(open.workflow, at: due)
            recordBeat(key, attempt, pending, open, now)
            return
        }
        keepBeat(key, attempt)
        endAttempt(key)
        let failure = Failure("activity \(kind.words) timeout", .timeout(kind))
        attemptFailed(key, pending, attempt.number, attempt.startedAt ?? now, failure)
    }

    /// Records a heartbeat's details, at most every 80 % of the heartbeat's limit.
    private func recordBeat(
        _ key: AttemptKey, _ attempt: Attempt, _ pending: PendingActivity, _ open: OpenRun,
        _ now: Timestamp
    ) {
        let limit = pending.command.options.heartbeat.map { $0 * 4 / 5 } ?? .seconds(30)
        let throttle = min(limit, Limits.heartbeatThrottleMax)
        if let last = attempt.beatRecordedAt, now < last + throttle {
            if attempt.port?.hasBeat == true { wakes.add(open.workflow, at: last + throttle) }
            return
        }
        keepBeat(key, attempt)
    }

    private func keepBeat(_ key: AttemptKey, _ attempt: Attempt) {
        guard let details = attempt.port?.takeBeat(), details != .null else { return }
        attempts[key]?.beatRecordedAt = time.now()
        inputs[key.run, default: Inputs()].beats.append(
            HeartbeatRecorded(
                run: key.run, key: key.key, attempt: attempt.number, at: time.now(),
                details: details))
    }

    /// An activity gave a sign of life.
    func beat(_ key: AttemptKey) {
        if let workflow = state.places[key.run]?.workflow { touch(workflow) }
    }
}

extension Attempt {
    fileprivate func limits(
        _ options: ActivityOptions, _ pending: PendingActivity
    ) -> [(TimeoutKind, Timestamp)] {
        var limits: [(TimeoutKind, Timestamp)] = []
        if let limit = options.scheduleToClose {
            limits.append((.scheduleToClose, pending.scheduledAt + limit))
        }
        if let startedAt {
            limits.append((.startToClose, startedAt + options.startToClose))
            if let limit = options.heartbeat {
                limits.append((.heartbeat, (port?.lastBeat ?? startedAt) + limit))
            }
        } else if let limit = options.scheduleToStart, number == 1 {
            limits.append((.scheduleToStart, pending.scheduledAt + limit))
        }
        return limits
    }
}

extension ActivityOptions {
    /// Why no attempt follows; nil when one does.
    fileprivate func finalState(
        _ failure: Failure, attempt: Int, _ pending: PendingActivity, next: Timestamp
    ) -> RetryState? {
        switch failure.kind {
        case .application(let type, let nonRetryable):
            if nonRetryable || retry.nonRetryable.contains(type) { return .nonRetryable }
        case .timeout(.scheduleToStart), .timeout(.scheduleToClose): return .timeout
        default: break
        }
        if let most = retry.attempts, attempt >= most { return .attemptsUsed }
        if let limit = scheduleToClose, next >= pending.scheduledAt + limit { return .timeout }
        return nil
    }
}

extension TimeoutKind {
    fileprivate var words: String {
        switch self {
        case .startToClose: "start-to-close"
        case .scheduleToStart: "schedule-to-start"
        case .scheduleToClose: "schedule-to-close"
        case .heartbeat: "heartbeat"
        }
    }
}

extension Failure {
    /// An error of an activity's code, as it is stored.
    init(of error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let failure as any WorkflowFailure: self = failure.failure
        case AppendError.conflict, WorkflowError.log(.conflict):
            self.init("\(error)", .application(type: "Conflict", nonRetryable: false))
        case is CancellationError: self.init("canceled", .canceled)
        default:
            let type = String(describing: Swift.type(of: error))
            self.init("\(error)", .application(type: type, nonRetryable: false))
        }
    }
}
