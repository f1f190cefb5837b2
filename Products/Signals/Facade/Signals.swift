public import EventStore
public import Events
public import Projections
public import SignalsContracts
public import Workflows

/// The door to Signals: every call checks its gates, loads, decides, appends and answers.
///
/// It starts and signals workflows by name and holds none of their code. A call that is refused, or
/// is an error, appends nothing and starts nothing.
public struct Signals: Sendable {
    let store: any EventStore
    package let client: any WorkflowClient
    let views: Views
    let time: any TimeSource
    let random: any RandomSource
    let mailbox: Int
    let refused: @Sendable (Refusal, TeamID) -> Void
    /// What the facade decides with; activities decide with the same over their session.
    package let decisions: SignalsDecisions

    /// Opens the door to a log.
    ///
    /// - Parameters:
    ///   - store: The log.
    ///   - client: The way to workflows; it appends.
    ///   - views: Opened with `Signals.projections` among others.
    ///   - time: The clock.
    ///   - random: Randomness.
    ///   - pendingMax: Unread signals of a team from which on the door answers `busy`.
    ///   - refused: Told of every refusal, to be counted; what it does never fails a call.
    public init(
        store: any EventStore, client: any WorkflowClient, views: Views, time: any TimeSource,
        random: any RandomSource, pendingMax: Int = SignalsLimits.pendingSignalsMax,
        refused: @escaping @Sendable (Refusal, TeamID) -> Void = { _, _ in }
    ) {
        (self.store, self.client, self.views) = (store, client, views)
        (self.time, self.random, self.refused) = (time, random, refused)
        mailbox = pendingMax
        decisions = SignalsDecisions(store: store, client: client)
    }

    /// The read models that the facade asks.
    public static var projections: [any Projection] { [InboxProjection()] }
}
