package import Events
import SignalsContracts
import SignalsDomain

/// The fence around a team's epoch as a decision saw it, before it read anything else of the team.
///
/// Whoever rests on it is refused once the epoch is fenced or closed, and by nothing else.
package struct EpochFence: Sendable {
    package let stream: StreamName
    /// The last move; nil where there was none.
    package let revision: Revision?

    /// What has to hold when the decision is written.
    var expectation: ExpectedRevision { revision.map(ExpectedRevision.exact) ?? .noStream }
}

extension SignalsDecisions {
    /// The fence of a team; what is read of the team afterwards is at least as new.
    func fence(of team: TeamID) async throws(SignalsError) -> EpochFence {
        let stream = SignalsStreams.fence(team)
        do {
            return EpochFence(stream: stream, revision: try await log.head(of: stream).revision)
        } catch {
            throw .unreadable("\(error)")
        }
    }

    /// The state of a team that exists and is not being cleaned up, behind the fence of its epoch.
    func fencedTeam(
        _ id: TeamID
    ) async throws(SignalsError) -> (loaded: Loaded<TeamState>, fence: EpochFence) {
        let fence = try await fence(of: id)
        return (try await openTeam(id), fence)
    }
}
