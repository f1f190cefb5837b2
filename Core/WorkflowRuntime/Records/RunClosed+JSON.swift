package import Events
internal import Workflows

extension RunClosed: RecordCoded {
    package var json: JSONValue {
        var object = JSONObject()
        object.put("workflow", workflow)
        object.put("type", type)
        object.put("run", run)
        object.put("outcome", status.outcome)
        object.put("build", build)
        if activations.last?.at != at { object.put("at", at) }
        object.put("mailThrough", mailThrough)
        if !unread.isEmpty { object.append("unread", unread.json) }
        if !undelivered.isEmpty { object.append("undelivered", undelivered.json) }
        object.put(unlessEmpty: "reason", reason)
        object.put(unlessEmpty: "identity", identity)
        object.put("newRun", newRun)
        object.put("activations", activations)
        object.put("firstEvent", firstEvent)
        object.put("lastEvent", lastEvent)
        return .object(object)
    }

    package init(json: JSONValue) throws {
        let outcome = try json.text("outcome")
        guard let status = RunStatus(outcome: outcome) else {
            throw RecordError("'\(outcome)' is not an outcome of a run")
        }
        let activations = try json.list("activations").map(Activation.init(json:))
        guard let at = try json.optionalMoment("at") ?? activations.last?.at else {
            throw RecordError("a closed run has no time")
        }
        self.init(
            workflow: try json.text("workflow"), type: try json.text("type"),
            run: try json.id("run"), status: status, build: json["build"]?.string ?? "", at: at,
            mailThrough: try json.number("mailThrough"),
            unread: try json.optional("unread", as: OffsetRanges.self) ?? OffsetRanges(),
            undelivered: try json.optional("undelivered", as: OffsetRanges.self) ?? OffsetRanges(),
            reason: json["reason"]?.string ?? "", identity: json["identity"]?.string ?? "",
            newRun: try json.optionalID("newRun"), activations: activations,
            firstEvent: try json.number("firstEvent"), lastEvent: try json.number("lastEvent"))
    }
}

extension RunAdvanced: RecordCoded {
    package var json: JSONValue {
        var object = JSONObject()
        object.put("run", run)
        object.put("build", build)
        object.put("mailThrough", mailThrough)
        if !unread.isEmpty { object.append("unread", unread.json) }
        object.put("activations", activations)
        object.put("firstEvent", firstEvent)
        object.put("lastEvent", lastEvent)
        return .object(object)
    }

    package init(json: JSONValue) throws {
        self.init(
            run: try json.id("run"), build: json["build"]?.string ?? "",
            mailThrough: try json.number("mailThrough"),
            unread: try json.optional("unread", as: OffsetRanges.self) ?? OffsetRanges(),
            activations: try json.list("activations").map(Activation.init(json:)),
            firstEvent: try json.number("firstEvent"), lastEvent: try json.number("lastEvent"))
    }
}

extension AttemptFailed: RecordCoded {
    package var json: JSONValue {
        var object = JSONObject()
        object.put("run", run)
        object.put("key", key)
        object.put("attempt", attempt)
        object.put("startedAt", startedAt)
        object.put("at", at)
        object.append("failure", failure.json)
        object.put("nextAt", nextAt)
        return .object(object)
    }

    package init(json: JSONValue) throws {
        self.init(
            run: try json.id("run"), key: try json.text("key"),
            attempt: try json.number("attempt"), startedAt: try json.moment("startedAt"),
            at: try json.moment("at"), failure: try Failure(json: try json.need("failure")),
            nextAt: try json.moment("nextAt"))
    }
}

extension HeartbeatRecorded: RecordCoded {
    package var json: JSONValue {
        var object = JSONObject()
        object.put("run", run)
        object.put("key", key)
        object.put("attempt", attempt)
        object.put("at", at)
        object.append("details", details)
        return .object(object)
    }

    package init(json: JSONValue) throws {
        self.init(
            run: try json.id("run"), key: try json.text("key"),
            attempt: try json.number("attempt"), at: try json.moment("at"),
            details: json["details"] ?? .null)
    }
}

extension RunHeld: RecordCoded {
    package var json: JSONValue {
        var object = JSONObject()
        object.put("run", run)
        object.put("build", build)
        object.put("at", at)
        object.put("category", problem.category.rawValue)
        object.put("message", problem.message)
        return .object(object)
    }

    package init(json: JSONValue) throws {
        let category = Problem.Category(rawValue: try json.text("category"))
        guard let category else { throw RecordError("the category of a problem is unknown") }
        self.init(
            run: try json.id("run"), build: json["build"]?.string ?? "",
            at: try json.moment("at"), problem: Problem(category, try json.text("message")))
    }
}
