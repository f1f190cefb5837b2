public import Events

/// A repository is to be chosen for a text or a report, as research would; nothing else is changed.
public struct SelectRepository: Codable, Hashable, Sendable {
    /// What the change is about; nil where the report says it.
    public var text: String?
    /// The report whose signals say what the change is about.
    public var report: ReportID?
    /// The repositories to choose from; empty for all that the team has connected.
    public var repositories: [String]

    /// Puts the value together.
    public init(text: String? = nil, report: ReportID? = nil, repositories: [String] = []) {
        (self.text, self.report, self.repositories) = (text, report, repositories)
    }
}

/// The run that chooses a repository; its result is a `RepositorySelection`.
public struct SelectionRun: Codable, Hashable, Sendable {
    /// The workflow.
    public var workflowID: String
    /// Its run.
    public var runID: UniqueID

    /// Puts the value together.
    public init(workflowID: String, runID: UniqueID) {
        (self.workflowID, self.runID) = (workflowID, runID)
    }

    private enum CodingKeys: String, CodingKey {
        case workflowID = "workflow_id"
        case runID = "run_id"
    }
}
