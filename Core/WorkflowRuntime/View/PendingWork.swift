import Events
import Workflows

/// What a run has asked for and not yet got, in the order in which it asked.
package struct PendingWork: Sendable {
    struct PendingActivity: Sendable {
        let key: String
        let type: String
        let attemptsMax: Int?
        var attempt = 1
        var scheduled: Timestamp
        var lastStarted: Timestamp?
        var lastFailure: Failure?
        var heartbeat: HeartbeatRecorded?
        var isCanceled = false
    }

    struct PendingChild: Sendable {
        let command: ChildCommand
        var run: UniqueID?
    }

    private(set) var activities: [PendingActivity] = []
    private(set) var children: [PendingChild] = []

    /// What the records of one run leave open.
    package init(_ records: [StoredRecord]) {
        for record in records { apply(record.content) }
    }

    private mutating func apply(_ content: StoredRecord.Content) {
        switch content {
        case .started(let record): for one in record.activations { apply(one) }
        case .advanced(let record): for one in record.activations { apply(one) }
        case .closed: (activities, children) = ([], [])
        case .attemptFailed(let failed):
            change(failed.key) { activity in
                activity.attempt = failed.attempt + 1
                (activity.scheduled, activity.lastStarted) = (failed.nextAt, failed.startedAt)
                (activity.lastFailure, activity.heartbeat) = (failed.failure, nil)
            }
        case .heartbeat(let beat): change(beat.key) { $0.heartbeat = beat }
        case .held, .released, .letter: break
        }
    }

    private mutating func apply(_ activation: Activation) {
        switch activation.trigger {
        case .activity(let end), .local(let end): activities.removeAll { $0.key == end.key }
        case .childStarted(let key, let run):
            guard let index = children.firstIndex(where: { $0.command.key == key }) else { break }
            children[index].run = run
            if run == nil { children.remove(at: index) }
        case .childClosed(let key, _, _): children.removeAll { $0.command.key == key }
        case .start, .mail, .timer, .externalDone: break
        }
        for command in activation.commands { apply(command, at: activation.at) }
    }

    private mutating func apply(_ command: Command, at moment: Timestamp) {
        switch command {
        case .activity(let activity):
            activities.append(
                PendingActivity(
                    key: activity.key, type: activity.type,
                    attemptsMax: activity.options.retry.attempts, scheduled: moment))
        case .local(let key, let type, _):
            activities.append(
                PendingActivity(key: key, type: type, attemptsMax: 1, scheduled: moment))
        case .cancelActivity(let key): change(key) { $0.isCanceled = true }
        case .child(let child): children.append(PendingChild(command: child, run: child.run))
        default: break
        }
    }

    private mutating func change(_ key: String, _ body: (inout PendingActivity) -> Void) {
        guard let index = activities.firstIndex(where: { $0.key == key }) else { return }
        body(&activities[index])
    }
}
