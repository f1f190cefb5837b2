/// The clock as a port: the only way in which time enters the system.
public protocol TimeSource: Sendable {
    /// The present moment; may jump when the machine's clock is set.
    func now() -> Timestamp

    /// Returns once `now()` has reached `moment`, never earlier.
    ///
    /// - Parameter moment: When to return; a moment in the past returns at once.
    /// - Throws: `CancellationError` when the waiting task is cancelled.
    func wait(until moment: Timestamp) async throws(CancellationError)
}
