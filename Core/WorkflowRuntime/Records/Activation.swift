package import Events
internal import Workflows

/// One event applied to a run until nothing was runnable, with what the run decided.
package struct Activation: Hashable, Sendable, RecordCoded {
    package var at: Timestamp
    package var trigger: Trigger
    package var commands: [Command]

    package init(at: Timestamp, trigger: Trigger, commands: [Command]) {
        (self.at, self.trigger, self.commands) = (at, trigger, commands)
    }

    package var json: JSONValue {
        var object = JSONObject()
        object.put("at", at)
        object.append("trigger", trigger.json)
        object.put("commands", commands)
        return .object(object)
    }

    package init(json: JSONValue) throws {
        at = try json.moment("at")
        trigger = try Trigger(json: try json.need("trigger"))
        commands = try json.list("commands").map(Command.init(json:))
        commands = commands.map(completed)
    }

    /// Gives a failed run the failure of the activity that triggered its end.
    private func completed(_ command: Command) -> Command {
        guard case .fail(var fail) = command, let key = fail.activity,
            case .activity(let end) = trigger, end.key == key,
            case .failed(let cause, let state) = end.outcome
        else { return command }
        let type = String(key.prefix { $0 != "~" && $0 != "@" })
        fail.failure =
            ActivityFailure(activity: type, key: key, cause: cause, retryState: state).failure
        return .fail(fail)
    }

    /// How many events of the view it amounts to; signals are counted by the caller's knowledge.
    package func viewEvents(isSignal: (Int) -> Bool) -> Int {
        trigger.viewEvents(isSignal) + 3 + commands.reduce(0) { $0 + $1.viewEvents }
    }
}

extension Trigger {
    fileprivate func viewEvents(_ isVisible: (Int) -> Bool) -> Int {
        switch self {
        case .start(let mail): mail.count(where: isVisible)
        case .mail(let offset): isVisible(offset) ? 1 : 0
        case .activity, .local: 2
        case .timer, .childStarted, .childClosed, .externalDone: 1
        }
    }
}

extension Command {
    fileprivate var viewEvents: Int {
        switch self {
        case .acknowledge, .updateRejected: 0
        default: 1
        }
    }
}
