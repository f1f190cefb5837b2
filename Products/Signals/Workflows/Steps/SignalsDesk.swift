import BlobStore
import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Workflows

/// What the activities of the product work with.
struct SignalsDesk: Sendable {
    let decisions: SignalsDecisions
    let store: any EventStore
    let client: any WorkflowClient
    let blobs: any BlobStore
    let judges: any Judges
    let checkouts: any CodeCheckouts
    let vectors: VectorCache
    let indexes: SignalIndexes
    let time: any TimeSource
    /// Told of every report that research has completed.
    let completed: @Sendable (ReportID, TeamID) async throws -> Void
    /// How this process differs from the presets; what a team has set for itself counts more.
    var pacing = PacingOverrides()
    /// The places of the day where a team has a limit.
    let quota = ResearchQuota()
}

extension SignalsDesk {
    /// A signal that is still on its way; nil for one that has its outcome, or whose epoch is over.
    func waiting(_ step: SignalStep) async throws -> SignalStanding? {
        let standings = try await decisions.standings(of: [step.signal.signal], team: step.team)
        return standings.first.flatMap { $0.state.place.isInFlight ? $0 : nil }
    }

    /// A signal as judges see it.
    func judged(_ standing: SignalStanding) -> JudgedSignal? {
        guard let accepted = standing.state.accepted, let id = standing.state.id else { return nil }
        let recorded = standing.accepted?.recorded ?? Timestamp(microseconds: 0)
        return JudgedSignal(
            id: id, source: accepted.source.path, text: standing.state.text,
            weight: accepted.weight, occurredAt: accepted.occurredAt ?? recorded,
            sourcePriority: accepted.sourcePriority)
    }

    func judged(_ signals: [SignalID], of team: TeamID) async throws -> [JudgedSignal] {
        try await decisions.standings(of: signals, team: team).compactMap(judged)
    }

    /// Runs `body` unless the team is being cleaned up, where everything in flight is settled anyway.
    func unlessFenced<Result>(
        _ fenced: Result, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch SignalsError.refused(.teamFenced) {
            return fenced
        }
    }
}

extension SignalsError {
    /// Whether a person, or a cleanup, has been faster than the step.
    var isSupersession: Bool {
        switch self {
        case .invalidStatusTransition, .reportGone, .reportUnknown, .refused: true
        default: false
        }
    }
}

extension SourcePair {
    /// Product and type as judges and indexes name a source.
    var path: String { "\(product)/\(type)" }
}

extension SignalAccepted {
    /// The priority that the source gave, as it spells it.
    fileprivate var sourcePriority: String? {
        for key in ["priority_label", "priority"] {
            if case .string(let text)? = extra[key] { return text }
        }
        return nil
    }
}
