/// The bounds of the product; every one of them is an error or a refusal, never a silent cut.
public enum SignalsLimits {
    /// Tokens of a description; a token is four bytes of UTF-8, begun or full.
    public static let descriptionTokensMax = 8_000
    /// Tokens of a remediation, all its texts together.
    public static let remediationTokensMax = 16_000
    /// Characters of the id of a record in its source.
    public static let sourceIDCharactersMax = 300
    /// Characters of an idempotency key.
    public static let keyCharactersMax = 200
    /// Bytes of `extra` as JSON.
    public static let extraBytesMax = 16 << 10
    /// Bytes of one encoded acceptance.
    public static let acceptanceBytesMax = 64 << 10
    /// Characters of the steering of a source.
    public static let steeringCharactersMax = 2_000
    /// Characters of a description that is judged without a summary.
    public static let unsummarisedCharactersMax = 2_000
    /// Characters of the note of a dismissal.
    public static let dismissalNoteCharactersMax = 4_000
    /// Characters of a title.
    public static let titleCharactersMax = 96
    /// Characters of a summary.
    public static let summaryCharactersMax = 8_000
    /// Unread signals in the mailbox of a team.
    public static let pendingSignalsMax = 10_000
    /// Records in one import.
    public static let importRecordsMax = 1_000
    /// Signals that one commit of an import, a reingestion or a split may touch.
    package static let commitSignalsMax = 50
    /// Settled signals that one commit puts on their way again.
    package static let releasedSignalsMax = 10
    /// Signals that one request may name.
    public static let requestSignalsMax = 500
    /// Reports in one page of a list.
    public static let pageReportsMax = 200
    /// Characters of a signal's text in a list.
    public static let excerptCharactersMax = 200
    /// Things that are not settled, in one status.
    public static let openItemsMax = 100
    /// Events of one stream in a trace.
    public static let traceEventsMax = 10_000
    /// Reports in a page that names no size.
    public static let pageReportsStandard = 50
    /// Signals by which a report may be snoozed.
    public static let snoozeSignalsMax = 10_000
    /// What a split adds to the generation of its founder, so that the report is another one.
    package static let splitGeneration = 1_000_000
    /// How often a decision is taken again after its streams have moved.
    package static let decisionAttemptsMax = 8
    /// Reports that a chain of merges and splits is followed through.
    package static let mergeChainMax = 64
    /// Events of one stream that are read at a time.
    package static let streamPageMax = 1_000
    /// Bytes of a page of a stream from which another page may follow although it is not full.
    package static let streamPageBytes = 1 << 20
    /// Streams whose state is kept between decisions.
    package static let cachedStatesMax = 4_096
    /// Repositories of a team.
    public static let repositoriesMax = 200
    /// Signals since a dismissal from which a report is marked recurring.
    public static let recurringSignals = 10
    /// Total weight from which a potential report is promoted.
    public static let promotionWeight = Weight.full
    /// Signals that must come after a research run before the next one.
    public static let signalsBetweenRuns = 3
    /// How often research of a report is closed from outside before the report fails.
    public static let interruptionsMax = 3
    /// Signals up to which each crossing of the gate researches a ready report again.
    public static let reresearchSignalsMax = 10
    /// How long a read waits for the view to reach the position asked for.
    package static let viewWait = Duration.seconds(5)
    /// How long a signal may be in flight before it is late.
    public static let flightDeadline = Duration.seconds(600)
    /// How long a signal may be in flight while grouping is paused.
    public static let pausedFlightDeadline = Duration.seconds(86_400)
    /// How long a report may be in research before it is late.
    public static let researchDeadline = Duration.seconds(21_600)
}
