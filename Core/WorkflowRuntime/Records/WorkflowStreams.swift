package import Events
internal import Workflows

/// The names of the streams and events that the engine owns; products cannot append to them.
package enum WorkflowStreams {
    package static let chains = RunChange.category
    package static let mailboxes = Category(reserved: "workflow.mail")
    package static let runs = Category(reserved: "workflow.run")

    /// The starts and ends of all runs of a workflow id.
    package static func chain(_ workflow: String) -> StreamName {
        RunChange.stream(of: workflow)
    }

    /// The letters to a workflow id.
    package static func mailbox(_ workflow: String) -> StreamName {
        StreamName(category: mailboxes, text: "\(Limits.defaultNamespace)/\(workflow)")
    }

    /// What one run decided.
    package static func run(_ run: UniqueID) -> StreamName {
        StreamName(category: runs, text: run.description)
    }

    /// The workflow id of a chain or mailbox stream; nil for streams of other namespaces.
    package static func workflow(of stream: StreamName) -> String? {
        let prefix = "\(Limits.defaultNamespace)/"
        let id = stream.decodedID
        guard id.hasPrefix(prefix) else { return nil }
        return String(id.dropFirst(prefix.count))
    }
}

extension EventType {
    package static let runStarted = RunChange.startedType
    package static let runClosed = RunChange.closedType
    package static let runAdvanced = EventType(literal: "workflow.run-advanced")
    package static let attemptFailed = EventType(literal: "workflow.attempt-failed")
    package static let heartbeatRecorded = EventType(literal: "workflow.heartbeat-recorded")
    package static let runHeld = EventType(literal: "workflow.run-held")
    package static let runReleased = EventType(literal: "workflow.run-released")
    package static let signalAccepted = EventType(literal: "workflow.signal-accepted")
    package static let updateAdmitted = EventType(literal: "workflow.update-admitted")
    package static let controlRequested = EventType(literal: "workflow.control-requested")
    package static let childEnded = EventType(literal: "workflow.child-ended")
    package static let activityResolved = EventType(literal: "workflow.activity-resolved")
}
