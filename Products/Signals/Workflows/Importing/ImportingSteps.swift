import SignalsContracts
import Workflows

/// What an import asks to be done, by the names that histories show.
enum ImportingSteps {
    static let summarize = ActivityReference<SignalStep, NoValue>(
        "summarize_description_activity", startToClose: .seconds(120), retry: patience)
    static let shorten = LocalActivityReference<SignalStep, NoValue>("cut_description_activity")
    static let checkActionability = ActivityReference<SignalStep, ActionabilityVerdict>(
        "check_actionability_activity", startToClose: .seconds(120), retry: patience)
    static let submit = LocalActivityReference<SignalStep, NoValue>("submit_signal_activity")

    private static let patience = RetryPolicy(attempts: 3, initialInterval: .seconds(5))
}

/// Whether a record asks for action; where it does not, the event commits with the verdict.
enum ActionabilityVerdict: String, Codable, Sendable {
    case actionable, filtered
}
