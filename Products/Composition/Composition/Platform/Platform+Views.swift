public import Events
import Projections

/// How far the rows of one projection are.
public struct ProjectionProgress: Sendable {
    /// The projection's name and the version of its definition.
    public let name: String
    /// The version of its definition.
    public let version: Int
    /// `building`, `live`, `retired` or `stopped`.
    public let state: String
    /// Everything up to here is in the rows.
    public let position: Position
    /// Events of the log behind that.
    public let lag: Int
    /// Why it stopped.
    public let error: String?

    /// Whether somebody has to do something.
    public var isStopped: Bool { error != nil }
}

/// What was asked of a projection cannot be done as it was asked.
public struct WrongProjection: Error, Hashable, CustomStringConvertible {
    /// What is wrong, which one, and what to do next.
    public let description: String
}

extension Platform {
    /// How far every projection is, in the order of names and versions.
    public func projections() async throws -> [ProjectionProgress] {
        try await views.status().map { status in
            ProjectionProgress(
                name: status.name, version: status.version, state: status.state.rawValue,
                position: status.position, lag: status.lag, error: status.error)
        }
    }

    /// Forgets the rows of a projection and folds them again; the log loses nothing.
    public func rebuild(projection name: String) async throws {
        try await sorted { () async throws(ViewError) in try await views.rebuild(name) }
    }

    /// Lets a projection go on without the event that it stopped at; the log keeps the decision.
    public func skip(
        projection name: String, at position: Position, because reason: String
    ) async throws {
        try await sorted { () async throws(ViewError) in
            try await views.skip(name, at: position, because: reason)
        }
    }

    /// Tells what was asked wrongly from what went wrong.
    private func sorted(_ body: () async throws(ViewError) -> Void) async throws {
        do {
            try await body()
        } catch {
            switch error {
            case .unknown, .invalid: throw WrongProjection(description: "\(error)")
            default: throw error
            }
        }
    }
}
