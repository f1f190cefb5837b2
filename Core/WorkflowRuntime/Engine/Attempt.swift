internal import Events
internal import Workflows

/// An attempt of an activity that waits for a slot or runs.
struct Attempt: Sendable {
    let number: Int
    let queue: String
    let enteredAt: Timestamp
    /// When its code was called; nil while it waits for a slot.
    var startedAt: Timestamp?
    var port: AttemptPort?
    var task: Task<JSONValue, any Error>?
    /// When details of a heartbeat were last recorded.
    var beatRecordedAt: Timestamp?
}
