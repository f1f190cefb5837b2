internal import EventStore
internal import Events
internal import Workflows

/// Answers to those who ask: from the fold at the log's head, or from a run's code.
extension EngineCore {
    /// Brings the fold to the head that the log has now: every acknowledged write is seen.
    func atHead() async throws(WorkflowError) {
        do {
            await folded(try await store.head().position)
        } catch {
            throw .read(error)
        }
        if let failure { throw WorkflowError(reading: failure) }
    }

    // MARK: - Results

    /// Waits for the end of the chain and returns what its last run left.
    func result(of workflow: String, run: UniqueID) async throws(WorkflowError) -> JSONValue {
        try await atHead()
        var run = run
        while true {
            guard let place = state.places[run] else { throw .notFound(workflow: workflow) }
            guard let end = place.end else {
                try await change()
                continue
            }
            if let next = place.next {
                run = next
                continue
            }
            return try await left(by: run, workflow, at: end)
        }
    }

    private func left(
        by run: UniqueID, _ workflow: String, at revision: Revision
    ) async throws(WorkflowError) -> JSONValue {
        let closed: RunClosed
        do {
            let chain = WorkflowStreams.chain(workflow)
            let page = try await store.read(chain, from: revision, .forward, limit: 1)
            guard let event = try await store.whole(page.events).first,
                case .closed(let record) = try StoredRecord(event)?.content
            else { throw RecordError("\(chain) holds no end at revision \(revision)") }
            closed = record
        } catch {
            throw WorkflowError(reading: error)
        }
        let last = closed.activations.last?.commands.last(where: \.isClosing)
        switch last {
        case .complete(let result): return result
        case .fail(let fail): throw .ended(workflow: workflow, closed.status, fail.failure)
        default:
            let reason =
                closed.reason.isEmpty
                ? nil : Failure(closed.reason, .terminated)
            throw .ended(workflow: workflow, closed.status, reason)
        }
    }

    /// Waits until the fold has moved.
    private func change() async throws(WorkflowError) {
        await folded(Position(state.position.value + 1))
        if let failure { throw WorkflowError(reading: failure) }
        if Task.isCancelled { throw .late("the result") }
    }

    /// Waits for the outcome of an update.
    func outcome(of update: String, _ workflow: String) async throws(WorkflowError) -> JSONValue {
        try await atHead()
        while true {
            switch state.updates[workflow]?[update] {
            case .result(let value): return value
            case .failure(let failure): throw .updateFailed(failure)
            case nil:
                guard state.chains[workflow]?.open != nil else {
                    throw .alreadyClosed(workflow: workflow)
                }
                try await change()
            }
        }
    }

    // MARK: - Queries

    /// Asks a run's code, after it has handled every letter that was acknowledged before.
    func answer(
        _ workflow: String, _ run: UniqueID?, _ name: String, _ argument: JSONValue
    ) async throws(WorkflowError) -> JSONValue {
        try await atHead()
        guard let chain = state.chains[workflow], let last = chain.runs.last else {
            throw .notFound(workflow: workflow)
        }
        if let run, !chain.runs.contains(run) { throw .notFound(workflow: workflow) }
        guard run == nil || run == chain.open?.run, chain.open != nil else {
            return try await replayed(workflow, run ?? last, name, argument)
        }
        let wanted = chain.mailNext
        while let open = state.chains[workflow]?.open, run == nil || run == open.run {
            let isCurrent = open.isBegun && open.mailThrough >= wanted
            if isHeld(open) || (isCurrent && !busy.contains(workflow)) {
                return try await asked(open, name, argument)
            }
            if isCurrent { try await turned(workflow) } else { try await change() }
        }
        return try await replayed(workflow, run ?? last, name, argument)
    }

    private func asked(
        _ open: OpenRun, _ name: String, _ argument: JSONValue
    ) async throws(WorkflowError) -> JSONValue {
        if let machine = live[open.run]?.machine {
            return try ask(machine, name, argument)
        }
        return try await replayed(open.workflow, open.run, name, argument)
    }

    /// Builds an instance from the history for one question.
    private func replayed(
        _ workflow: String, _ run: UniqueID, _ name: String, _ argument: JSONValue
    ) async throws(WorkflowError) -> JSONValue {
        guard let place = state.places[run] else { throw .notFound(workflow: workflow) }
        do {
            let started = try await HistoryReader(store: store).started(workflow, at: place.start)
            guard let bound = registry.bound(workflow: started.type) else {
                throw WorkflowError.unknownType(started.type, known: registry.workflowNames)
            }
            let history = try await recorded(started)
            switch rebuilt(started, bound, history) {
            case .success(let made?):
                defer { made.machine.onLane { $0.evict() } }
                return try ask(made.machine, name, argument)
            case .success(nil): throw WorkflowError.notFound(workflow: workflow)
            case .failure(let problem): throw WorkflowError.queryFailed(problem.description)
            }
        } catch {
            throw WorkflowError(reading: error)
        }
    }

    private func ask(
        _ machine: RunMachine, _ name: String, _ argument: JSONValue
    ) throws(WorkflowError) -> JSONValue {
        do {
            return try machine.onLane { try $0.answer(name, argument) }
        } catch {
            throw WorkflowError(reading: error)
        }
    }

    // MARK: - Histories

    /// The stored records of a run, in the form of an export.
    func exported(_ workflow: String, _ run: UniqueID?) async throws(WorkflowError) -> [JSONValue] {
        try await atHead()
        guard let run = run ?? state.chains[workflow]?.runs.last,
            let place = state.places[run], place.workflow == workflow
        else { throw .notFound(workflow: workflow) }
        let reader = HistoryReader(store: store)
        do {
            let chain = WorkflowStreams.chain(workflow)
            let first = Int(place.start.value)
            var events = try await reader.events(of: chain, from: first, through: first)
            events += try await reader.events(of: WorkflowStreams.run(run))
            if let end = place.end.map({ Int($0.value) }) {
                events += try await reader.events(of: chain, from: end, through: end)
            }
            return try await store.whole(events).map(StoredRecord.exported)
        } catch {
            throw WorkflowError(reading: error)
        }
    }
}
