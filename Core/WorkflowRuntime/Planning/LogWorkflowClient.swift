public import EventStore
public import Events
public import Workflows

/// A client without an engine: it appends to the log, and whoever runs the engine sees it there.
public struct LogWorkflowClient: AppendingClient {
    package let store: any EventStore
    package let make: EventMaker
    private let reader: ChainReader

    /// A client over a log of this or another process.
    public init(store: any EventStore, time: any TimeSource, random: any RandomSource) {
        self.store = store
        make = EventMaker(time: time, random: random)
        reader = ChainReader(log: store)
    }

    /// Plans the intents and appends; plans again when others were faster.
    public func submit(
        _ request: WorkflowRequest
    ) async throws(WorkflowError) -> WorkflowReceipt {
        guard request.intents.count <= Workflows.Limits.intentsMax else {
            throw .invalid(
                "a request has at most \(Workflows.Limits.intentsMax) intents, this one has "
                    + "\(request.intents.count): split it")
        }
        let deadline = request.whenFull.deadline(from: make.time.now())
        while true {
            let seen: Position
            do { seen = try await store.head().position } catch { throw .read(error) }
            do {
                return try await planned(request)
            } catch .mailboxFull(let workflow, let limit, let retryAfter) {
                guard let deadline, make.time.now() < deadline else {
                    throw .mailboxFull(workflow: workflow, limit: limit, retryAfter: retryAfter)
                }
                await growth(of: store, after: seen, until: deadline)
            }
        }
    }

    private func nothing(
        after outcomes: [IntentOutcome]
    ) async throws(WorkflowError) -> WorkflowReceipt {
        do {
            let token = try await store.head().token
            let result = AppendResult(events: [], token: token, wasDuplicate: true)
            return WorkflowReceipt(append: result, outcomes: outcomes)
        } catch {
            throw .read(error)
        }
    }

    private func planned(
        _ request: WorkflowRequest
    ) async throws(WorkflowError) -> WorkflowReceipt {
        var (chainRounds, mailRounds) = (0, 0)
        while true {
            let (intents, known) = try await unknown(request.intents)
            if let known, intents.isEmpty { return known }
            var plan = RequestPlan(make)
            for intent in intents {
                try await plan.add(intent) { workflow throws(WorkflowError) in
                    try await reader.draft(workflow)
                }
            }
            var append = Append(request.streams, checks: request.checks, key: request.key)
            plan.write(to: &append)
            append.cutRecords(make)
            // Everything asked for is there already: a start that found its run open.
            guard !append.streams.isEmpty else { return try await nothing(after: plan.outcomes) }
            do {
                let result = try await store.append(append)
                return WorkflowReceipt(append: result, outcomes: plan.outcomes)
            } catch .conflict(let stream, let expected, let actual) {
                switch stream.category {
                case WorkflowStreams.mailboxes: mailRounds += 1
                case WorkflowStreams.chains, WorkflowStreams.runs: chainRounds += 1
                default: throw .log(.conflict(stream, expected: expected, actual: actual))
                }
            } catch .idReused(let id, let position) {
                guard isOurs(id, intents) else { throw .log(.idReused(id, at: position)) }
                chainRounds += 1
            } catch .partlyKnown(let placed) {
                guard placed.contains(where: { isOurs($0.id, intents) }) else {
                    throw .log(.partlyKnown(placed))
                }
                chainRounds += 1
            } catch {
                throw .log(error)
            }
            guard chainRounds < Workflows.Limits.planningAttemptsMax,
                mailRounds < Limits.mailboxPlanningMax
            else { throw .busy(workflow: request.intents.first?.workflow ?? "") }
        }
    }
}

// MARK: - Repeated requests

extension LogWorkflowClient {
    /// The intents that the log does not hold yet, and the answer to those that it does.
    private func unknown(
        _ intents: [Intent]
    ) async throws(WorkflowError) -> ([Intent], WorkflowReceipt?) {
        var left: [Intent] = []
        var (outcomes, placed): ([IntentOutcome], [RecordedEvent]) = ([], [])
        for intent in intents {
            guard let event = try await recorded(intent) else {
                left.append(intent)
                continue
            }
            placed.append(event)
            outcomes.append(try await outcome(of: intent, event))
        }
        guard let last = placed.map(\.position).max() else { return (left, nil) }
        do {
            let head = try await store.head()
            let token = ConsistencyToken(
                log: head.log, generation: head.generation, position: last)
            let places = placed.map {
                Placed(id: $0.id, position: $0.position, revision: $0.revision)
            }
            let append = AppendResult(events: places, token: token, wasDuplicate: true)
            return (left, WorkflowReceipt(append: append, outcomes: outcomes))
        } catch {
            throw .read(error)
        }
    }

    private func recorded(_ intent: Intent) async throws(WorkflowError) -> RecordedEvent? {
        guard let id = intent.eventID else { return nil }
        do { return try await store.event(id) } catch { throw .read(error) }
    }

    private func outcome(
        of intent: Intent, _ event: RecordedEvent
    ) async throws(WorkflowError) -> IntentOutcome {
        do {
            switch try await store.whole([event]).first.flatMap(StoredRecord.init)?.content {
            case .started(let started):
                guard intent.isSame(as: started) else { throw intent.reused }
                return IntentOutcome(
                    run: started.run, firstRun: started.firstRun, started: true)
            case .letter(let mail):
                guard intent.isSame(as: mail) else { throw intent.reused }
                let draft = try await reader.draft(intent.workflow)
                guard let run = draft.open?.started.run ?? draft.lastClosed?.run else {
                    throw WorkflowError.notFound(workflow: intent.workflow)
                }
                return IntentOutcome(
                    run: run, firstRun: draft.open?.started.firstRun ?? run, started: false)
            default: throw intent.reused
            }
        } catch {
            throw WorkflowError(reading: error)
        }
    }

    private func isOurs(_ id: EventID, _ intents: [Intent]) -> Bool {
        intents.contains { intent in
            guard let request = intent.requestID else { return false }
            return ["letter", "start"].contains { kind in
                EventID(EventMaker.requestID(request, of: intent.workflow, kind)) == id
            }
        }
    }
}

extension Intent {
    /// The id of the event that a request with an id leaves; its letter, where there is one.
    fileprivate var eventID: EventID? {
        guard let requestID else { return nil }
        let kind = if case .start = action { "start" } else { "letter" }
        return EventID(EventMaker.requestID(requestID, of: workflow, kind))
    }

    fileprivate var reused: WorkflowError {
        .requestReused(workflow: workflow, request: requestID ?? "")
    }

    fileprivate func isSame(as started: RunStarted) -> Bool {
        guard case .start(let start) = action else { return false }
        return start.type.name == started.type && start.input == started.input
    }

    fileprivate func isSame(as mail: MailRecord) -> Bool {
        switch (action, mail.content) {
        case (.signal(let signal), .signal(let name, let payload)),
            (.signalWithStart(_, let signal), .signal(let name, let payload)):
            signal.name == name && signal.payload == payload
        case (.requestCancel, .cancel): true
        case (.update(let update), .update(let name, let id, let argument)):
            update.name == name && update.update == id && update.argument == argument
        default: false
        }
    }
}

extension WhenFull {
    fileprivate func deadline(from now: Timestamp) -> Timestamp? {
        guard case .wait(let duration) = self else { return nil }
        return now + duration
    }
}

extension LogWorkflowClient {
    /// Waits until the log has grown or the time is over.
    private func growth(
        of store: any EventStore, after position: Position, until deadline: Timestamp
    ) async {
        await withTaskGroup { group in
            group.addTask { _ = try? await store.changed(after: position) }
            group.addTask { try? await make.time.wait(until: deadline) }
            await group.next()
            group.cancelAll()
        }
    }
}
