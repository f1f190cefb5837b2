package import Events
package import Workflows

/// Something that an activation decided.
package enum Command: Hashable, Sendable {
    case activity(ActivityCommand)
    case local(key: String, type: String, input: JSONValue)
    case timer(key: String, for: Duration)
    case cancelTimer(key: String)
    case cancelActivity(key: String)
    case child(ChildCommand)
    case signalExternal(ExternalCommand, signal: String, payload: JSONValue)
    case cancelExternal(ExternalCommand)
    case sideEffect(key: String, value: JSONValue)
    case patch(id: String, deprecated: Bool)
    case attributes(JSONObject)
    case memo(JSONObject)
    case acknowledge(offsets: [Int])
    case updateAccepted(update: String, offset: Int)
    case updateCompleted(update: String, UpdateEnd)
    case updateRejected(update: String, offset: Int, Failure)
    case complete(JSONValue)
    case fail(FailCommand)
    case cancel
    case continueAsNew(ContinueCommand)
}

package struct ActivityCommand: Hashable, Sendable {
    package var key: String
    package var type: String
    package var input: JSONValue
    package var options: ActivityOptions
}

package struct ChildCommand: Hashable, Sendable {
    package var key: String
    package var type: String
    package var workflow: String
    package var input: JSONValue
    package var queue: String
    package var parentClose: ParentClosePolicy
    package var mailbox: Mailbox
    package var start: StartOptions
    /// The run that was started in the same commit; nil where the id was taken.
    package var run: UniqueID?
}

package struct ExternalCommand: Hashable, Sendable {
    /// What became of it in the commit of the decision.
    package enum Fate: String, Hashable, Sendable { case delivered, notFound, full }
    package var key: String
    package var workflow: String
    package var fate: Fate = .full
}

/// What an update came to.
package enum UpdateEnd: Hashable, Sendable {
    case result(JSONValue)
    case failure(Failure)
}

/// Why a run failed; a failure of the activity that triggered it is not written twice.
package struct FailCommand: Hashable, Sendable {
    package var activity: String?
    package var failure: Failure
}

package struct ContinueCommand: Hashable, Sendable {
    package var newRun: UniqueID
    package var input: JSONValue
    package var runTimeout: Duration?
    package var delay: Duration?
}

extension Command {
    package var kind: String {
        switch self {
        case .activity: "activity"
        case .local: "local"
        case .timer: "timer"
        case .cancelTimer: "cancelTimer"
        case .cancelActivity: "cancelActivity"
        case .child: "child"
        case .signalExternal: "signalExternal"
        case .cancelExternal: "cancelExternal"
        case .sideEffect: "sideEffect"
        case .patch: "patch"
        case .attributes: "attributes"
        case .memo: "memo"
        case .acknowledge: "acknowledge"
        case .updateAccepted: "updateAccepted"
        case .updateCompleted: "updateCompleted"
        case .updateRejected: "updateRejected"
        case .complete: "complete"
        case .fail: "fail"
        case .cancel: "cancel"
        case .continueAsNew: "continueAsNew"
        }
    }

    /// What makes it the same decision in a replay: its kind, its key, and its type or target.
    package var identity: String {
        switch self {
        case .activity(let command): "activity \(command.key) \(command.type)"
        case .local(let key, let type, _): "local \(key) \(type)"
        case .timer(let key, let duration): "timer \(key) \(DurationText.text(duration))"
        case .cancelTimer(let key): "cancelTimer \(key)"
        case .cancelActivity(let key): "cancelActivity \(key)"
        case .child(let command): "child \(command.key) \(command.type) \(command.workflow)"
        case .signalExternal(let target, let signal, _):
            "signalExternal \(target.key) \(target.workflow) \(signal)"
        case .cancelExternal(let target): "cancelExternal \(target.key) \(target.workflow)"
        case .sideEffect(let key, _): "sideEffect \(key)"
        case .patch(let id, _): "patch \(id)"
        case .attributes(let values): "attributes \(values.keys.joined(separator: ","))"
        case .memo(let values): "memo \(values.keys.joined(separator: ","))"
        case .acknowledge(let offsets): "acknowledge \(offsets)"
        case .updateAccepted(let update, _): "updateAccepted \(update)"
        case .updateCompleted(let update, _): "updateCompleted \(update)"
        case .updateRejected(let update, _, _): "updateRejected \(update)"
        case .complete: "complete"
        case .fail: "fail"
        case .cancel: "cancel"
        case .continueAsNew: "continueAsNew"
        }
    }

    /// Whether it ends the run.
    package var isClosing: Bool {
        switch self {
        case .complete, .fail, .cancel, .continueAsNew: true
        default: false
        }
    }
}
