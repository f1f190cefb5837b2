package import Events
package import Workflows

/// The one event that an activation answers.
package enum Trigger: Hashable, Sendable {
    /// The run begins, with the letters that wait for it.
    case start(mail: [Int])
    /// A signal, an update or a cancel request.
    case mail(offset: Int)
    /// An external activity ended.
    case activity(ActivityEnd)
    /// A local activity ended.
    case local(ActivityEnd)
    /// A timer fired.
    case timer(key: String)
    /// A child was started, or its id was taken.
    case childStarted(key: String, run: UniqueID?)
    /// A child's chain ended; the letter that said so.
    case childClosed(key: String, offset: Int, ChildEnd)
    /// A signal or cancel request to another workflow was delivered, or found nobody.
    case externalDone(key: String, delivered: Bool)

    package var kind: String {
        switch self {
        case .start: "start"
        case .mail: "mail"
        case .activity: "activity"
        case .local: "local"
        case .timer: "timer"
        case .childStarted: "childStarted"
        case .childClosed: "childClosed"
        case .externalDone: "externalDone"
        }
    }
}

/// How an activity ended.
package struct ActivityEnd: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case completed(JSONValue)
        case failed(Failure, RetryState)
        case canceled(Failure)
    }

    package var key: String
    package var outcome: Outcome
    package var attempt: Int
    package var startedAt: Timestamp
    package var lastFailure: Failure?
    /// The letter that brought it, where it was one.
    package var offset: Int?

    package init(
        key: String, outcome: Outcome, attempt: Int, startedAt: Timestamp,
        lastFailure: Failure? = nil, offset: Int? = nil
    ) {
        (self.key, self.outcome, self.attempt) = (key, outcome, attempt)
        (self.startedAt, self.lastFailure, self.offset) = (startedAt, lastFailure, offset)
    }
}

/// How the last run of a child ended.
package struct ChildEnd: Hashable, Sendable {
    package var status: RunStatus
    package var run: UniqueID
    package var result: JSONValue?
    package var failure: Failure?

    package init(
        status: RunStatus, run: UniqueID, result: JSONValue? = nil, failure: Failure? = nil
    ) {
        (self.status, self.run, self.result, self.failure) = (status, run, result, failure)
    }
}

extension Trigger: RecordCoded {
    package var json: JSONValue {
        var object = JSONObject()
        object.put("kind", kind)
        switch self {
        case .start(let mail):
            object.append("mail", .array(mail.map { .integer(Int64($0)) }))
        case .mail(let offset): object.put("offset", offset)
        case .activity(let end), .local(let end): end.write(to: &object)
        case .timer(let key): object.put("key", key)
        case .childStarted(let key, let run):
            object.put("key", key)
            object.put("run", run)
        case .childClosed(let key, let offset, let end):
            object.put("key", key)
            object.put("offset", offset)
            end.write(to: &object)
        case .externalDone(let key, let delivered):
            object.put("key", key)
            object.append("delivered", .bool(delivered))
        }
        return .object(object)
    }

    package init(json: JSONValue) throws {
        let kind = try json.text("kind")
        switch kind {
        case "start": self = .start(mail: try json.numbers("mail"))
        case "mail": self = .mail(offset: try json.number("offset"))
        case "activity": self = .activity(try ActivityEnd(json: json))
        case "local": self = .local(try ActivityEnd(json: json))
        case "timer": self = .timer(key: try json.text("key"))
        case "childStarted":
            self = .childStarted(key: try json.text("key"), run: try json.optionalID("run"))
        case "childClosed":
            self = .childClosed(
                key: try json.text("key"), offset: try json.number("offset"),
                try ChildEnd(json: json))
        case "externalDone":
            self = .externalDone(
                key: try json.text("key"), delivered: json["delivered"]?.bool ?? false)
        default: throw RecordError("'\(kind)' is not a kind of trigger")
        }
    }
}

extension ActivityEnd {
    fileprivate func write(to object: inout JSONObject) {
        object.put("key", key)
        switch outcome {
        case .completed: object.put("outcome", "completed")
        case .failed(let failure, _):
            object.put("outcome", failure.isTimeout ? "timedOut" : "failed")
        case .canceled: object.put("outcome", "canceled")
        }
        object.put("attempt", attempt)
        object.put("startedAt", startedAt)
        switch outcome {
        case .completed(let result): object.append("result", result)
        case .failed(let failure, _), .canceled(let failure):
            object.append("failure", failure.json)
        }
        object.put("lastFailure", lastFailure?.json)
        if case .failed(_, let state) = outcome { object.put("retryState", state.rawValue) }
        if let offset { object.put("offset", offset) }
    }

    package init(json: JSONValue) throws {
        let name = try json.text("outcome")
        let outcome: Outcome
        switch name {
        case "completed": outcome = .completed(json["result"] ?? .null)
        case "canceled": outcome = .canceled(try Failure(json: try json.need("failure")))
        case "failed", "timedOut":
            let state = json["retryState"]?.string.flatMap(RetryState.init) ?? .nonRetryable
            outcome = .failed(try Failure(json: try json.need("failure")), state)
        default: throw RecordError("'\(name)' is not an outcome of an activity")
        }
        self.init(
            key: try json.text("key"), outcome: outcome, attempt: try json.number("attempt"),
            startedAt: try json.moment("startedAt"),
            lastFailure: try json.optional("lastFailure", as: Failure.self),
            offset: json["offset"] == nil ? nil : try json.number("offset"))
    }
}

extension Failure {
    var isTimeout: Bool {
        if case .timeout = kind { true } else { false }
    }
}

extension ChildEnd {
    package func write(to object: inout JSONObject) {
        object.put("outcome", status.outcome)
        object.put("run", run)
        object.put("result", result)
        object.put("failure", failure?.json)
    }

    package init(json: JSONValue) throws {
        let outcome = try json.text("outcome")
        guard let status = RunStatus(outcome: outcome) else {
            throw RecordError("'\(outcome)' is not an outcome of a run")
        }
        self.init(
            status: status, run: try json.id("run"), result: json["result"],
            failure: try json.optional("failure", as: Failure.self))
    }
}
