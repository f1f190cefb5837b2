/// Why a record was settled without a report.
public enum FilterReason: String, Codable, CaseIterable, Hashable, Sendable {
    /// It asks for no action.
    case notActionable = "not_actionable"
}

/// Why a signal could not be brought further; no other reason exists.
public enum DropReason: String, Codable, CaseIterable, Hashable, Sendable {
    /// The safety filter gave no answer.
    case safetyUnavailable = "safety_unavailable"
    /// Its batch could not be read.
    case batchUnreadable = "batch_unreadable"
    /// Grouping failed even for this signal alone.
    case groupingFailed = "grouping_failed"
    /// The decision about it could not be written.
    case assignFailed = "assign_failed"
    /// Its report was deleted.
    case reportDeleted = "report_deleted"
    /// Its epoch was closed.
    case cleared
}

/// Why a settled signal, or a whole report, is in flight again.
public enum ReleaseReason: String, Codable, CaseIterable, Hashable, Sendable {
    /// A person let a blocked or filtered signal pass.
    case reviewed
    /// A dropped signal is tried again.
    case redo
    /// A report is dissolved and grouped anew.
    case reingested
}

/// Why a report was dismissed, which decides what a matching new signal does.
public enum DismissalReason: String, Codable, CaseIterable, Hashable, Sendable {
    /// It was repaired before; a new signal is a recurrence.
    case alreadyFixed = "already_fixed"
    /// It mixes several concerns.
    case tooBroad = "too_broad"
    /// Another report is about the same.
    case duplicate
    /// The behaviour is intended.
    case notABug = "not_a_bug"
    /// It will not be changed.
    case wontFix = "wont_fix"
    /// Nobody can use it.
    case notUseful = "not_useful"
    /// It is noise.
    case spam
    /// What the note says.
    case other
}

/// Who dismissed or resolved a report.
public enum DismissalOrigin: String, Codable, CaseIterable, Hashable, Sendable {
    /// A person.
    case user
    /// The system itself.
    case system
}

/// What kind of failure ended research.
public enum FailureKind: String, Codable, CaseIterable, Hashable, Sendable {
    /// A judge refused the report.
    case judged
    /// The machinery did not work.
    case infrastructure
}

/// Why a run gave a report back.
public enum ReturnReason: String, Codable, CaseIterable, Hashable, Sendable {
    /// Signals arrived while it ran.
    case lateSignals = "late_signals"
    /// A step failed and is tried again later.
    case retry
    /// The run was closed from outside.
    case interrupted
    /// The team's reports of the day are used up.
    case quota
}

/// What made a failed or waiting report a candidate again.
public enum RetryOrigin: String, Codable, CaseIterable, Hashable, Sendable {
    /// An operator asked for it.
    case `operator`
    /// The question asked was answered.
    case answer
}
