public import Events

/// What is under way for a team, and whether all is settled.
public struct PipelineStatus: Hashable, Sendable {
    /// The team.
    public var teamID: TeamID
    /// Its epoch.
    public var epoch: Int
    /// Whether nothing is in flight and no report waits for the machine.
    public var settled: Bool
    /// Reports by status, every status named.
    public var reports: [String: Int]
    /// The counts behind it.
    public var ledger: LedgerReport
    /// What is not settled, oldest first, at most 100.
    public var open: [OpenItem]

    /// Puts the value together.
    public init(
        teamID: TeamID, epoch: Int, settled: Bool, reports: [String: Int], ledger: LedgerReport,
        open: [OpenItem]
    ) {
        (self.teamID, self.epoch, self.settled, self.reports) = (teamID, epoch, settled, reports)
        (self.ledger, self.open) = (ledger, open)
    }
}

/// A signal or report that is not settled.
public struct OpenItem: Codable, Hashable, Sendable {
    /// Its id.
    public var id: UniqueID
    /// How far it has come.
    public var stage: String
    /// The workflow that has it.
    public var workflowID: String
    /// Since when it is there.
    public var since: Timestamp
    /// Why it is not further, where that is known.
    public var reason: String?

    /// Puts the value together.
    public init(
        id: UniqueID, stage: String, workflowID: String, since: Timestamp, reason: String? = nil
    ) {
        (self.id, self.stage, self.workflowID, self.since) = (id, stage, workflowID, since)
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case id, stage, since, reason
        case workflowID = "workflow_id"
    }
}

/// A team with all that is configured for it.
public struct TeamOverview: Codable, Hashable, Sendable {
    /// The team.
    public var teamID: TeamID
    /// Its epoch.
    public var epoch: Int
    /// Its settings.
    public var settings: TeamSettings
    /// Its configured sources.
    public var sources: [SourceSetting]
    /// Its repositories.
    public var repositories: [Repository]
    /// Until when grouping rests.
    public var pausedUntil: Timestamp?
    /// Whether it is being cleaned up.
    public var isFenced: Bool

    /// Puts the value together.
    public init(
        teamID: TeamID, epoch: Int, settings: TeamSettings, sources: [SourceSetting],
        repositories: [Repository], pausedUntil: Timestamp? = nil, isFenced: Bool
    ) {
        (self.teamID, self.epoch, self.settings, self.sources) = (teamID, epoch, settings, sources)
        (self.repositories, self.pausedUntil, self.isFenced) = (repositories, pausedUntil, isFenced)
    }

    private enum CodingKeys: String, CodingKey {
        case epoch, settings, sources, repositories
        case teamID = "team_id"
        case pausedUntil = "paused_until"
        case isFenced = "is_fenced"
    }
}

/// A repository of a team.
public struct Repository: Codable, Hashable, Sendable {
    /// The repository as `owner/name`.
    public var name: String
    /// The checkout that research reads.
    public var path: String?

    /// Puts the value together.
    public init(name: String, path: String? = nil) {
        (self.name, self.path) = (name, path)
    }
}

/// What an operation made of a team.
public struct TeamChange: Codable, Hashable, Sendable {
    /// The team.
    public var teamID: TeamID
    /// The last event appended, or the state that made the operation a repetition.
    public var position: Position
    /// Whether anything was appended.
    public var changed: Bool

    /// Puts the value together.
    public init(teamID: TeamID, position: Position, changed: Bool) {
        (self.teamID, self.position, self.changed) = (teamID, position, changed)
    }

    private enum CodingKeys: String, CodingKey {
        case position, changed
        case teamID = "team_id"
    }
}
