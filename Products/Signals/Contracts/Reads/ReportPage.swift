public import Events

/// A page of a list of reports.
public struct ReportPage: Codable, Hashable, Sendable {
    /// The reports in the order asked for.
    public var results: [Report]
    /// How many reports the whole list has.
    public var count: Int
    /// Asks for the next page, nil at the end.
    public var next: String?

    /// Puts the value together.
    public init(results: [Report], count: Int, next: String? = nil) {
        (self.results, self.count, self.next) = (results, count, next)
    }
}

/// A signal as its report shows it.
public struct ReportSignal: Codable, Hashable, Sendable {
    /// The signal.
    public var signalID: SignalID
    /// The product that it comes from.
    public var sourceProduct: String
    /// The type of record in it.
    public var sourceType: String
    /// Its id there.
    public var sourceID: String
    /// What it weighs.
    public var weight: Weight
    /// When it was accepted.
    public var timestamp: Timestamp
    /// When it happened in the source system.
    public var occurredAt: Timestamp?
    /// What it says.
    public var content: String
    /// How it came to the report.
    public var matchMetadata: MatchMetadata?

    /// Puts the value together.
    public init(
        signalID: SignalID, sourceProduct: String, sourceType: String, sourceID: String,
        weight: Weight, timestamp: Timestamp, occurredAt: Timestamp? = nil, content: String,
        matchMetadata: MatchMetadata? = nil
    ) {
        (self.signalID, self.sourceProduct, self.sourceType) = (signalID, sourceProduct, sourceType)
        (self.sourceID, self.weight, self.timestamp) = (sourceID, weight, timestamp)
        (self.occurredAt, self.content, self.matchMetadata) = (occurredAt, content, matchMetadata)
    }

    private enum CodingKeys: String, CodingKey {
        case weight, timestamp, content
        case signalID = "signal_id"
        case sourceProduct = "source_product"
        case sourceType = "source_type"
        case sourceID = "source_id"
        case occurredAt = "occurred_at"
        case matchMetadata = "match_metadata"
    }
}

/// An artefact with its place in the log.
public struct ReportArtefact: Codable, Hashable, Sendable {
    /// Its place.
    public var position: Position
    /// When it was recorded.
    public var recordedAt: Timestamp
    /// The document.
    public var artefact: Artefact

    /// Puts the value together.
    public init(position: Position, recordedAt: Timestamp, artefact: Artefact) {
        (self.position, self.recordedAt, self.artefact) = (position, recordedAt, artefact)
    }

    private enum CodingKeys: String, CodingKey {
        case position, artefact
        case recordedAt = "recorded_at"
    }
}

/// What an operation made of a report.
public struct ReportChange: Codable, Hashable, Sendable {
    /// The report.
    public var reportID: ReportID
    /// Where it is now.
    public var status: ReportStatus
    /// The last event appended, or the state that made the operation a repetition.
    public var position: Position
    /// Whether anything was appended.
    public var changed: Bool

    /// Puts the value together.
    public init(reportID: ReportID, status: ReportStatus, position: Position, changed: Bool) {
        (self.reportID, self.status, self.position) = (reportID, status, position)
        self.changed = changed
    }

    private enum CodingKeys: String, CodingKey {
        case status, position, changed
        case reportID = "report_id"
    }
}
