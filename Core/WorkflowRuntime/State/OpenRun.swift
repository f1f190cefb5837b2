package import Events
package import Workflows

/// What an open run waits for, folded from its records: all that the engine needs to go on.
package struct OpenRun: Sendable {
    package let started: RunStarted
    /// The revision of its start in the chain.
    package let chainRevision: Revision
    /// The last record of its own stream; nil where there is none.
    package var runHead: Revision?
    /// Whether its first activation is recorded.
    package var isBegun = false
    package var mailThrough: Int
    package var unread: OffsetRanges
    package var lastEvent: Int
    package var lastAt: Timestamp
    package var activities: [String: PendingActivity] = [:]
    package var locals: [PendingLocal] = []
    package var timers: [String: PendingTimer] = [:]
    package var children: [String: PendingChild] = [:]
    package var externals: [PendingExternal] = []
    package var held: RunHeld?
    /// Counts commands, so that what is equally due has an order.
    package var commandsSeen = 0
    package var historyBytes = 0
    package var memo: JSONObject
    package var attributes: JSONObject

    package init(_ started: RunStarted, at revision: Revision) {
        (self.started, chainRevision) = (started, revision)
        (mailThrough, unread) = (started.mailThrough, started.unread)
        (lastEvent, lastAt) = (started.lastEvent, started.at)
        (memo, attributes) = (started.memo, started.attributes)
        apply(started.activations)
    }

    package var workflow: String { started.workflow }
    package var run: UniqueID { started.run }

    /// When its first activation may happen.
    package var beginsAt: Timestamp { started.at + (started.delay ?? .zero) }

    /// When its time runs out; nil: never.
    package var expiresAt: Timestamp? {
        let ends = [
            started.runTimeout.map { beginsAt + $0 },
            started.executionTimeout.map { started.executionStarted + $0 },
        ]
        return ends.compactMap(\.self).min()
    }
}

/// An external activity without an end.
package struct PendingActivity: Sendable {
    package var command: ActivityCommand
    package var order: Int
    package var scheduledAt: Timestamp
    /// Attempts that are known to have failed.
    package var attemptsFailed = 0
    package var lastFailure: Failure?
    package var lastStartedAt: Timestamp?
    /// When the next attempt may start.
    package var nextAt: Timestamp
    package var details: JSONValue?
    package var isCancelRequested = false
}

/// A local activity whose decision is recorded and whose end is not.
package struct PendingLocal: Hashable, Sendable {
    package var key: String
    package var type: String
    package var input: JSONValue
}

package struct PendingTimer: Hashable, Sendable {
    package var due: Timestamp
    package var order: Int
}

package struct PendingChild: Hashable, Sendable {
    package var command: ChildCommand
    package var order: Int
    /// Whether the run has heard of the start.
    package var isStartKnown = false
}

package struct PendingExternal: Hashable, Sendable {
    package var target: ExternalCommand
    /// The letter that is still to be delivered when the mailbox has room.
    package var content: MailRecord.Content
}

// MARK: - The fold

extension OpenRun {
    package mutating func apply(_ record: RunAdvanced) {
        (mailThrough, unread, held) = (record.mailThrough, record.unread, nil)
        lastEvent = record.lastEvent
        apply(record.activations)
    }

    package mutating func apply(_ record: AttemptFailed) {
        lastAt = max(lastAt, record.at)
        activities[record.key]?.attemptsFailed = record.attempt
        activities[record.key]?.lastFailure = record.failure
        activities[record.key]?.lastStartedAt = record.startedAt
        activities[record.key]?.nextAt = record.nextAt
    }

    package mutating func apply(_ record: HeartbeatRecorded) {
        activities[record.key]?.details = record.details
    }

    package mutating func apply(_ activations: [Activation]) {
        for activation in activations {
            isBegun = true
            lastAt = max(lastAt, activation.at)
            settle(activation.trigger)
            for command in activation.commands { note(command, at: activation.at) }
        }
    }

    private mutating func settle(_ trigger: Trigger) {
        switch trigger {
        case .start, .mail: break
        case .activity(let end): activities.removeValue(forKey: end.key)
        case .local(let end): locals.removeAll { $0.key == end.key }
        case .timer(let key): timers.removeValue(forKey: key)
        case .childStarted(let key, let run):
            if run == nil {
                children.removeValue(forKey: key)
            } else {
                children[key]?.isStartKnown = true
            }
        case .childClosed(let key, _, _): children.removeValue(forKey: key)
        case .externalDone(let key, _): externals.removeAll { $0.target.key == key }
        }
    }

    private mutating func note(_ command: Command, at moment: Timestamp) {
        commandsSeen += 1
        switch command {
        case .activity(let activity):
            activities[activity.key] = PendingActivity(
                command: activity, order: commandsSeen, scheduledAt: moment, nextAt: moment)
        case .local(let key, let type, let input):
            locals.append(PendingLocal(key: key, type: type, input: input))
        case .timer(let key, let duration):
            timers[key] = PendingTimer(due: moment + duration, order: commandsSeen)
        case .cancelTimer(let key): timers.removeValue(forKey: key)
        case .cancelActivity(let key): activities[key]?.isCancelRequested = true
        case .child(let child):
            children[child.key] = PendingChild(command: child, order: commandsSeen)
        case .signalExternal(let target, let signal, let payload):
            externals.append(
                PendingExternal(target: target, content: .signal(name: signal, payload: payload)))
        case .cancelExternal(let target):
            externals.append(
                PendingExternal(
                    target: target, content: .cancel(reason: "requested by \(workflow)")))
        case .memo(let changes): for member in changes.members { memo[member.key] = member.value }
        case .attributes(let changes):
            for member in changes.members { attributes[member.key] = member.value }
        default: break
        }
    }
}
