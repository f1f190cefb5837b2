package import Events
internal import Workflows

extension Command: RecordCoded {
    package var json: JSONValue {
        var object = JSONObject()
        object.put("kind", kind)
        switch self {
        case .activity(let command): command.write(to: &object)
        case .local(let key, let type, let input):
            object.put("key", key)
            object.put("type", type)
            object.append("input", input)
        case .timer(let key, let duration):
            object.put("key", key)
            object.put("for", duration)
        case .cancelTimer(let key), .cancelActivity(let key): object.put("key", key)
        case .child(let command): command.write(to: &object)
        case .signalExternal(let target, let signal, let payload):
            target.write(to: &object)
            object.put("signal", signal)
            object.append("payload", payload)
        case .cancelExternal(let target): target.write(to: &object)
        case .sideEffect(let key, let value):
            object.put("key", key)
            object.append("value", value)
        case .patch(let id, let deprecated):
            object.put("key", id)
            if deprecated { object.append("deprecated", true) }
        case .attributes(let values), .memo(let values):
            object.append("values", .object(values))
        case .acknowledge(let offsets):
            object.append("offsets", .array(offsets.map { .integer(Int64($0)) }))
        case .updateAccepted, .updateCompleted, .updateRejected: writeUpdate(to: &object)
        case .complete(let result): object.append("result", result)
        case .fail(let command): command.write(to: &object)
        case .cancel: break
        case .continueAsNew(let command): command.write(to: &object)
        }
        return .object(object)
    }

    private func writeUpdate(to object: inout JSONObject) {
        switch self {
        case .updateAccepted(let update, let offset):
            object.put("update", update)
            object.put("offset", offset)
        case .updateCompleted(let update, .result(let result)):
            object.put("update", update)
            object.append("result", result)
        case .updateCompleted(let update, .failure(let failure)):
            object.put("update", update)
            object.append("failure", failure.json)
        case .updateRejected(let update, let offset, let failure):
            object.put("update", update)
            object.put("offset", offset)
            object.append("failure", failure.json)
        default: break
        }
    }

    package init(json: JSONValue) throws {
        let kind = try json.text("kind")
        switch kind {
        case "activity": self = .activity(try ActivityCommand(json: json))
        case "local":
            self = .local(
                key: try json.text("key"), type: try json.text("type"),
                input: json["input"] ?? .null)
        case "timer":
            self = .timer(key: try json.text("key"), for: try json.duration("for"))
        case "cancelTimer": self = .cancelTimer(key: try json.text("key"))
        case "cancelActivity": self = .cancelActivity(key: try json.text("key"))
        case "child": self = .child(try ChildCommand(json: json))
        case "signalExternal":
            self = .signalExternal(
                try ExternalCommand(json: json), signal: try json.text("signal"),
                payload: json["payload"] ?? .null)
        case "cancelExternal": self = .cancelExternal(try ExternalCommand(json: json))
        case "sideEffect":
            self = .sideEffect(key: try json.text("key"), value: json["value"] ?? .null)
        case "patch":
            self = .patch(
                id: try json.text("key"), deprecated: json["deprecated"]?.bool ?? false)
        case "attributes": self = .attributes(json["values"]?.object ?? JSONObject())
        case "memo": self = .memo(json["values"]?.object ?? JSONObject())
        case "acknowledge": self = .acknowledge(offsets: try json.numbers("offsets"))
        default: self = try Command.rest(kind, json)
        }
    }

    private static func rest(_ kind: String, _ json: JSONValue) throws -> Command {
        switch kind {
        case "updateAccepted":
            .updateAccepted(update: try json.text("update"), offset: try json.number("offset"))
        case "updateCompleted":
            .updateCompleted(
                update: try json.text("update"),
                try json.optional("failure", as: Failure.self).map(UpdateEnd.failure)
                    ?? .result(json["result"] ?? .null))
        case "updateRejected":
            .updateRejected(
                update: try json.text("update"), offset: try json.number("offset"),
                try Failure(json: try json.need("failure")))
        case "complete": .complete(json["result"] ?? .null)
        case "fail": .fail(try FailCommand(json: json))
        case "cancel": .cancel
        case "continueAsNew": .continueAsNew(try ContinueCommand(json: json))
        default: throw RecordError("'\(kind)' is not a kind of command")
        }
    }
}

extension ActivityCommand {
    fileprivate func write(to object: inout JSONObject) {
        object.put("key", key)
        object.put("type", type)
        object.append("input", input)
        object.put("queue", options.queue.map(JSONValue.string))
        object.put("scheduleToClose", options.scheduleToClose)
        object.put("scheduleToStart", options.scheduleToStart)
        object.put("startToClose", options.startToClose)
        object.put("heartbeat", options.heartbeat)
        object.append("retry", options.retry.json)
        if options.cancellation != .tryCancel {
            object.put("cancellation", options.cancellation.rawValue)
        }
        if options.priority != 3 { object.put("priority", options.priority) }
        object.put("fairnessKey", options.fairnessKey.map(JSONValue.string))
    }

    fileprivate init(json: JSONValue) throws {
        var options = ActivityOptions(
            startToClose: try json.duration("startToClose"),
            scheduleToClose: try json.optionalDuration("scheduleToClose"),
            scheduleToStart: try json.optionalDuration("scheduleToStart"),
            heartbeat: try json.optionalDuration("heartbeat"),
            retry: try json.optional("retry", as: RetryPolicy.self) ?? RetryPolicy(),
            queue: json["queue"]?.string)
        options.cancellation =
            json["cancellation"]?.string.flatMap(ActivityOptions.Cancellation.init) ?? .tryCancel
        options.priority = try json.number("priority", else: 3)
        options.fairnessKey = json["fairnessKey"]?.string
        self.init(
            key: try json.text("key"), type: try json.text("type"), input: json["input"] ?? .null,
            options: options)
    }
}

extension ChildCommand {
    fileprivate func write(to object: inout JSONObject) {
        object.put("key", key)
        object.put("type", type)
        object.put("workflow", workflow)
        object.append("input", input)
        object.put("queue", queue)
        object.put("parentClose", parentClose.rawValue)
        if mailbox.unreadMax != Workflows.Limits.unreadLettersMax {
            object.put("mailbox", mailbox.unreadMax)
        }
        object.put("runTimeout", start.runTimeout)
        object.put("executionTimeout", start.executionTimeout)
        object.put("retry", start.retry?.json)
        object.put("run", run)
    }

    fileprivate init(json: JSONValue) throws {
        let policy = try json.text("parentClose")
        guard let parentClose = ParentClosePolicy(rawValue: policy) else {
            throw RecordError("'\(policy)' is not a parent close policy")
        }
        let start = StartOptions(
            executionTimeout: try json.optionalDuration("executionTimeout"),
            runTimeout: try json.optionalDuration("runTimeout"),
            retry: try json.optional("retry", as: RetryPolicy.self))
        self.init(
            key: try json.text("key"), type: try json.text("type"),
            workflow: try json.text("workflow"), input: json["input"] ?? .null,
            queue: try json.text("queue"), parentClose: parentClose,
            mailbox: .bounded(
                try json.number("mailbox", else: Workflows.Limits.unreadLettersMax)),
            start: start, run: try json.optionalID("run"))
    }
}

extension ExternalCommand {
    fileprivate func write(to object: inout JSONObject) {
        object.put("key", key)
        object.put("workflow", workflow)
        object.put("fate", fate.rawValue)
    }

    fileprivate init(json: JSONValue) throws {
        self.init(
            key: try json.text("key"), workflow: try json.text("workflow"),
            fate: json["fate"]?.string.flatMap(Fate.init) ?? .full)
    }
}

extension FailCommand {
    fileprivate func write(to object: inout JSONObject) {
        if let activity {
            object.put("activity", activity)
        } else {
            object.append("failure", failure.json)
        }
    }

    /// The failure of an activity is completed by the record that holds its trigger.
    fileprivate init(json: JSONValue) throws {
        let activity = json["activity"]?.string
        let failure = try json.optional("failure", as: Failure.self)
        guard activity != nil || failure != nil else {
            throw RecordError("'fail' names neither an activity nor a failure")
        }
        self.init(
            activity: activity,
            failure: failure
                ?? Failure(
                    "activity \(activity ?? "") failed",
                    .activity(type: "", key: activity ?? "", .nonRetryable)))
    }
}

extension ContinueCommand {
    fileprivate func write(to object: inout JSONObject) {
        object.put("newRun", newRun)
        object.append("input", input)
        object.put("runTimeout", runTimeout)
        object.put("delay", delay)
    }

    fileprivate init(json: JSONValue) throws {
        self.init(
            newRun: try json.id("newRun"), input: json["input"] ?? .null,
            runTimeout: try json.optionalDuration("runTimeout"),
            delay: try json.optionalDuration("delay"))
    }
}
