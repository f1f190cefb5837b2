/// Why the door did not let a signal in although nothing is wrong with it.
public enum Refusal: Hashable, Sendable {
    /// The team does not exist.
    case teamUnknown
    /// The team has not agreed that language models process what it sends.
    case consentMissing
    /// The team does not listen to this source.
    case sourceDisabled
    /// The team is being cleaned up.
    case teamFenced
    /// The team's mailbox is full.
    case busy(retryAfter: Duration)

    /// The stored word.
    public var code: String {
        switch self {
        case .teamUnknown: "team_unknown"
        case .consentMissing: "ai_consent_missing"
        case .sourceDisabled: "source_disabled"
        case .teamFenced: "team_fenced"
        case .busy: "busy"
        }
    }
}

extension Refusal: CustomStringConvertible {
    /// What is missing and what to do next.
    public var description: String {
        switch self {
        case .teamUnknown: "the team does not exist: create it with `signalbox signals setup`"
        case .consentMissing:
            "the team has not agreed to processing by language models: "
                + "`signalbox signals setup --consent yes`"
        case .sourceDisabled:
            "the team does not listen to this source: enable it with "
                + "`signalbox signals sources set`"
        case .teamFenced: "the team is being cleaned up: try again when it is done"
        case .busy(let retryAfter): "the team's mailbox is full: try again in \(retryAfter)"
        }
    }
}
