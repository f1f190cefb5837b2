package import Events
package import Workflows

extension RunMachine: RunPort {
    package var execution: WorkflowExecution {
        _ = isOnItsActivation("execution")
        return facts
    }

    package func log(_ message: String) {
        if !isReplaying, !isEvicted { setup.log(message) }
    }

    // MARK: - Work

    package func activity(_ order: ActivityOrder) async throws -> JSONValue {
        try await enter("activity \(order.name)")
        let key = nextKey(order.name, id: order.id)
        types[key] = order.name
        emit(
            .activity(
                ActivityCommand(
                    key: key, type: order.name, input: order.input, options: order.options)))
        return try await suspend(key, .activity(order.options.cancellation))
    }

    package func local(_ order: LocalOrder) async throws -> JSONValue {
        try await enter("local \(order.name)")
        let key = nextKey(order.name, id: order.id)
        types[key] = order.name
        emit(.local(key: key, type: order.name, input: order.input))
        return try await suspend(key, .local)
    }

    // MARK: - Time

    package func sleep(_ name: String, for duration: Duration) async throws {
        try await enter("sleep")
        let key = nextKey(name, id: nil)
        emit(.timer(key: key, for: max(.zero, duration)))
        _ = try await suspend(key, .timer)
    }

    package func sleep(_ name: String, until moment: Timestamp) async throws {
        try await sleep(name, for: moment - clock)
    }

    package func wait(until condition: @escaping @WorkflowActor () -> Bool) async throws {
        try await enter("wait")
        if condition() { return }
        _ = try await suspend("", .condition(timer: nil), test: condition)
    }

    package func wait(
        _ name: String, upTo duration: Duration,
        until condition: @escaping @WorkflowActor () -> Bool
    ) async throws -> Bool {
        try await enter("wait")
        if condition() { return true }
        let key = nextKey(name, id: nil)
        emit(.timer(key: key, for: max(.zero, duration)))
        return try await suspend(key, .condition(timer: key), test: condition).bool ?? false
    }

    // MARK: - Others

    package func startChild(_ order: ChildOrder) async throws -> StartedChild {
        try await enter("startChild \(order.workflow)")
        let key = nextKey(order.type.name, id: nil)
        let command = ChildCommand(
            key: key, type: order.type.name, workflow: order.workflow, input: order.input,
            queue: order.type.queue, parentClose: order.options.parentClose,
            mailbox: order.type.mailbox, start: order.options.start.completed(by: order.type))
        childOrders[key] = (order.type.name, order.workflow, order.options.cancellation)
        emit(.child(command))
        let answer = try await suspend(key, .childStart)
        guard let run = answer.string.flatMap({ UniqueID($0) }) else {
            throw UsageError(
                description: "the start of \(order.workflow) was answered without a run")
        }
        return StartedChild(
            key: key, type: order.type.name, workflow: order.workflow, run: run)
    }

    package func result(of child: StartedChild) async throws -> JSONValue {
        try await enter("result of \(child.workflow)")
        if let end = childEnds[child.key] { return try childResult(child.key, end).get() }
        let cancellation = childOrders[child.key]?.cancellation ?? .wait
        return try await suspend("\(child.key) end", .childEnd(child, cancellation))
    }

    package func signal(
        _ target: ExternalTarget, _ signal: String, _ payload: JSONValue
    ) async throws {
        try await enter("signal to \(target.workflow)")
        let key = nextKey("signal", id: nil)
        targets[key] = target.workflow
        emit(
            .signalExternal(
                ExternalCommand(key: key, workflow: target.workflow), signal: signal,
                payload: payload))
        _ = try await suspend(key, .external)
    }

    package func cancel(_ target: ExternalTarget) async throws {
        try await enter("cancel of \(target.workflow)")
        let key = nextKey("cancel", id: nil)
        targets[key] = target.workflow
        emit(.cancelExternal(ExternalCommand(key: key, workflow: target.workflow)))
        _ = try await suspend(key, .external)
    }

    package func continueAsNew(_ order: ContinueOrder) throws -> Never {
        throw ContinueRequest(order: order)
    }

    // MARK: - Recorded values

    package func sideEffect(
        _ name: String, _ make: () throws -> JSONValue
    ) throws -> JSONValue {
        guard isOnItsActivation("sideEffect \(name)"), !isEvicted else { throw Evicted() }
        let key = nextKey(name, id: nil)
        let value = try recordedValues[key] ?? make()
        emit(.sideEffect(key: key, value: value))
        return value
    }

    /// SplitMix64 over the run id and a counter.
    package func random() -> UInt64 {
        drawn += 1
        let seed = facts.run.high ^ facts.run.low.byteSwapped
        var word = seed &+ drawn &* 0x9E37_79B9_7F4A_7C15
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    package func patched(_ id: String) -> Bool {
        if let known = patchesTaken[id] { return known }
        let takes = !isReplaying || setup.patches.contains(id)
        patchesTaken[id] = takes
        if takes { emit(.patch(id: id, deprecated: false)) }
        return takes
    }

    package func deprecatePatch(_ id: String) {
        guard patchesTaken[id] == nil else { return }
        patchesTaken[id] = true
        if !isReplaying || setup.patches.contains(id) { emit(.patch(id: id, deprecated: true)) }
    }

    package func upsert(attributes: JSONObject) { emit(.attributes(attributes)) }

    package func upsert(memo: JSONObject) { emit(.memo(memo)) }

    package func onCancel(_ body: @escaping @WorkflowActor () -> Void) {
        if isCancelRequested { body() } else { cancelHooks.append(body) }
    }
}

// MARK: - Every call

extension RunMachine {
    /// Lets a call pass that belongs to this activation; parks what strayed and what cannot end.
    private func enter(_ call: String) async throws {
        guard isOnItsActivation(call) else { return await park() }
        if isEvicted {
            callsAfterEviction += 1
            guard callsAfterEviction <= Limits.evictedCallsMax else { return await park() }
            throw Evicted()
        }
        guard !isAnsweringQuery else {
            throw UsageError(description: "\(call) was called while a query was answered")
        }
        try Task.checkCancellation()
    }

    /// Waits for ever: nothing may follow for code whose run goes on without it.
    private func park() async {
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
    }

    func emit(_ command: Command) {
        guard !isAnsweringQuery else {
            queryViolation = command.identity
            return
        }
        guard !isEvicted, isOnItsActivation(command.identity) else { return }
        commands.append(command)
    }

    /// `[scope~]name~n`, or `[scope~]name@id`; what may not be part of a key becomes `_`.
    func nextKey(_ name: String, id: String?) -> String {
        let scope = ScopePath.current
        var key = scope.isEmpty ? name : "\(scope)~\(name)"
        if let id {
            let clean = id.unicodeScalars.map { Name.isWellFormed(String($0)) ? String($0) : "_" }
            key += "@\(clean.joined().prefix(Workflows.Limits.nameBytesMax))"
        }
        let use = uses[key, default: 0] + 1
        uses[key] = use
        return id != nil && use == 1 ? key : "\(key)~\(use)"
    }
}

extension StartOptions {
    fileprivate func completed(by type: WorkflowType) -> StartOptions {
        var options = self
        options.runTimeout = runTimeout ?? type.runTimeout
        options.executionTimeout = executionTimeout ?? type.executionTimeout
        return options
    }
}
