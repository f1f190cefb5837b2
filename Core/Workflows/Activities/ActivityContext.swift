public import Events

/// What one attempt of an activity knows and may tell.
public struct ActivityContext: Sendable {
    /// The workflow id that waits for it.
    public let workflow: String
    /// The run that waits for it.
    public let run: UniqueID
    /// Its key in the history.
    public let activity: String
    /// The number of this attempt, from 1.
    public let attempt: Int
    /// Stages events and intents that commit with the completion of this attempt.
    public let log: LogSession
    private let port: any ActivityPort

    package init(
        workflow: String, run: UniqueID, activity: String, attempt: Int, log: LogSession,
        port: any ActivityPort
    ) {
        (self.workflow, self.run, self.activity) = (workflow, run, activity)
        (self.attempt, self.log, self.port) = (attempt, log, port)
    }

    /// Names the effect towards the outside; every attempt has the same.
    public var idempotencyKey: String { "\(workflow):\(run):\(activity)" }

    /// The present moment.
    public var now: Timestamp { port.now }

    /// Gives a sign of life; the details reach the next attempt.
    ///
    /// - Throws: `CancellationError` when nobody waits any more.
    public func heartbeat(_ details: some WorkflowValue) throws {
        try port.heartbeat(try JSONValue(encoding: details))
        try Task.checkCancellation()
    }

    /// Gives a sign of life.
    ///
    /// - Throws: `CancellationError` when nobody waits any more.
    public func heartbeat() throws { try heartbeat(NoValue()) }

    /// The details of the last heartbeat of an earlier attempt; nil where there was none.
    public func details<Details: WorkflowValue>(as type: Details.Type) throws -> Details? {
        try port.details?.decode(as: type)
    }

    /// Waits by the engine's clock.
    ///
    /// - Throws: `CancellationError` when nobody waits any more.
    public func sleep(for duration: Duration) async throws {
        try await port.sleep(until: now + duration)
    }
}

/// How an attempt reaches its engine.
package protocol ActivityPort: Sendable {
    var now: Timestamp { get }
    var details: JSONValue? { get }
    func heartbeat(_ details: JSONValue) throws
    func sleep(until moment: Timestamp) async throws
}
