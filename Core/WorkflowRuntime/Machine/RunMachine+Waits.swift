internal import Events
internal import Workflows

extension RunMachine {
    /// Waits for the answer to a command, or for a condition; several may wait at once.
    func suspend(
        _ key: String, _ kind: Wait.Kind, test: (@WorkflowActor () -> Bool)? = nil
    ) async throws -> JSONValue {
        waitsMade += 1
        let wait = Wait(id: waitsMade, key: key, kind: kind, test: test)
        let (id, marks) = (wait.id, marks)
        return try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { continuation in
                wait.continuation = continuation
                enter(wait)
            }
        } onCancel: {
            marks.mark(id)
        }
    }

    private func enter(_ wait: Wait) {
        waits[wait.id] = wait
        if !wait.key.isEmpty { waitOfKey[wait.key] = wait.id }
        if wait.test != nil { conditions.append(wait) }
    }

    /// Takes the wait for a command's answer out; nil when nobody waits any more.
    func take(_ key: String) -> UnsafeContinuation<JSONValue, any Error>? {
        guard let id = waitOfKey[key], let wait = waits[id] else { return nil }
        leave(wait)
        return wait.continuation
    }

    private func leave(_ wait: Wait) {
        waits.removeValue(forKey: wait.id)
        if waitOfKey[wait.key] == wait.id { waitOfKey.removeValue(forKey: wait.key) }
        if wait.test != nil { conditions.removeAll { $0 === wait } }
    }

    /// Resumes the code whose condition holds; its timer is not needed any more.
    func fulfil(_ wait: Wait) {
        leave(wait)
        if case .condition(let timer?) = wait.kind { emit(.cancelTimer(key: timer)) }
        wait.continuation?.resume(returning: true)
    }

    // MARK: - Answers

    func resolve(_ end: ActivityEnd) {
        let type = types[end.key] ?? end.key
        switch end.outcome {
        case .completed(let result): take(end.key)?.resume(returning: result)
        case .failed(let cause, let state):
            take(end.key)?.resume(
                throwing: ActivityFailure(
                    activity: type, key: end.key, cause: cause, retryState: state))
        case .canceled(let cause):
            guard let id = waitOfKey[end.key], let wait = waits[id] else { return }
            let wasAsked = wait.isStopping
            take(end.key)?.resume(
                throwing: wasAsked
                    ? CancellationError()
                    : ActivityFailure(
                        activity: type, key: end.key, cause: cause, retryState: .cancelRequested))
        }
    }

    func resolveTimer(_ key: String) {
        guard let id = waitOfKey[key], let wait = waits[id] else { return }
        let ranOut = if case .condition = wait.kind { true } else { false }
        take(key)?.resume(returning: ranOut ? false : .null)
    }

    func resolveChildStart(_ key: String, _ run: UniqueID?) {
        let order = childOrders[key]
        guard let run else {
            let workflow = order?.workflow ?? key
            let cause = Failure(
                "Workflow execution is already running. WorkflowId: \(workflow).",
                .application(type: "WorkflowAlreadyExists", nonRetryable: true))
            take(key)?.resume(
                throwing: ChildFailure(
                    type: order?.type ?? "", workflow: workflow, run: "", cause: cause))
            return
        }
        take(key)?.resume(returning: .string(run.description))
    }

    func resolveChildEnd(_ key: String, _ end: ChildEnd) {
        childEnds[key] = end
        guard let continuation = take("\(key) end") else { return }
        continuation.resume(with: childResult(key, end))
    }

    func childResult(_ key: String, _ end: ChildEnd) -> Result<JSONValue, any Error> {
        if end.status == .completed { return .success(end.result ?? .null) }
        let order = childOrders[key]
        let cause: Failure =
            switch end.status {
            case .canceled: Failure("canceled", .canceled)
            case .terminated: Failure("terminated", .terminated)
            case .timedOut: Failure("timed out", .timeout(.startToClose))
            default: end.failure ?? Failure("failed", .terminated)
            }
        return .failure(
            ChildFailure(
                type: order?.type ?? "", workflow: order?.workflow ?? key,
                run: end.run.description, cause: cause))
    }

    // MARK: - Stopping

    /// Passes cancellation on to the waits whose task was cancelled; true when code was resumed.
    func stopMarked() -> Bool {
        var resumed = false
        for id in marks.taken() {
            guard let wait = waits[id], !wait.isStopping else { continue }
            if stop(wait) { resumed = true }
        }
        return resumed
    }

    private func stop(_ wait: Wait) -> Bool {
        switch wait.kind {
        case .activity(.tryCancel):
            emit(.cancelActivity(key: wait.key))
        case .activity(.wait):
            emit(.cancelActivity(key: wait.key))
            wait.isStopping = true
            return false
        case .timer:
            emit(.cancelTimer(key: wait.key))
        case .condition(let timer?):
            emit(.cancelTimer(key: timer))
        case .childEnd(let child, .tryCancel):
            emitCancel(of: child)
        case .childEnd(let child, .wait):
            emitCancel(of: child)
            wait.isStopping = true
            return false
        case .local, .childStart:
            // They end by themselves in this activation or the next.
            return false
        case .activity(.abandon), .childEnd(_, .abandon), .condition(nil), .external:
            break
        }
        leave(wait)
        wait.continuation?.resume(throwing: CancellationError())
        return true
    }

    private func emitCancel(of child: StartedChild) {
        let key = nextKey("cancel", id: nil)
        targets[key] = child.workflow
        emit(.cancelExternal(ExternalCommand(key: key, workflow: child.workflow)))
    }
}
