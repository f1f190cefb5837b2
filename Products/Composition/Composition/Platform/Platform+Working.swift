import EventStore
import Events
public import SignalsFacade

extension Platform {
    /// Runs a body while the workers run beside it, where this process is the one to run them.
    ///
    /// A process that is not the log's writer leaves the work to the one that is.
    public func working<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        guard isWriter else { return try await body() }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await runWorkers()
                return nil
            }
            group.addTask { try await body() }
            var value: Value?
            while let next = try await group.next() {
                guard let next else { break }
                value = next
                group.cancelAll()
            }
            guard let value else { throw CancellationError() }
            return value
        }
    }

    /// Waits on the log until everything accepted has come to its end.
    ///
    /// - Parameters:
    ///   - team: Whose signals are meant.
    ///   - expected: How many signals have to be accepted before it counts as settled.
    ///   - timeout: How long it is waited for.
    ///   - show: Told of every state on the way.
    /// - Returns: The last state; settled, or what is still open when the time was up.
    /// - Throws: What the log or its views throw.
    public func settle(
        _ team: TeamID, expected: Int = 0, timeout: Duration,
        show: @escaping @Sendable (PipelineStatus) -> Void = { _ in }
    ) async throws -> PipelineStatus {
        let deadline = time.now() + timeout
        while true {
            let head = try await log.head().position
            let status = try await signals.status(atLeast: head, team: team)
            show(status)
            let isSettled = status.settled && status.ledger.total.accepted >= expected
            guard !isSettled, time.now() < deadline, !Task.isCancelled else { return status }
            // A look counts every signal; looking at each commit would slow down what it waits for.
            let next = time.now() + Limits.lookPause
            try await growth(after: head, until: deadline)
            try await time.wait(until: min(next, deadline))
        }
    }

    /// Returns once the log has grown, or the time is up.
    private func growth(after position: Position, until deadline: Timestamp) async throws {
        let (log, time) = (log, time)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await log.changed(after: position) }
            group.addTask {
                // A cancelled wait only ends the group.
                try? await time.wait(until: deadline)
            }
            try await group.next()
            group.cancelAll()
        }
    }
}

extension Platform {
    /// Waits on the log until a condition holds; false when the time was up before.
    public func wait(
        timeout: Duration, until isMet: @escaping @Sendable () async throws -> Bool
    ) async throws -> Bool {
        let deadline = time.now() + timeout
        while true {
            let head = try await position()
            if try await isMet() { return true }
            guard time.now() < deadline, !Task.isCancelled else { return false }
            try await growth(after: head, until: deadline)
        }
    }
}
