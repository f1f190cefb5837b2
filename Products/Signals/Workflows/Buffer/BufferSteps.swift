import SignalsContracts
import Workflows

/// What the buffer asks to be done, by the names that histories show.
enum BufferSteps {
    static let pacing = LocalActivityReference<TeamInput, Pacing>("read_pacing_activity")
    static let safetyFilter = ActivityReference<SignalStep, SafetyVerdict>(
        "safety_filter_activity", startToClose: .seconds(300), retry: RetryPolicy(attempts: 3))
    static let flush = ActivityReference<FlushInput, SubmittedBatch>(
        "flush_signals_to_s3_activity", startToClose: .seconds(120),
        retry: RetryPolicy(attempts: 3))
    static let submitBatch = LocalActivityReference<BatchStep, NoValue>(
        "signal_with_start_grouping_v2_activity")
    static let drop = LocalActivityReference<DropInput, NoValue>("drop_signals_activity")
}

/// A signal in the hands of a workflow.
struct SignalStep: Codable, Hashable, Sendable {
    var team: TeamID
    var signal: SubmittedSignal

    private enum CodingKeys: String, CodingKey {
        case signal
        case team = "team_id"
    }
}

/// What the safety filter came to; the event commits with it.
enum SafetyVerdict: String, Codable, Sendable {
    case cleared, blocked
    /// The signal was settled before, or its epoch is over.
    case settled
}

/// Signals that are written into one batch, and how many wait behind them.
struct FlushInput: Codable, Hashable, Sendable {
    var team: TeamID
    var signals: [SubmittedSignal]
    var pendingBehind: Int

    private enum CodingKeys: String, CodingKey {
        case signals
        case team = "team_id"
        case pendingBehind = "pending_behind"
    }
}

/// A written batch on its way to the grouping.
struct BatchStep: Codable, Hashable, Sendable {
    var team: TeamID
    var batch: SubmittedBatch

    private enum CodingKeys: String, CodingKey {
        case batch
        case team = "team_id"
    }
}

/// Signals that could not be brought further, and why.
struct DropInput: Codable, Hashable, Sendable {
    var team: TeamID
    var signals: [SubmittedSignal]
    var reason: DropReason
    var attempts: Int
    var error: String

    private enum CodingKeys: String, CodingKey {
        case signals, reason, attempts, error
        case team = "team_id"
    }
}
