public import Events

/// How a signal came to its report.
public enum MatchMetadata: Hashable, Sendable {
    /// It joined a report that was there.
    case existing(ExistingMatch)
    /// It opened one.
    case new(NewMatch)
}

/// Why a signal joined a report.
public struct ExistingMatch: Codable, Hashable, Sendable {
    /// The signal that it is most like.
    public var parentSignalID: SignalID
    /// The query that found that signal.
    public var matchQuery: String
    /// The judge's reason.
    public var reason: String
    /// What the gate said, where it was asked.
    public var specificity: Specificity?
    /// Every signal that the judge was shown, the parent among them; older events name none.
    public var candidateSignalIDs: [SignalID]

    /// Puts the value together.
    public init(
        parentSignalID: SignalID, matchQuery: String, reason: String,
        specificity: Specificity? = nil, candidateSignalIDs: [SignalID] = []
    ) {
        (self.parentSignalID, self.matchQuery, self.reason) = (parentSignalID, matchQuery, reason)
        (self.specificity, self.candidateSignalIDs) = (specificity, candidateSignalIDs)
    }

    /// Reads a match; one that was written before candidates were named has none.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            parentSignalID: try values.decode(SignalID.self, forKey: .parentSignalID),
            matchQuery: try values.decode(String.self, forKey: .matchQuery),
            reason: try values.decode(String.self, forKey: .reason),
            specificity: try values.decodeIfPresent(Specificity.self, forKey: .specificity),
            candidateSignalIDs: try values.decodeIfPresent(
                [SignalID].self, forKey: .candidateSignalIDs) ?? [])
    }

    private enum CodingKeys: String, CodingKey {
        case reason, specificity
        case parentSignalID = "parent_signal_id"
        case matchQuery = "match_query"
        case candidateSignalIDs = "candidate_signal_ids"
    }
}

/// Why a signal opened a report.
public struct NewMatch: Codable, Hashable, Sendable {
    /// The judge's reason.
    public var reason: String
    /// Every signal that the judge was shown, and that it was not like.
    public var rejectedSignalIDs: [SignalID]
    /// The report that the gate kept it out of.
    public var specificityRejection: SpecificityRejection?

    /// Puts the value together.
    public init(
        reason: String, rejectedSignalIDs: [SignalID] = [],
        specificityRejection: SpecificityRejection? = nil
    ) {
        (self.reason, self.rejectedSignalIDs) = (reason, rejectedSignalIDs)
        self.specificityRejection = specificityRejection
    }

    private enum CodingKeys: String, CodingKey {
        case reason
        case rejectedSignalIDs = "rejected_signal_ids"
        case specificityRejection = "specificity_rejection"
    }
}

/// The gate's word that one change would settle a report with its new signal.
public struct Specificity: Codable, Hashable, Sendable {
    /// The title that such a change would have.
    public var prTitle: String
    /// Whether it is one change.
    public var specificEnough: Bool
    /// Why.
    public var reason: String

    /// Puts the value together.
    public init(prTitle: String, specificEnough: Bool, reason: String) {
        (self.prTitle, self.specificEnough, self.reason) = (prTitle, specificEnough, reason)
    }

    private enum CodingKeys: String, CodingKey {
        case reason
        case prTitle = "pr_title"
        case specificEnough = "specific_enough"
    }
}

/// The report that a signal did not join because no single change would settle both.
public struct SpecificityRejection: Codable, Hashable, Sendable {
    /// The report.
    public var reportID: ReportID
    /// The title that it had.
    public var title: String
    /// Why it was rejected.
    public var reason: String

    /// Puts the value together.
    public init(reportID: ReportID, title: String, reason: String) {
        (self.reportID, self.title, self.reason) = (reportID, title, reason)
    }

    private enum CodingKeys: String, CodingKey {
        case title, reason
        case reportID = "report_id"
    }
}

extension MatchMetadata: Codable {
    private enum CodingKeys: String, CodingKey { case matchType = "match_type" }
    private enum MatchType: String, Codable { case existing, new }

    /// Reads the members of the match beside `match_type`.
    public init(from decoder: any Decoder) throws {
        let type = try decoder.container(keyedBy: CodingKeys.self)
            .decode(MatchType.self, forKey: .matchType)
        self =
            switch type {
            case .existing: .existing(try ExistingMatch(from: decoder))
            case .new: .new(try NewMatch(from: decoder))
            }
    }

    /// Writes the members of the match beside `match_type`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .existing(let match):
            try container.encode(MatchType.existing, forKey: .matchType)
            try match.encode(to: encoder)
        case .new(let match):
            try container.encode(MatchType.new, forKey: .matchType)
            try match.encode(to: encoder)
        }
    }
}
