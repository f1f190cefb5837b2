public import Events

/// A document attached to a report; the newest of a type is current.
public enum Artefact: Hashable, Sendable {
    /// Whether the report is safe to be researched.
    case safetyJudgment(SafetyJudgment)
    /// Which repository it is about.
    case repositorySelection(RepositorySelection)
    /// What research found out about one of its signals.
    case signalFinding(SignalFinding)
    /// Whether somebody can act on it.
    case actionabilityJudgment(ActionabilityJudgment)
    /// How urgent it is.
    case priorityJudgment(PriorityJudgment)
    /// Who could look at the change.
    case suggestedReviewers([SuggestedReviewer])
    /// A report that it continues, or that continues it.
    case relatedTo(ReportID)
    /// Why it was dismissed.
    case dismissal(Dismissal)
    /// A run of an agent on its behalf.
    case taskRun(TaskRun)

    /// The stored name of a kind of artefact.
    public enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        /// See `Artefact.safetyJudgment`.
        case safetyJudgment = "safety_judgment"
        /// See `Artefact.repositorySelection`.
        case repositorySelection = "repo_selection"
        /// See `Artefact.signalFinding`.
        case signalFinding = "signal_finding"
        /// See `Artefact.actionabilityJudgment`.
        case actionabilityJudgment = "actionability_judgment"
        /// See `Artefact.priorityJudgment`.
        case priorityJudgment = "priority_judgment"
        /// See `Artefact.suggestedReviewers`.
        case suggestedReviewers = "suggested_reviewers"
        /// See `Artefact.relatedTo`.
        case relatedTo = "related_to"
        /// See `Artefact.dismissal`.
        case dismissal
        /// See `Artefact.taskRun`.
        case taskRun = "task_run"
    }

    /// The kind of the document.
    public var kind: Kind {
        switch self {
        case .safetyJudgment: .safetyJudgment
        case .repositorySelection: .repositorySelection
        case .signalFinding: .signalFinding
        case .actionabilityJudgment: .actionabilityJudgment
        case .priorityJudgment: .priorityJudgment
        case .suggestedReviewers: .suggestedReviewers
        case .relatedTo: .relatedTo
        case .dismissal: .dismissal
        case .taskRun: .taskRun
        }
    }
}

extension Artefact: Codable {
    private enum CodingKeys: String, CodingKey { case kind = "type", content }
    private enum RelatedKeys: String, CodingKey { case reportID = "report_id" }

    /// Reads `{type, content}`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func content<Content: Decodable>(_ type: Content.Type = Content.self) throws -> Content {
            try container.decode(type, forKey: .content)
        }
        self =
            switch try container.decode(Kind.self, forKey: .kind) {
            case .safetyJudgment: .safetyJudgment(try content())
            case .repositorySelection: .repositorySelection(try content())
            case .signalFinding: .signalFinding(try content())
            case .actionabilityJudgment: .actionabilityJudgment(try content())
            case .priorityJudgment: .priorityJudgment(try content())
            case .suggestedReviewers: .suggestedReviewers(try content())
            case .relatedTo:
                .relatedTo(
                    try container.nestedContainer(keyedBy: RelatedKeys.self, forKey: .content)
                        .decode(ReportID.self, forKey: .reportID))
            case .dismissal: .dismissal(try content())
            case .taskRun: .taskRun(try content())
            }
    }

    /// Writes `{type, content}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        switch self {
        case .safetyJudgment(let content): try container.encode(content, forKey: .content)
        case .repositorySelection(let content): try container.encode(content, forKey: .content)
        case .signalFinding(let content): try container.encode(content, forKey: .content)
        case .actionabilityJudgment(let content): try container.encode(content, forKey: .content)
        case .priorityJudgment(let content): try container.encode(content, forKey: .content)
        case .suggestedReviewers(let content): try container.encode(content, forKey: .content)
        case .relatedTo(let report):
            var content = container.nestedContainer(keyedBy: RelatedKeys.self, forKey: .content)
            try content.encode(report, forKey: .reportID)
        case .dismissal(let content): try container.encode(content, forKey: .content)
        case .taskRun(let content): try container.encode(content, forKey: .content)
        }
    }
}
