public import Events

/// Whether a report is safe to be researched.
public struct SafetyJudgment: Codable, Hashable, Sendable {
    /// True is safe.
    public var choice: Bool
    /// Why.
    public var explanation: String

    /// Puts the value together.
    public init(choice: Bool, explanation: String) {
        (self.choice, self.explanation) = (choice, explanation)
    }
}

/// Which repository a report is about.
public struct RepositorySelection: Codable, Hashable, Sendable {
    /// The repository as `owner/name`, nil where none stands out.
    public var repository: String?
    /// Why.
    public var reason: String
    /// Every repository that was looked at, best first.
    public var candidates: [RepositoryCandidate]

    /// Puts the value together.
    public init(repository: String? = nil, reason: String, candidates: [RepositoryCandidate] = []) {
        (self.repository, self.reason, self.candidates) = (repository, reason, candidates)
    }
}

/// A repository and how well it fits.
public struct RepositoryCandidate: Codable, Hashable, Sendable {
    /// The repository as `owner/name`.
    public var repository: String
    /// How well it fits, six decimals.
    public var score: Double

    /// Puts the value together.
    public init(repository: String, score: Double) {
        (self.repository, self.score) = (repository, score)
    }
}

/// What research found out about one signal.
public struct SignalFinding: Codable, Hashable, Sendable {
    /// The signal.
    public var signalID: SignalID
    /// Paths in the checkout, most relevant first.
    public var relevantCodePaths: [String]
    /// Why a commit matters, by its first seven characters.
    public var relevantCommitHashes: [String: String]
    /// What was searched for.
    public var dataQueried: String
    /// Whether what the signal quotes was found in the code.
    public var verified: Bool

    /// Puts the value together.
    public init(
        signalID: SignalID, relevantCodePaths: [String] = [],
        relevantCommitHashes: [String: String] = [:], dataQueried: String = "",
        verified: Bool = false
    ) {
        (self.signalID, self.relevantCodePaths) = (signalID, relevantCodePaths)
        (self.relevantCommitHashes, self.dataQueried) = (relevantCommitHashes, dataQueried)
        self.verified = verified
    }

    private enum CodingKeys: String, CodingKey {
        case verified
        case signalID = "signal_id"
        case relevantCodePaths = "relevant_code_paths"
        case relevantCommitHashes = "relevant_commit_hashes"
        case dataQueried = "data_queried"
    }
}

/// Whether somebody can act on a report now.
public struct ActionabilityJudgment: Codable, Hashable, Sendable {
    /// The verdict.
    public var actionability: Actionability
    /// Why.
    public var explanation: String
    /// Whether a later commit seems to have settled it.
    public var alreadyAddressed: Bool

    /// Puts the value together.
    public init(actionability: Actionability, explanation: String, alreadyAddressed: Bool = false) {
        (self.actionability, self.explanation) = (actionability, explanation)
        self.alreadyAddressed = alreadyAddressed
    }

    private enum CodingKeys: String, CodingKey {
        case actionability, explanation
        case alreadyAddressed = "already_addressed"
    }
}

/// How urgent a report is.
public struct PriorityJudgment: Codable, Hashable, Sendable {
    /// The priority.
    public var priority: Priority
    /// Why.
    public var explanation: String

    /// Puts the value together.
    public init(priority: Priority, explanation: String) {
        (self.priority, self.explanation) = (priority, explanation)
    }
}

/// Somebody who knows the code in question.
public struct SuggestedReviewer: Codable, Hashable, Sendable {
    /// The login, as the history knows it.
    public var login: String
    /// The name.
    public var name: String
    /// The commits that speak for this person.
    public var relevantCommits: [RelevantCommit]
    /// How much speaks for this person, six decimals.
    public var score: Double

    /// Puts the value together.
    public init(
        login: String, name: String, relevantCommits: [RelevantCommit] = [], score: Double
    ) {
        (self.login, self.name, self.relevantCommits) = (login, name, relevantCommits)
        self.score = score
    }

    private enum CodingKeys: String, CodingKey {
        case login, name, score
        case relevantCommits = "relevant_commits"
    }
}

/// A commit and why it matters.
public struct RelevantCommit: Codable, Hashable, Sendable {
    /// Its hash.
    public var sha: String
    /// Why it matters.
    public var reason: String

    /// Puts the value together.
    public init(sha: String, reason: String) {
        (self.sha, self.reason) = (sha, reason)
    }
}

/// Why a report was dismissed, and by whom.
public struct Dismissal: Codable, Hashable, Sendable {
    /// The reason, which decides about new signals.
    public var reason: DismissalReason
    /// What was said about it.
    public var note: String
    /// Who dismissed it.
    public var origin: DismissalOrigin
    /// The report that is about the same.
    public var duplicateOf: ReportID?

    /// Puts the value together.
    public init(
        reason: DismissalReason, note: String = "", origin: DismissalOrigin,
        duplicateOf: ReportID? = nil
    ) {
        (self.reason, self.note, self.origin) = (reason, note, origin)
        self.duplicateOf = duplicateOf
    }

    private enum CodingKeys: String, CodingKey {
        case reason, note, origin
        case duplicateOf = "duplicate_of"
    }
}

/// A run of an agent on behalf of a report.
public struct TaskRun: Codable, Hashable, Sendable {
    /// The task.
    public var taskID: String
    /// The run of the task.
    public var runID: String
    /// What it was for.
    public var relationship: Relationship

    /// Puts the value together.
    public init(taskID: String, runID: String, relationship: Relationship) {
        (self.taskID, self.runID, self.relationship) = (taskID, runID, relationship)
    }

    private enum CodingKeys: String, CodingKey {
        case relationship
        case taskID = "task_id"
        case runID = "run_id"
    }
}

extension TaskRun {
    /// What an agent was run for.
    public enum Relationship: String, Codable, CaseIterable, Hashable, Sendable {
        /// To choose a repository.
        case repositorySelection = "repo_selection"
        /// To research the report.
        case research
        /// To make the change.
        case implementation
    }
}

/// Whether a report can be acted on.
public enum Actionability: String, Codable, CaseIterable, Hashable, Sendable {
    /// By anybody, at once.
    case immediatelyActionable = "immediately_actionable"
    /// Once a person has decided something.
    case requiresHumanInput = "requires_human_input"
    /// There is nothing to do.
    case notActionable = "not_actionable"
}

/// How urgent a report, or a signal in the eyes of its source, is.
public enum Priority: String, Codable, CaseIterable, Hashable, Comparable, Sendable {
    /// An outage, a loss of data, a hole.
    case p0 = "P0"
    /// A core flow broken for many.
    case p1 = "P1"
    /// Broken, with a way round.
    case p2 = "P2"
    /// Minor.
    case p3 = "P3"
    /// Cosmetic.
    case p4 = "P4"

    /// The number in the name; less is more urgent.
    public var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Orders by urgency, the most urgent first.
    public static func < (left: Priority, right: Priority) -> Bool { left.rank < right.rank }
}
