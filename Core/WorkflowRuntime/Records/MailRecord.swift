package import Events
internal import Workflows

/// One letter: an input to a workflow id from outside of its run.
package struct MailRecord: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case signal(name: String, payload: JSONValue)
        case update(name: String, update: String, argument: JSONValue)
        case cancel(reason: String)
        case childEnded(key: String, run: UniqueID, ChildEnd)
        /// An activity that ended while its run could not take the news.
        case activity(run: UniqueID, ActivityEnd)
    }

    package var at: Timestamp
    package var identity: String
    package var requestID: String?
    package var content: Content

    package init(at: Timestamp, identity: String, requestID: String? = nil, _ content: Content) {
        (self.at, self.identity, self.requestID) = (at, identity, requestID)
        self.content = content
    }

    package var type: EventType {
        switch content {
        case .signal: .signalAccepted
        case .update: .updateAdmitted
        case .cancel: .controlRequested
        case .childEnded: .childEnded
        case .activity: .activityResolved
        }
    }

    /// Whether the view of a history shows it as an event of its own.
    package var isVisible: Bool {
        switch content {
        case .signal, .cancel: true
        case .update, .childEnded, .activity: false
        }
    }

    package var json: JSONValue {
        var object = JSONObject()
        object.put("at", at)
        switch content {
        case .signal(let name, let payload):
            object.put("signal", name)
            object.append("payload", payload)
        case .update(let name, let update, let argument):
            object.put("update", update)
            object.put("name", name)
            object.append("payload", argument)
        case .cancel(let reason):
            object.put("request", "cancel")
            object.put(unlessEmpty: "reason", reason)
        case .childEnded(let key, let parentRun, let end):
            object.put("key", key)
            object.put("parentRun", parentRun)
            end.write(to: &object)
        case .activity(let run, let end):
            object.put("forRun", run)
            object.append("end", Trigger.activity(end).json)
        }
        object.put("identity", identity)
        object.put("requestId", requestID.map(JSONValue.string))
        return .object(object)
    }

    package init(type: EventType, json: JSONValue) throws {
        let content: Content
        switch type {
        case .signalAccepted:
            content = .signal(name: try json.text("signal"), payload: json["payload"] ?? .null)
        case .updateAdmitted:
            content = .update(
                name: try json.text("name"), update: try json.text("update"),
                argument: json["payload"] ?? .null)
        case .controlRequested: content = .cancel(reason: json["reason"]?.string ?? "")
        case .childEnded:
            content = .childEnded(
                key: try json.text("key"), run: try json.id("parentRun"), try ChildEnd(json: json))
        case .activityResolved:
            content = .activity(
                run: try json.id("forRun"), try ActivityEnd(json: try json.need("end")))
        default: throw RecordError("'\(type)' is not a letter")
        }
        self.init(
            at: try json.moment("at"), identity: json["identity"]?.string ?? "",
            requestID: json["requestId"]?.string, content)
    }
}
