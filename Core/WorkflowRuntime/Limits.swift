internal import Workflows

/// The bounds of the engine; what products may do is bounded in `Workflows`.
package enum Limits {
    /// The namespace of workflows that name none.
    package static let defaultNamespace = Workflows.Limits.defaultNamespace
    /// Events of a history from which on a new run is suggested.
    package static let continueAsNewEvents = 4_096
    /// Events of a history at which a run is held, so that nobody loses work to a limit.
    package static let historyEventsMax = 1_000_000
    /// Rounds of conditions within one activation before it counts as a livelock.
    package static let conditionRoundsMax = 100_000
    /// Calls that code of an evicted run may make before it is parked for ever.
    package static let evictedCallsMax = 100
    /// Activations in one record.
    package static let recordActivationsMax = 100
    /// Bytes of a record from which on no further activation is added to it.
    package static let recordBytesSoftMax = 32_768
    /// Bytes of one part of a record that is larger than an event may be.
    package static let recordPartBytes = 60_000
    /// Bytes of one record, its parts together.
    package static let recordBytesMax = Workflows.Limits.recordBytesMax
    /// Bytes of one letter.
    package static let letterBytesMax = 65_536
    /// Streams that the staged events of one record may touch.
    package static let recordStreamsMax = 40
    /// Unread letters below the bound from which on senders look at the mailbox's very head.
    package static let mailboxMargin = 1_000
    /// How often a sender plans again because the mailbox moved.
    package static let mailboxPlanningMax = 256
    /// When a refused sender should try again.
    package static let mailboxRetryAfter = Duration.seconds(1)
    /// How often a local activity runs again because others were faster.
    package static let localConflictsMax = 5
    /// Live instances of runs that are kept for their next event.
    package static let liveRunsMax = 10_000
    /// How long a heartbeat's details may wait before they are recorded.
    package static let heartbeatThrottleMax = Duration.seconds(60)
    /// How long running activities may go on when the engine stops.
    package static let drainTime = Duration.seconds(25)
    /// The pause before an append that the log could not take is repeated.
    package static let appendRetryPause = Duration.milliseconds(50)
    /// Events that the engine reads of the log at a time.
    package static let followPageEvents = 1_000
    /// Runs in one page of a list.
    package static let listPageMax = 1_000
    /// Bytes of a visibility query.
    package static let queryBytesMax = 8_192
    /// Conditions inside each other in a visibility query.
    package static let queryDepthMax = 64
    /// Events in one page of a history.
    package static let historyPageMax = 256
    /// Bytes at which a page of a history or list ends early.
    package static let pageBytesMax = 4_194_304
    /// Events that are read at a time from the end of a run, back to its last activation.
    package static let tailEvents = 8
    /// How long a request for a history waits for an event that is not there yet.
    package static let newEventWait = Duration.seconds(20)
    /// The pause after an attempt whose staged events lost to others: deciding anew needs no more.
    package static let conflictPause = Duration.milliseconds(20)
}
