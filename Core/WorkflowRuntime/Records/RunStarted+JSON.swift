package import Events
internal import Workflows

extension RunStarted: RecordCoded {
    package var json: JSONValue {
        var object = JSONObject()
        object.put("namespace", Limits.defaultNamespace)
        object.put("queue", queue)
        var timeouts = JSONObject()
        timeouts.put("execution", executionTimeout ?? .zero)
        timeouts.put("run", runTimeout ?? .zero)
        timeouts.put("task", taskTimeout)
        object.append("timeouts", .object(timeouts))
        object.put("attempt", attempt)
        object.put("worker", worker)
        object.put("build", build)
        object.put("workflow", workflow)
        object.put("run", run)
        object.put("firstRun", firstRun)
        object.put("type", type)
        object.append("input", input)
        object.put("identity", identity)
        object.put("at", at)
        object.put("mailThrough", mailThrough)
        object.put("mailAtStart", mailAtStart)
        object.put("continuedFrom", continuedFrom)
        writeOptions(to: &object)
        if !unread.isEmpty { object.append("unread", unread.json) }
        object.put("activations", activations)
        object.put("firstEvent", firstEvent)
        object.put("lastEvent", lastEvent)
        return .object(object)
    }

    private func writeOptions(to object: inout JSONObject) {
        object.put("initiator", initiator.map(JSONValue.string))
        if executionStarted != at { object.put("executionStarted", executionStarted) }
        if let parent {
            object.append(
                "parent",
                [
                    "workflow": .string(parent.workflow), "run": .string(parent.run.description),
                    "key": .string(parent.key), "close": .string(parentClose.rawValue),
                ])
        }
        if mailboxMax != Workflows.Limits.unreadLettersMax { object.put("mailbox", mailboxMax) }
        object.put("retry", retry?.json)
        object.put("delay", delay)
        if !memo.isEmpty { object.append("memo", .object(memo)) }
        if !attributes.isEmpty { object.append("attributes", .object(attributes)) }
    }

    package init(json: JSONValue) throws {
        let timeouts = try json.need("timeouts")
        let at = try json.moment("at")
        self.init(
            queue: try json.text("queue"), executionTimeout: try timeouts.limit("execution"),
            runTimeout: try timeouts.limit("run"), taskTimeout: try timeouts.duration("task"),
            attempt: try json.number("attempt"), worker: json["worker"]?.string ?? "",
            build: json["build"]?.string ?? "", workflow: try json.text("workflow"),
            run: try json.id("run"), firstRun: try json.id("firstRun"),
            type: try json.text("type"), input: json["input"] ?? .null,
            identity: json["identity"]?.string ?? "", at: at,
            executionStarted: try json.optionalMoment("executionStarted") ?? at,
            mailThrough: try json.number("mailThrough"),
            mailAtStart: try json.number("mailAtStart"),
            unread: try json.optional("unread", as: OffsetRanges.self) ?? OffsetRanges(),
            continuedFrom: try json.optionalID("continuedFrom"),
            initiator: json["initiator"]?.string, parent: try json["parent"].map(RunStarted.parent),
            parentClose: json["parent"]?["close"]?.string.flatMap(ParentClosePolicy.init)
                ?? .abandon,
            mailboxMax: try json.number("mailbox", else: Workflows.Limits.unreadLettersMax),
            retry: try json.optional("retry", as: RetryPolicy.self),
            delay: try json.optionalDuration("delay"), memo: json["memo"]?.object ?? JSONObject(),
            attributes: json["attributes"]?.object ?? JSONObject(),
            activations: try json.list("activations").map(Activation.init(json:)),
            firstEvent: try json.number("firstEvent"), lastEvent: try json.number("lastEvent"))
    }

    private static func parent(_ json: JSONValue) throws -> WorkflowExecution.Parent {
        WorkflowExecution.Parent(
            workflow: try json.text("workflow"), run: try json.id("run"),
            key: try json.text("key"))
    }
}

extension JSONValue {
    /// A time limit; zero says that there is none.
    fileprivate func limit(_ key: String) throws -> Duration? {
        let limit = try duration(key)
        return limit == .zero ? nil : limit
    }
}
