public import Events

/// One event of a trace.
public struct TraceEvent: Codable, Hashable, Sendable {
    /// Its place in the log.
    public var position: Position
    /// When it was recorded.
    public var recordedAt: Timestamp
    /// Its stored type.
    public var type: String
    /// The stream that holds it.
    public var stream: String
    /// The workflow that wrote it, where one did.
    public var workflowID: String?
    /// What it says.
    public var data: JSONValue

    /// Puts the value together.
    public init(
        position: Position, recordedAt: Timestamp, type: String, stream: String,
        workflowID: String? = nil, data: JSONValue
    ) {
        (self.position, self.recordedAt, self.type) = (position, recordedAt, type)
        (self.stream, self.workflowID, self.data) = (stream, workflowID, data)
    }

    private enum CodingKeys: String, CodingKey {
        case position, type, stream, data
        case recordedAt = "recorded_at"
        case workflowID = "workflow_id"
    }
}

/// Everything that happened to a signal, and where it is now.
public struct SignalTrace: Codable, Hashable, Sendable {
    /// The signal.
    public var signalID: SignalID
    /// Its team.
    public var teamID: TeamID
    /// Its epoch.
    public var epoch: Int
    /// Where it comes from.
    public var source: SourcePair
    /// Its id there.
    public var sourceID: String
    /// What it weighs.
    public var weight: Weight
    /// What it says.
    public var description: String
    /// The stage, or the outcome with its reason.
    public var state: String
    /// The outcome, nil while it is in flight.
    public var outcome: String?
    /// The reason within the outcome.
    public var reason: String?
    /// The report that holds it.
    public var reportID: ReportID?
    /// Its events and those of its reports, in order.
    public var events: [TraceEvent]

    /// Puts the value together.
    public init(
        signalID: SignalID, teamID: TeamID, epoch: Int, source: SourcePair, sourceID: String,
        weight: Weight, description: String, state: String, outcome: String? = nil,
        reason: String? = nil, reportID: ReportID? = nil, events: [TraceEvent]
    ) {
        (self.signalID, self.teamID, self.epoch, self.source) = (signalID, teamID, epoch, source)
        (self.sourceID, self.weight, self.description) = (sourceID, weight, description)
        (self.state, self.outcome, self.reason, self.reportID) = (state, outcome, reason, reportID)
        self.events = events
    }

    private enum CodingKeys: String, CodingKey {
        case epoch, source, weight, description, state, outcome, reason, events
        case signalID = "signal_id"
        case teamID = "team_id"
        case sourceID = "source_id"
        case reportID = "report_id"
    }
}

/// A signal at its end, for the lists of what was blocked, filtered or dropped.
public struct SettledSignal: Codable, Hashable, Sendable {
    /// The signal.
    public var signalID: SignalID
    /// Where it comes from.
    public var source: SourcePair
    /// Its id there.
    public var sourceID: String
    /// Where it ended.
    public var outcome: String
    /// Why.
    public var reason: String
    /// The words that the safety filter objects to.
    public var fragment: String?
    /// What the judge said.
    public var explanation: String?
    /// What went wrong.
    public var error: String?
    /// How often it was tried.
    public var attempts: Int?
    /// What it says, at most 200 characters.
    public var content: String
    /// When it ended there.
    public var settledAt: Timestamp
    /// The event that settled it.
    public var position: Position

    /// Puts the value together.
    public init(
        signalID: SignalID, source: SourcePair, sourceID: String, outcome: String, reason: String,
        fragment: String? = nil, explanation: String? = nil, error: String? = nil,
        attempts: Int? = nil, content: String, settledAt: Timestamp, position: Position
    ) {
        (self.signalID, self.source, self.sourceID) = (signalID, source, sourceID)
        (self.outcome, self.reason, self.fragment) = (outcome, reason, fragment)
        (self.explanation, self.error, self.attempts) = (explanation, error, attempts)
        (self.content, self.settledAt, self.position) = (content, settledAt, position)
    }

    private enum CodingKeys: String, CodingKey {
        case source, outcome, reason, fragment, explanation, error, attempts, content, position
        case signalID = "signal_id"
        case sourceID = "source_id"
        case settledAt = "settled_at"
    }
}

/// What an operation made of a signal.
public struct SignalChange: Codable, Hashable, Sendable {
    /// The signal.
    public var signalID: SignalID
    /// The stage, or the outcome with its reason.
    public var state: String
    /// The last event appended, or the state that made the operation a repetition.
    public var position: Position
    /// Whether anything was appended.
    public var changed: Bool

    /// Puts the value together.
    public init(signalID: SignalID, state: String, position: Position, changed: Bool) {
        (self.signalID, self.state, self.position) = (signalID, state, position)
        self.changed = changed
    }

    private enum CodingKeys: String, CodingKey {
        case state, position, changed
        case signalID = "signal_id"
    }
}
