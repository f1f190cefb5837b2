internal import EventStore
internal import Events
internal import Workflows

/// Turns: a run handles what has come, and the append that says so is made.
extension EngineCore {
    /// Handles what is due for one workflow id; whoever calls has marked it as busy.
    func advance(_ workflow: String) async {
        if let open = state.chains[workflow]?.open, !isStopped {
            do {
                try await turn(open)
            } catch {
                if failure == nil { log("\(workflow): \(error)") }
            }
        }
        busy.remove(workflow)
        wakeTurned(workflow)
        touch(workflow)
        noteIdle()
    }

    private func turn(_ open: OpenRun) async throws {
        if try await closedFromOutside(open) { return }
        guard let chain = state.chains[open.workflow] else { return }
        switch try await instance(of: open) {
        case .failure(let problem): try await hold(open, problem)
        case .success(let live):
            guard let live else { return }
            if let problem = live.machine.onLane({ $0.problem }) {
                return try await hold(open, problem)
            }
            var turn = RunTurn(open, chain, live, make)
            await fill(&turn)
            try await commit(turn)
        }
    }

    /// Applies events until there is none, or the append is large enough.
    private func fill(_ turn: inout RunTurn) async {
        while turn.problem == nil {
            if turn.open.isBegun, let local = turn.open.locals.first, !turn.isDone {
                guard !turn.isFull || turn.activations.isEmpty else { return }
                await runLocal(local, &turn)
                continue
            }
            let waiting = inputs[turn.open.run] ?? Inputs()
            guard let (trigger, letters) = turn.next(waiting, at: time.now(), state) else { return }
            if case .activity(let end) = trigger, !(await planned(end, &turn)) { continue }
            turn.step(trigger, letters, at: time.now(), state, make)
        }
    }

    /// Plans what an external attempt staged; false when it cannot be done and the attempt failed.
    private func planned(_ end: ActivityEnd, _ turn: inout RunTurn) async -> Bool {
        guard turn.staged.intents.count > turn.plannedIntents else { return true }
        do {
            try await plan(&turn, key: end.key)
            return true
        } catch {
            turn.staged.intents.removeLast(turn.staged.intents.count - turn.plannedIntents)
            turn.staged.streams.removeAll { turn.stagedBy[$0.stream] == end.key }
            turn.staged.checks.removeAll { turn.stagedBy[$0.stream] == end.key }
            turn.endsTaken.insert(end.key)
            failStaged(end, turn.open, Failure(of: error))
            return false
        }
    }

    private func plan(_ turn: inout RunTurn, key: String) async throws {
        var trial = turn.plan
        for intent in turn.staged.intents[turn.plannedIntents...] {
            try await trial.add(intent, parent: turn.parent("")) { [state] in state.draft($0) }
        }
        turn.plan = trial
        turn.plannedIntents = turn.staged.intents.count
    }

    /// Counts an attempt as failed whose staged events could not be committed.
    private func failStaged(_ end: ActivityEnd, _ open: OpenRun, _ failure: Failure) {
        inputs[open.run]?.ends.removeAll { $0.end.key == end.key }
        guard let pending = open.activities[end.key] else { return }
        attemptFailed(
            AttemptKey(run: open.run, key: end.key), pending, end.attempt, end.startedAt, failure)
    }

    // MARK: - Local activities

    private func runLocal(_ local: PendingLocal, _ turn: inout RunTurn) async {
        let started = time.now()
        var outcome = ActivityEnd.Outcome.failed(.conflict(local.key), .attemptsUsed)
        guard let bound = registry.bound(local: local.type) else {
            turn.problem = Problem(
                .unknownType, "local activity '\(local.type)' is not registered")
            return
        }
        if conflictedLocals[turn.open.run]?.contains(local.key) != true {
            for _ in 0..<Limits.localConflictsMax {
                let (result, staged) = await attempt(bound, local, turn)
                do {
                    let value = try result.get()
                    try await stage(staged, local.key, &turn)
                    outcome = .completed(value)
                    break
                } catch AppendError.conflict, WorkflowError.log(.conflict) {
                    continue
                } catch {
                    outcome = .failed(Failure(of: error), .nonRetryable)
                    break
                }
            }
        }
        let end = ActivityEnd(
            key: local.key, outcome: outcome, attempt: 1, startedAt: started)
        turn.step(.local(end), [], at: time.now(), state, make)
    }

    private func attempt(
        _ bound: BoundLocal, _ local: PendingLocal, _ turn: RunTurn
    ) async -> (Result<JSONValue, any Error>, LogSession.Staged) {
        let session = LogSession(
            over: store, at: time.now(), for: turn.open.workflow, staged: turn.staged)
        do {
            let value = try await bound.run(registry, local.input, session)
            return (.success(value), session.staged)
        } catch {
            return (.failure(error), session.staged)
        }
    }

    private func stage(
        _ staged: LogSession.Staged, _ key: String, _ turn: inout RunTurn
    ) async throws {
        let before = turn.staged
        turn.staged = staged
        do {
            try await plan(&turn, key: key)
        } catch {
            turn.staged = before
            throw error
        }
        for stream in staged.streams.map(\.stream) + staged.checks.map(\.stream)
        where turn.stagedBy[stream] == nil {
            turn.stagedBy[stream] = key
        }
    }

    // MARK: - Commit

    private func commit(_ turn: RunTurn) async throws {
        var turn = turn
        let run = turn.open.run
        let waiting = inputs[run] ?? Inputs()
        var result = TurnResult.open
        let append: Append
        if turn.problem == nil, turn.isDone, !turn.activations.isEmpty {
            (append, result) = turn.closed(waiting, state, identity, make, firstActivation)
        } else {
            append = turn.advanced(waiting, turn.problem, identity, make)
        }
        guard !append.streams.isEmpty else {
            settle(turn, waiting, kept: true)
            return
        }
        do {
            let placed = try await commit(append)
            settle(turn, waiting, kept: turn.problem == nil)
            if turn.problem != nil { drop(run) }
            if case .continued(let next, let live?) = result { keep(next, live) }
            await folded(placed.position)
        } catch {
            drop(run)
            if case .continued(_, let live?) = result {
                live.machine.onLane { $0.evict() }
            }
            if case .conflict(let stream, _, _) = error {
                noteConflict(stream, turn)
                await catchUp()
            } else if failure == nil {
                try await hold(turn.base, Problem(.unexpectedError, "the log refused: \(error)"))
            }
        }
    }

    /// Forgets the inputs that are in the log now.
    private func settle(_ turn: RunTurn, _ taken: Inputs, kept: Bool) {
        let run = turn.open.run
        localConflicts.removeValue(forKey: run)
        conflictedLocals.removeValue(forKey: run)
        inputs[run]?.ends.removeAll { turn.endsTaken.contains($0.end.key) }
        inputs[run]?.failures.removeFirst(taken.failures.count)
        inputs[run]?.beats.removeFirst(taken.beats.count)
        if inputs[run]?.isEmpty == true { inputs.removeValue(forKey: run) }
        if kept { keep(run, Live(machine: turn.machine, additional: turn.additional)) }
    }

    private func noteConflict(_ stream: StreamName, _ turn: RunTurn) {
        guard let key = turn.stagedBy[stream] else { return }
        let run = turn.open.run
        if let (end, _) = inputs[run]?.ends.first(where: { $0.end.key == key }) {
            failStaged(end, turn.base, .conflict(key))
            return
        }
        localConflicts[run, default: 0] += 1
        if localConflicts[run, default: 0] >= Limits.localConflictsMax {
            conflictedLocals[run, default: []].insert(key)
        }
    }

    private func hold(_ open: OpenRun, _ problem: Problem) async throws {
        drop(open.run)
        if problem.category == .unknownType {
            unbound[open.run] = problem
            return
        }
        let held = RunHeld(
            run: open.run, build: identity.build, at: time.now(), problem: problem)
        let append = Append(
            [
                StreamAppend(
                    WorkflowStreams.run(open.run),
                    expected: open.runHead.map { .exact($0) } ?? .noStream,
                    [make.event(.runHeld, held)])
            ],
            checks: [
                StreamCheck(
                    WorkflowStreams.chain(open.workflow), expected: .exact(open.chainRevision))
            ])
        do {
            let placed = try await commit(append)
            await folded(placed.position)
        } catch {
            guard case .conflict = error else { throw error }
            await catchUp()
        }
    }

    /// Waits until the fold contains everything that is in the log now.
    func catchUp() async {
        if let head = try? await store.head().position { await folded(head) }
    }

    /// Appends, and repeats what the log could not take or whose outcome is unknown.
    func commit(_ append: Append) async throws(AppendError) -> AppendResult {
        var append = append
        append.cutRecords(make)
        var tries = 0
        while true {
            appending += 1
            defer { appending -= 1 }
            do {
                let result = try await store.append(append)
                appended = max(appended, result.position)
                return result
            } catch {
                tries += 1
                switch error {
                case .unknownOutcome, .busy, .diskFull:
                    if isStopped { throw error }
                case .closed, .notWriter:
                    fail(error)
                    throw error
                default: throw error
                }
            }
            if tries > 3 { await pause() }
        }
    }

    private func pause() async {
        appending -= 1
        defer { appending += 1 }
        noteIdle()
        // Whoever cancels the pause wants the next try at once.
        try? await time.wait(until: time.now() + Limits.appendRetryPause)
    }
}

extension Failure {
    fileprivate static func conflict(_ key: String) -> Failure {
        Failure(
            "the streams of \(key) were changed by others each time",
            .application(type: "Conflict", nonRetryable: false),
            nextRetryDelay: Limits.conflictPause)
    }
}
