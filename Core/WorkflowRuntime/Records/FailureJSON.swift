package import Events
package import Workflows

extension Failure: RecordCoded {
    package var json: JSONValue {
        var object = JSONObject()
        object.put("message", message)
        switch kind {
        case .application(let type, let nonRetryable):
            object.put("type", type)
            if nonRetryable { object.append("nonRetryable", true) }
        case .timeout(let timeout): object.put("timeout", timeout.rawValue)
        case .canceled: object.append("canceled", true)
        case .terminated: object.append("terminated", true)
        case .activity(let type, let key, let state):
            object.append(
                "activity",
                ["type": .string(type), "key": .string(key), "retryState": .string(state.rawValue)])
        case .child(let type, let workflow, let run):
            object.append(
                "child",
                ["type": .string(type), "workflow": .string(workflow), "run": .string(run)])
        }
        object.put("details", details)
        object.put("nextRetryDelay", nextRetryDelay)
        if let cause = causes.first {
            var nested = cause
            nested.causes = Array(causes.dropFirst())
            object.append("cause", nested.json)
        }
        return .object(object)
    }

    package init(json: JSONValue) throws {
        let causes = try json.optional("cause", as: Failure.self)?.chain ?? []
        self.init(
            try json.text("message"), try Failure.kind(json), details: json["details"],
            nextRetryDelay: try json.optionalDuration("nextRetryDelay"), causes: causes)
    }

    private static func kind(_ json: JSONValue) throws -> Kind {
        if let timeout = json["timeout"]?.string {
            guard let kind = TimeoutKind(rawValue: timeout) else {
                throw RecordError("'\(timeout)' is not a kind of timeout")
            }
            return .timeout(kind)
        }
        if json["canceled"]?.bool == true { return .canceled }
        if json["terminated"]?.bool == true { return .terminated }
        if let activity = json["activity"] {
            guard let state = RetryState(rawValue: try activity.text("retryState")) else {
                throw RecordError("'retryState' of a failure is unknown")
            }
            return .activity(type: try activity.text("type"), key: try activity.text("key"), state)
        }
        if let child = json["child"] {
            return .child(
                type: try child.text("type"), workflow: try child.text("workflow"),
                run: try child.text("run"))
        }
        return .application(
            type: json["type"]?.string ?? "", nonRetryable: json["nonRetryable"]?.bool ?? false)
    }
}

extension RetryPolicy: RecordCoded {
    package var json: JSONValue {
        var object = JSONObject()
        object.put("initialInterval", initialInterval)
        let whole = Int64(exactly: coefficient)
        object.append("backoffCoefficient", whole.map(JSONValue.integer) ?? .double(coefficient))
        object.put("maximumInterval", longestInterval)
        if let attempts { object.put("maximumAttempts", attempts) }
        if !nonRetryable.isEmpty {
            object.append("nonRetryableErrorTypes", .array(nonRetryable.map(JSONValue.string)))
        }
        return .object(object)
    }

    package init(json: JSONValue) throws {
        let types = try json["nonRetryableErrorTypes"].map { _ in
            try json.list("nonRetryableErrorTypes").compactMap(\.string)
        }
        self.init(
            attempts: json["maximumAttempts"] == nil ? nil : try json.number("maximumAttempts"),
            initialInterval: try json.duration("initialInterval"),
            coefficient: json["backoffCoefficient"]?.double ?? 2,
            intervalMax: try json.optionalDuration("maximumInterval"), nonRetryable: types ?? [])
    }
}
