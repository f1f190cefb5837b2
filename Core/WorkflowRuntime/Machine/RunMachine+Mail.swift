package import Events
package import Workflows

extension RunMachine {
    /// Gives a letter to its handler, or puts it where code looks for it.
    func deliver(_ letter: Delivery) {
        switch letter.mail.content {
        case .signal(let name, let payload):
            unreadOffsets.insert(letter.offset)
            guard let handler = built?.signal(name) else {
                let kept = MailedLetter(
                    offset: letter.offset, payload: payload, sender: letter.mail.identity,
                    sent: letter.mail.at)
                boxes[name, default: []].append(kept)
                return
            }
            run("signal@\(letter.offset)") { machine, context in
                try await handler(payload, context)
                machine.acknowledge([letter.offset])
            }
        case .update(let name, let update, let argument):
            admit(name, update, argument, letter.offset)
        case .cancel:
            requestCancel()
        case .childEnded, .activity:
            // The engine turns them into triggers of their own.
            break
        }
    }

    private func admit(_ name: String, _ update: String, _ argument: JSONValue, _ offset: Int) {
        do {
            guard let handler = built?.update(name) else {
                let known = bound.handlers.filter { $0.kind == .update }.map(\.name)
                throw ApplicationFailure(
                    WorkflowError.unknownUpdate(name, known: known).description,
                    type: "UnknownUpdate", nonRetryable: true)
            }
            try handler.check(argument)
            emit(.updateAccepted(update: update, offset: offset))
            run("update@\(update)") { machine, context in
                do {
                    let result = try await handler.run(argument, context)
                    machine.emit(.updateCompleted(update: update, .result(result)))
                } catch let failure as any WorkflowFailure {
                    machine.emit(.updateCompleted(update: update, .failure(failure.failure)))
                }
            }
        } catch let failure as any WorkflowFailure {
            emit(.updateRejected(update: update, offset: offset, failure.failure))
        } catch {
            let failure = Failure(
                "\(error)", .application(type: "InvalidArgument", nonRetryable: true))
            emit(.updateRejected(update: update, offset: offset, failure))
        }
    }

    private func requestCancel() {
        guard !isCancelRequested else { return }
        isCancelRequested = true
        let hooks = cancelHooks
        cancelHooks = []
        for hook in hooks { hook() }
        root?.cancel()
        for id in handlers.keys.sorted() { handlers[id]?.cancel() }
    }

    /// Runs a handler in a scope of its own; an error of it counts as one of `run`.
    private func run(
        _ scope: String,
        _ body:
            @escaping @WorkflowActor @Sendable (RunMachine, WorkflowContext) async throws -> Void
    ) {
        handlersStarted += 1
        let id = handlersStarted
        let context = WorkflowContext(self)
        handlers[id] = ScopePath.$current.withValue(scope) {
            Task(executorPreference: lane) { await self.runHandler(id, context, body) }
        }
    }

    private func runHandler(
        _ id: Int, _ context: WorkflowContext,
        _ body: @WorkflowActor @Sendable (RunMachine, WorkflowContext) async throws -> Void
    ) async {
        do {
            try await body(self, context)
        } catch {
            fail(error)
        }
        if isOnItsActivation("the end of a handler") { handlers.removeValue(forKey: id) }
    }

    /// Whether the workflow has code for a signal.
    package func handles(signal name: String) -> Bool { built?.signal(name) != nil }

    // MARK: - What the context asks

    package func unreadCount(_ signal: String) -> Int { boxes[signal]?.count ?? 0 }

    package func oldestUnread(_ signal: String) -> Timestamp? { boxes[signal]?.first?.sent }

    package func claimed(_ signal: String, upTo limit: Int) -> [MailedLetter] {
        guard isOnItsActivation("mail \(signal)"), !isEvicted else { return [] }
        let letters = Array((boxes[signal] ?? []).prefix(limit))
        boxes[signal]?.removeFirst(letters.count)
        for letter in letters { claimedLetters[letter.offset] = (signal, letter) }
        return letters
    }

    package func acknowledge(_ offsets: [Int]) {
        guard isOnItsActivation("acknowledge"), !isEvicted else { return }
        for offset in offsets where unreadOffsets.remove(offset) != nil {
            claimedLetters.removeValue(forKey: offset)
            acknowledged.append(offset)
        }
    }

    package func release(_ offsets: [Int]) {
        guard isOnItsActivation("release"), !isEvicted else { return }
        for offset in offsets {
            guard let (signal, letter) = claimedLetters.removeValue(forKey: offset) else {
                continue
            }
            let place = boxes[signal, default: []].firstIndex { $0.offset > offset }
            boxes[signal, default: []].insert(
                letter, at: place ?? boxes[signal, default: []].count)
        }
    }
}

// MARK: - Queries

extension RunMachine {
    /// Answers a question from the state; nothing is decided and nothing recorded.
    package func answer(_ name: String, _ argument: JSONValue) throws(WorkflowError) -> JSONValue {
        lane.running = ObjectIdentifier(self)
        isAnsweringQuery = true
        defer { (lane.running, isAnsweringQuery, queryViolation) = (nil, false, nil) }
        let known = bound.handlers.filter { $0.kind == .query }.map(\.name)
        guard known.contains(name), let built else { throw .unknownQuery(name, known: known) }
        do {
            let answer = try built.query(name)?(argument) ?? .null
            if let queryViolation {
                throw UsageError(description: "it decided something (\(queryViolation))")
            }
            return answer
        } catch {
            throw .queryFailed("\(error)")
        }
    }
}
