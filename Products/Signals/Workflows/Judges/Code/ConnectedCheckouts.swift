import SignalsContracts
import SignalsDomain
import SignalsFacade

/// The working copies of the repositories that a team has connected.
struct ConnectedCheckouts: CodeCheckouts {
    /// The team on whose behalf is judged; nothing crosses teams.
    @TaskLocal static var team: TeamID?

    private let decisions: SignalsDecisions

    init(_ decisions: SignalsDecisions) { self.decisions = decisions }

    func checkout(
        of repository: String
    ) async throws(CheckoutError) -> (any CodeCheckout)? {
        guard let team = Self.team else { return nil }
        let repositories: [(name: String, path: String?)]
        do {
            repositories = try await decisions.team(team).state.repositories.map {
                ($0.name, $0.path)
            }
        } catch {
            throw .failed(command: "team \(team)", status: 1, message: error.description)
        }
        guard let path = repositories.first(where: { $0.name == repository })?.path else {
            return nil
        }
        return try await GitCheckout(path)
    }
}
