package import SignalsContracts

/// The gates that every signal passes before anything else is looked at, in their order.
package enum TeamGates {
    /// The first gate that refuses a signal of the source; nil when all let it through.
    package static func refusal(of source: SourcePair, _ team: TeamState) -> Refusal? {
        guard team.settings != nil else { return .teamUnknown }
        guard team.hasConsent else { return .consentMissing }
        guard team.hears(source) else { return .sourceDisabled }
        guard !team.isFenced else { return .teamFenced }
        return nil
    }

    /// The gate that refuses any other change to the team's signals and reports.
    package static func refusal(_ team: TeamState) -> Refusal? {
        guard team.settings != nil else { return .teamUnknown }
        return team.isFenced ? .teamFenced : nil
    }
}
