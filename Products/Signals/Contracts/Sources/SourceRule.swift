/// What is known of a source: which `extra` it takes, what it weighs and when it is heard.
public struct SourceRule: Hashable, Sendable {
    /// When signals of a source are let in.
    public enum Hearing: Hashable, Sendable {
        /// When the row of this source, which may be another one, is enabled.
        case whenEnabled(SourcePair)
        /// Always.
        case always
        /// Unless its row says that it is disabled.
        case unlessDisabled
    }

    /// The source.
    public let pair: SourcePair
    /// The entries of `extra`, in the order in which they are checked.
    public let extra: [ExtraField]
    /// The weight of a signal that names none.
    public let weight: Weight
    /// When its signals are let in.
    public let hearing: Hearing
}

extension SourceRule {
    /// Every source there is.
    public static let all: [SourceRule] = [
        SourceRule(.zendeskTicket, "url type? tags[] created_at priority? status", .full),
        SourceRule(
            .githubIssue,
            "html_url number# labels[] created_at updated_at locked! state author_login? "
                + "author_association?", .full),
        SourceRule(
            .linearIssue,
            "url identifier number# priority# priority_label labels[] state_name? state_type? "
                + "team_name? created_at updated_at", .full),
        SourceRule(
            .conversationsTicket,
            "ticket_number# channel_source channel_detail? status priority? created_at "
                + "email_subject?"),
        errorTracking("issue_created"), errorTracking("issue_reopened"),
        errorTracking("issue_spiking"),
        SourceRule(
            .sessionProblem,
            "session_id segment_title start_time end_time "
                + "problem_type=confusion|abandonment|blocking_exception"
                + "|non_blocking_exception|failure distinct_id",
            hearing: .whenEnabled(.sessionCluster)),
        SourceRule(.sessionCluster, "label_title actionable!? segment_count#?"),
        SourceRule(.evaluation, "evaluation_id trace_id?", hearing: .always),
        SourceRule(
            .scoutFinding,
            "scout_run_id task_run_id? finding_id skill_name skill_version confidence% "
                + "evidence* hypothesis? severity? dedupe_keys[]? time_range*?",
            hearing: .unlessDisabled),
    ]

    /// The rule of a source; nil for a source that is not known.
    public static func of(_ pair: SourcePair) -> SourceRule? {
        all.first { $0.pair == pair }
    }

    private init(
        _ pair: SourcePair, _ extra: String, _ weight: Weight = .standard,
        hearing: Hearing? = nil
    ) {
        self.pair = pair
        self.extra = extra.split(separator: " ").map { ExtraField($0) }
        self.weight = weight
        self.hearing = hearing ?? .whenEnabled(pair)
    }

    private static func errorTracking(_ type: String) -> SourceRule {
        SourceRule(SourcePair(product: "error_tracking", type: type), "fingerprint")
    }
}

/// One entry that a source's `extra` may or must have.
public struct ExtraField: Hashable, Sendable {
    /// What a value of an entry has to be.
    public enum Kind: Hashable, Sendable {
        /// Text.
        case text
        /// One of these texts.
        case oneOf([String])
        /// A whole number.
        case integer
        /// A number.
        case number
        /// True or false.
        case bool
        /// A list of texts.
        case texts
        /// Any value.
        case any
    }

    /// The key.
    public let name: String
    /// What its value is.
    public let kind: Kind
    /// Whether it may be missing or null.
    public let isOptional: Bool

    /// Reads the notation of the table: a name, then `#`, `%`, `!`, `[]`, `*` or `=a|b`, then `?`.
    fileprivate init(_ notation: Substring) {
        isOptional = notation.hasSuffix("?")
        let required = isOptional ? notation.dropLast() : notation
        let name = required.prefix { $0.isLetter || $0 == "_" }
        self.name = String(name)
        kind =
            switch required.dropFirst(name.count) {
            case "": .text
            case "#": .integer
            case "%": .number
            case "!": .bool
            case "[]": .texts
            case "*": .any
            case let choice: .oneOf(choice.dropFirst().split(separator: "|").map(String.init))
            }
    }
}
