import Events
import SignalsContracts
import Workflows

/// What the grouping asks to be done, by the names that histories show.
enum GroupingSteps {
    static let readBatch = ActivityReference<BatchStep, [SubmittedSignal]>(
        "read_signals_from_s3_activity", startToClose: .seconds(120),
        retry: RetryPolicy(attempts: 3))
    static let beginRound = ActivityReference<TeamInput, RoundStart>(
        "begin_round_activity", startToClose: .seconds(60), retry: RetryPolicy(attempts: 3))
    static let embed = ActivityReference<SignalStep, EmbeddedText>(
        "get_embedding_activity", startToClose: .seconds(300), retry: RetryPolicy(attempts: 3))
    static let queries = ActivityReference<RoundStep, [String]>(
        "generate_search_queries_activity", startToClose: .seconds(600),
        retry: RetryPolicy(attempts: 5))
    static let search = ActivityReference<SearchInput, SearchHits>(
        "run_signal_semantic_search_activity", startToClose: .seconds(300),
        retry: RetryPolicy(attempts: 3))
    static let match = ActivityReference<MatchInput, MatchDecision>(
        "match_signal_to_report_activity", startToClose: .seconds(600),
        retry: RetryPolicy(attempts: 5))
    static let specificity = ActivityReference<SpecificityInput, Specificity>(
        "check_match_specificity_activity", startToClose: .seconds(600),
        retry: RetryPolicy(attempts: 5))
    static let assign = LocalActivityReference<AssignInput, AssignOutcome>(
        "assign_and_emit_signal_activity")
    static let waitUntilVisible = ActivityReference<TeamInput, Visibility>(
        "wait_for_signal_in_clickhouse_activity", startToClose: FlowLimits.visibilityDeadline,
        retry: RetryPolicy(attempts: 1))
}

/// The place of the log at which a round looks at the team's other signals.
struct RoundStart: Codable, Hashable, Sendable {
    var position: Position
}

/// A signal within a round.
struct RoundStep: Codable, Hashable, Sendable {
    var team: TeamID
    var signal: SubmittedSignal
    var position: Position

    private enum CodingKeys: String, CodingKey {
        case signal, position
        case team = "team_id"
    }
}

/// The name of a vector: how long it is, and the content that it was made of.
struct EmbeddedText: Codable, Hashable, Sendable {
    var dimensions: Int
    var content: String
}

/// One search of a round; a nil query asks with the signal's own text and vector.
struct SearchInput: Codable, Hashable, Sendable {
    var team: TeamID
    var signal: SignalID
    var query: String?
    var position: Position

    private enum CodingKeys: String, CodingKey {
        case query, position
        case team = "team_id"
        case signal = "signal_id"
    }
}

/// What a search found, best first.
struct SearchHits: Codable, Hashable, Sendable {
    /// A live signal, and how far it is from the query, to four decimals.
    struct Hit: Codable, Hashable, Sendable {
        var signal: SignalID
        var distance: Double

        private enum CodingKeys: String, CodingKey {
            case distance
            case signal = "signal_id"
        }
    }

    var hits: [Hit]
}

/// A signal of this round that has its report.
struct PlacedSignal: Codable, Hashable, Sendable {
    var signal: SignalID
    var report: ReportID

    private enum CodingKeys: String, CodingKey {
        case signal = "signal_id"
        case report = "report_id"
    }
}

/// Everything that the judge of a match is shown, by reference.
struct MatchInput: Codable, Hashable, Sendable {
    var team: TeamID
    var signal: SubmittedSignal
    var queries: [String]
    var searches: [SearchHits]
    var position: Position
    /// Signals that this round has placed before.
    var earlier: [PlacedSignal]
    /// Reports that turned out to be gone.
    var excluded: [ReportID]

    private enum CodingKeys: String, CodingKey {
        case signal, queries, searches, position, earlier, excluded
        case team = "team_id"
    }
}

/// Where a signal belongs in the eyes of the judge.
enum MatchDecision: Codable, Hashable, Sendable {
    case existing(ReportID, ExistingMatch)
    case new(title: String, summary: String, NewMatch)
}

/// A match that the gate looks at.
struct SpecificityInput: Codable, Hashable, Sendable {
    var team: TeamID
    var signal: SubmittedSignal
    var report: ReportID
    var position: Position
    var earlier: [PlacedSignal]

    private enum CodingKeys: String, CodingKey {
        case signal, report, position, earlier
        case team = "team_id"
    }
}

/// A decision that is carried out, unless the report has moved meanwhile.
struct AssignInput: Codable, Hashable, Sendable {
    /// Where the signal goes.
    enum Target: Codable, Hashable, Sendable {
        case report(ReportID, title: String?, ExistingMatch)
        case new(title: String, summary: String, NewMatch)
    }

    var team: TeamID
    var signal: SubmittedSignal
    var target: Target

    private enum CodingKeys: String, CodingKey {
        case signal, target
        case team = "team_id"
    }
}

/// What became of an assignment.
enum AssignOutcome: Codable, Hashable, Sendable {
    /// The signal is in the report.
    case assigned(ReportID, isNew: Bool, promoted: Bool)
    /// The report takes no signals any more: match again without it.
    case reportGone(ReportID)
    /// The signal was settled before, or its epoch is over.
    case settled
}

/// Whether searches see what was assigned.
struct Visibility: Codable, Hashable, Sendable {
    var visible: Bool
    var waitedMilliseconds: Int

    private enum CodingKeys: String, CodingKey {
        case visible
        case waitedMilliseconds = "waited_ms"
    }
}
