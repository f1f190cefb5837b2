package import Events
internal import Workflows

/// One event of the engine's streams, read.
package struct StoredRecord: Sendable {
    package enum Content: Sendable {
        case started(RunStarted)
        case closed(RunClosed)
        case advanced(RunAdvanced)
        case attemptFailed(AttemptFailed)
        case heartbeat(HeartbeatRecorded)
        case held(RunHeld)
        case released(run: UniqueID)
        case letter(MailRecord)
    }

    package let position: Position
    package let revision: Revision
    /// The workflow id of a chain or mailbox; nil for a record of a run's own stream.
    package let workflow: String?
    package let content: Content
    /// The size of the stored payload.
    package let bytes: Int

    /// Reads an event; nil for types that a newer build may have added.
    package init?(_ event: RecordedEvent) throws {
        guard event.event.encoding == .json else { return nil }
        let json = try JSONValue(parsing: event.data, bytesMax: Limits.recordBytesMax)
        switch event.type {
        case .runStarted: content = .started(try RunStarted(json: json))
        case .runClosed: content = .closed(try RunClosed(json: json))
        case .runAdvanced: content = .advanced(try RunAdvanced(json: json))
        case .attemptFailed: content = .attemptFailed(try AttemptFailed(json: json))
        case .heartbeatRecorded: content = .heartbeat(try HeartbeatRecorded(json: json))
        case .runHeld: content = .held(try RunHeld(json: json))
        case .runReleased: content = .released(run: try json.id("run"))
        case .signalAccepted, .updateAdmitted, .controlRequested, .childEnded, .activityResolved:
            content = .letter(try MailRecord(type: event.type, json: json))
        default: return nil
        }
        (position, revision, bytes) = (event.position, event.revision, event.data.count)
        workflow = WorkflowStreams.workflow(of: event.stream)
    }

    /// The record in the form of an export: its envelope, then its payload.
    package static func exported(_ event: RecordedEvent) throws -> JSONValue {
        var object = JSONObject()
        object.put("record", event.type.text)
        object.put("stream", event.stream.text)
        let place = event.stream.category == WorkflowStreams.mailboxes ? "offset" : "revision"
        object.append(place, .integer(event.revision.value))
        object.append("position", .integer(event.position.value))
        guard
            let payload = try JSONValue(parsing: event.data, bytesMax: Limits.recordBytesMax).object
        else {
            throw RecordError("the record at position \(event.position) is not an object")
        }
        for member in payload.members { object.append(member.key, member.value) }
        return .object(object)
    }
}
