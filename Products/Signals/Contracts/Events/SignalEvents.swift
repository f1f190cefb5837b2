package import Events

/// A signal came through the door; its event id is the id of the signal.
package struct SignalAccepted: EventPayload {
    package static let type = EventType(literal: "signals.signal-accepted")

    package var team: TeamID
    package var epoch: Int
    package var source: SourcePair
    package var sourceID: String
    package var description: String
    package var weight: Weight
    package var extra: JSONValue
    package var remediation: Remediation?
    package var idempotencyKey: String?
    package var occurredAt: Timestamp?
    /// The import that brought it, nil for one that was emitted.
    package var importID: ImportID?

    package init(
        team: TeamID, epoch: Int, source: SourcePair, sourceID: String, description: String,
        weight: Weight, extra: JSONValue, remediation: Remediation? = nil,
        idempotencyKey: String? = nil, occurredAt: Timestamp? = nil, importID: ImportID? = nil
    ) {
        (self.team, self.epoch, self.source, self.sourceID) = (team, epoch, source, sourceID)
        (self.description, self.weight, self.extra) = (description, weight, extra)
        (self.remediation, self.idempotencyKey) = (remediation, idempotencyKey)
        (self.occurredAt, self.importID) = (occurredAt, importID)
    }

    private enum CodingKeys: String, CodingKey {
        case team, epoch, source, description, weight, extra, remediation
        case sourceID = "source_id"
        case idempotencyKey = "idempotency_key"
        case occurredAt = "occurred_at"
        case importID = "import_id"
    }
}

/// A long description got a shorter one, which is judged and embedded instead.
package struct SignalSummarized: EventPayload {
    package static let type = EventType(literal: "signals.signal-summarized")

    package var summary: String
    package var judge: String?

    package init(summary: String, judge: String? = nil) {
        (self.summary, self.judge) = (summary, judge)
    }
}

/// A record turned out not to ask for any action.
package struct SignalFiltered: EventPayload {
    package static let type = EventType(literal: "signals.signal-filtered")

    package var reason: FilterReason
    package var explanation: String
    package var judge: String?

    package init(reason: FilterReason, explanation: String, judge: String? = nil) {
        (self.reason, self.explanation, self.judge) = (reason, explanation, judge)
    }
}

/// The safety filter let a signal pass.
package struct SignalCleared: EventPayload {
    package static let type = EventType(literal: "signals.signal-cleared")

    package var judge: String?

    package init(judge: String? = nil) {
        self.judge = judge
    }
}

/// The safety filter stopped a signal, and says which words it objects to.
package struct SignalBlocked: EventPayload {
    package static let type = EventType(literal: "signals.signal-blocked")

    package var threatType: String
    package var fragment: String
    package var explanation: String
    package var judge: String?

    package init(threatType: String, fragment: String, explanation: String, judge: String? = nil) {
        (self.threatType, self.fragment, self.explanation) = (threatType, fragment, explanation)
        self.judge = judge
    }

    private enum CodingKeys: String, CodingKey {
        case fragment, explanation, judge
        case threatType = "threat_type"
    }
}

/// A signal found its report.
package struct SignalAssigned: EventPayload {
    package static let type = EventType(literal: "signals.signal-assigned")

    package var reportID: ReportID
    package var isNew: Bool
    package var promoted: Bool
    package var generation: Int
    package var matchMetadata: MatchMetadata

    package init(
        reportID: ReportID, isNew: Bool, promoted: Bool, generation: Int,
        matchMetadata: MatchMetadata
    ) {
        (self.reportID, self.isNew, self.promoted) = (reportID, isNew, promoted)
        (self.generation, self.matchMetadata) = (generation, matchMetadata)
    }

    private enum CodingKeys: String, CodingKey {
        case promoted, generation
        case reportID = "report_id"
        case isNew = "is_new"
        case matchMetadata = "match_metadata"
    }
}

/// A settled signal is in flight again.
package struct SignalReleased: EventPayload {
    package static let type = EventType(literal: "signals.signal-released")

    package var why: ReleaseReason
    package var generation: Int
    /// Where it goes on from.
    package var stage: FlightStage
    package var note: String?

    package init(why: ReleaseReason, generation: Int, stage: FlightStage, note: String? = nil) {
        (self.why, self.generation, self.stage, self.note) = (why, generation, stage, note)
    }
}

/// A signal could not be brought further; it is listed and can be tried again.
package struct SignalDropped: EventPayload {
    package static let type = EventType(literal: "signals.signal-dropped")

    package var reason: DropReason
    package var attempts: Int
    package var error: String

    package init(reason: DropReason, attempts: Int, error: String) {
        (self.reason, self.attempts, self.error) = (reason, attempts, error)
    }
}

/// A judge that is not an offline method answered; whoever asks the same again gets this answer.
package struct JudgeAnswered: EventPayload {
    package static let type = EventType(literal: "signals.judge-answered")

    package var step: String
    package var model: String
    /// Name and version of the implementation.
    package var judge: String
    package var answer: JSONValue

    package init(step: String, model: String, judge: String, answer: JSONValue) {
        (self.step, self.model, self.judge, self.answer) = (step, model, judge, answer)
    }
}
