public import Events

/// How far one version of a projection is.
public struct ProjectionStatus: Hashable, Sendable {
    /// What readers can expect of it.
    public enum State: String, Hashable, Sendable {
        /// It has not caught up yet; readers wait or see the version before.
        case building
        /// Readers see it.
        case live
        /// A newer version took its place; it is kept for a day.
        case retired
        /// It met an event that it could not apply, and waits for a build that can.
        case stopped
    }

    /// The projection's name.
    public let name: String
    /// The version of the definition.
    public let version: Int
    /// What readers can expect.
    public let state: State
    /// Everything up to here is in the rows.
    public let position: Position
    /// Events of the log behind `position`.
    public let lag: Int
    /// Events of types that the projection did not know.
    public let unknown: Int
    /// Why it stopped.
    public let error: String?

    init(
        name: String, version: Int, state: State, position: Position, lag: Int, unknown: Int,
        error: String?
    ) {
        (self.name, self.version, self.state) = (name, version, state)
        (self.position, self.lag, self.unknown, self.error) = (position, lag, unknown, error)
    }
}
