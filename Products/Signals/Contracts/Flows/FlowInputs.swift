public import Events

/// The team that an endless workflow serves.
public struct TeamInput: Codable, Hashable, Sendable {
    /// The team.
    public var team: TeamID

    /// Puts the value together.
    public init(team: TeamID) {
        self.team = team
    }

    private enum CodingKeys: String, CodingKey {
        case team = "team_id"
    }
}

/// The team that a grouping serves, and what it takes over from the run before.
public struct GroupingInput: Codable, Hashable, Sendable {
    /// The team.
    public var team: TeamID
    /// Until when the grouping is stopped; nil where it is not.
    public var pausedUntil: Timestamp?

    /// Puts the value together.
    public init(team: TeamID, pausedUntil: Timestamp? = nil) {
        (self.team, self.pausedUntil) = (team, pausedUntil)
    }

    private enum CodingKeys: String, CodingKey {
        case team = "team_id"
        case pausedUntil = "paused_until"
    }
}

/// The report that a workflow is about.
public struct ReportInput: Codable, Hashable, Sendable {
    /// The team.
    public var team: TeamID
    /// The report.
    public var report: ReportID

    /// Puts the value together.
    public init(team: TeamID, report: ReportID) {
        (self.team, self.report) = (team, report)
    }

    private enum CodingKeys: String, CodingKey {
        case team = "team_id"
        case report = "report_id"
    }
}

/// The signal whose delivery a run marks.
public struct SignalInput: Codable, Hashable, Sendable {
    /// The team.
    public var team: TeamID
    /// The signal.
    public var signal: SignalID

    /// Puts the value together.
    public init(team: TeamID, signal: SignalID) {
        (self.team, self.signal) = (team, signal)
    }

    private enum CodingKeys: String, CodingKey {
        case team = "team_id"
        case signal = "signal_id"
    }
}

/// The import that a run brings to the buffer.
public struct ImportInput: Codable, Hashable, Sendable {
    /// The team.
    public var team: TeamID
    /// Where the records come from.
    public var source: SourcePair
    /// The import.
    public var importID: ImportID

    /// Puts the value together.
    public init(team: TeamID, source: SourcePair, importID: ImportID) {
        (self.team, self.source, self.importID) = (team, source, importID)
    }

    private enum CodingKeys: String, CodingKey {
        case source
        case team = "team_id"
        case importID = "import_id"
    }
}

/// What an import came to.
public struct ImportOutcome: Codable, Hashable, Sendable {
    /// `emitted`, or `nothing`.
    public var status: String
    /// Why nothing was emitted: `no_new_records` or `no_actionable_records`.
    public var reason: String?
    /// Signals that went on to the buffer.
    public var signalsEmitted: Int

    /// Puts the value together.
    public init(status: String, reason: String? = nil, signalsEmitted: Int) {
        (self.status, self.reason, self.signalsEmitted) = (status, reason, signalsEmitted)
    }

    private enum CodingKeys: String, CodingKey {
        case status, reason
        case signalsEmitted = "signals_emitted"
    }
}

/// What happens to the signals of a team that is gone through again.
public struct ReingestionInput: Codable, Hashable, Sendable {
    /// What becomes of the signals.
    public enum Mode: String, Codable, Hashable, Sendable {
        /// They are grouped again.
        case regroup
        /// They are settled as dropped with their reports.
        case delete
    }

    /// The team.
    public var team: TeamID
    /// What becomes of the signals.
    public var mode: Mode

    /// Puts the value together.
    public init(team: TeamID, mode: Mode) {
        (self.team, self.mode) = (team, mode)
    }

    private enum CodingKeys: String, CodingKey {
        case mode
        case team = "team_id"
    }
}

/// A repository is to be chosen for a team.
public struct SelectionInput: Codable, Hashable, Sendable {
    /// The team.
    public var team: TeamID
    /// For what, and out of which.
    public var request: SelectRepository

    /// Puts the value together.
    public init(team: TeamID, request: SelectRepository) {
        (self.team, self.request) = (team, request)
    }

    private enum CodingKeys: String, CodingKey {
        case request
        case team = "team_id"
    }
}
