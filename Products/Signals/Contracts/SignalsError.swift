public import Events

/// Why an operation of the product was not carried out; nothing was appended.
public enum SignalsError: Error, Hashable, Sendable {
    /// A gate refused an operation that answers with a value, not with a receipt.
    case refused(Refusal)
    /// No such source exists.
    case unknownSource(SourcePair)
    /// An entry of `extra` is missing, of another kind, or one too many.
    case invalidExtra(field: String, String)
    /// The description is blank.
    case descriptionEmpty
    /// The description has too many tokens.
    case descriptionTooLong(limit: Int, actual: Int)
    /// The remediation has too many tokens.
    case remediationTooLong(limit: Int, actual: Int)
    /// The weight of a signal is not between 0 and 1.
    case weightOutOfRange(Weight)
    /// The idempotency key is known with another text.
    case conflictingDuplicate(SignalID, fields: [String])
    /// The status machine has no such step.
    case invalidStatusTransition(ReportID, from: ReportStatus, to: ReportStatus)
    /// The team has no such report.
    case reportUnknown(ReportID)
    /// The team has no such signal.
    case signalUnknown(SignalID)
    /// The signal is not where the operation needs it.
    case signalElsewhere(SignalID, is: String, needed: String)
    /// A report that a judge refused is tried again only after a person has looked at it.
    case reviewRequired(ReportID)
    /// An argument breaks a rule.
    case invalidArgument(String, String)
    /// A report takes the signal nowhere: it is gone, and the signal must be matched again.
    case reportGone(ReportID)
    /// Others kept changing the same streams.
    case contended(StreamName)
    /// The log did not take what was decided.
    case log(AppendError)
    /// The log could not be read.
    case unreadable(String)
    /// A read model could not answer.
    case view(String)
    /// The engine refused what was to be started or signalled.
    case workflow(String)
}

extension SignalsError {
    /// The stable word for programs.
    public var code: String {
        switch self {
        case .refused(let refusal): refusal.code
        case .unknownSource: "unknown_source"
        case .invalidExtra: "invalid_extra"
        case .descriptionEmpty: "description_empty"
        case .descriptionTooLong: "description_too_long"
        case .remediationTooLong: "remediation_too_long"
        case .weightOutOfRange: "weight_out_of_range"
        case .conflictingDuplicate: "conflicting_duplicate"
        case .invalidStatusTransition: "invalid_status_transition"
        case .reportUnknown: "report_unknown"
        case .signalUnknown: "signal_unknown"
        case .signalElsewhere: "invalid_signal_state"
        case .reviewRequired: "review_required"
        case .invalidArgument: "invalid_argument"
        case .reportGone: "report_gone"
        case .contended: "contended"
        case .log: "log"
        case .unreadable: "unreadable"
        case .view: "view"
        case .workflow: "workflow"
        }
    }

    /// What a caller can do about an error.
    public enum Kind: Hashable, Sendable {
        /// Ask differently.
        case arguments
        /// Name something that is there.
        case unknown
        /// Look at the present state and decide anew.
        case conflict
        /// Try again, or repair the machine.
        case machinery
    }

    /// What the caller can do about it.
    public var kind: Kind {
        switch self {
        case .refused(.teamUnknown), .reportUnknown, .signalUnknown: .unknown
        case .refused, .conflictingDuplicate, .invalidStatusTransition, .signalElsewhere,
            .reviewRequired, .reportGone:
            .conflict
        case .unknownSource, .invalidExtra, .descriptionEmpty, .descriptionTooLong,
            .remediationTooLong, .weightOutOfRange, .invalidArgument:
            .arguments
        case .contended, .log, .unreadable, .view, .workflow: .machinery
        }
    }
}

extension SignalsError: CustomStringConvertible {
    /// What is wrong, which one, and what to do next.
    public var description: String {
        switch self {
        case .refused(let refusal): "\(refusal)"
        case .unknownSource(let pair):
            "unknown source \(pair): use one of "
                + SourceRule.all.map(\.pair.description).joined(separator: ", ")
        case .invalidExtra(let field, let reason): "extra.\(field) \(reason)"
        case .descriptionEmpty: "the description is blank: say what was observed"
        case .descriptionTooLong(let limit, let actual):
            "the description has \(actual) tokens, the limit is \(limit): shorten it"
        case .remediationTooLong(let limit, let actual):
            "the remediation has \(actual) tokens, the limit is \(limit): shorten it"
        case .weightOutOfRange(let weight): "the weight \(weight) is not between 0 and 1"
        case .conflictingDuplicate(let id, let fields):
            "the idempotency key belongs to signal \(id), which differs in "
                + "\(fields.joined(separator: ", ")): use a new key"
        case .invalidStatusTransition(let id, let from, let to):
            "report \(id) cannot go from \(from) to \(to)"
        case .reportUnknown(let id): "the team has no report \(id)"
        case .signalUnknown(let id): "the team has no signal \(id)"
        case .signalElsewhere(let id, let state, let needed):
            "signal \(id) is \(state), and this needs one that is \(needed)"
        case .reviewRequired(let id):
            "a judge refused report \(id): read why, then repeat with the review confirmed"
        case .invalidArgument(let name, let reason): "\(name): \(reason)"
        case .reportGone(let id): "report \(id) is gone: match the signal again"
        case .contended(let stream): "\(stream) kept changing: try again"
        case .log(let error): "\(error)"
        case .unreadable(let reason), .view(let reason), .workflow(let reason): reason
        }
    }
}
