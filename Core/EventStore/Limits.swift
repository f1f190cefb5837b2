/// The bounds of the store; one conformance test each.
package enum Limits {
    /// Events in one append.
    package static let appendEventsMax = 1_000
    /// Bytes of data and metadata in one append.
    package static let appendBytesMax = 4 << 20
    /// Streams in one append.
    package static let appendStreamsMax = 64
    /// Checks in one append.
    package static let appendChecksMax = 64
    /// Events in one commit of several appends.
    package static let groupEventsMax = 1_000
    /// Bytes in one commit of several appends.
    package static let groupBytesMax = 4 << 20
    /// Appends that wait for a commit.
    package static let queueAppendsMax = 1_024
    /// Bytes that wait for a commit.
    package static let queueBytesMax = 32 << 20
    /// How long an append waits for its commit to begin.
    package static let queuedAppendDeadline = Duration.seconds(10)
    /// Events in one page.
    package static let pageEventsMax = 1_000
    /// Bytes in one page.
    package static let pageBytesMax = 4 << 20
    /// Bytes in an idempotency key.
    package static let keyBytesMax = 255
    /// Other processes connected to the writer.
    package static let socketClientsMax = 64
    /// Questions of other processes that wait for an answer.
    package static let questionsMax = 256
    /// Bytes of a question to the writer's process, and of its answer.
    public static let questionBytesMax = 4 << 20
    /// Bytes in one message between processes.
    package static let frameBytesMax = 8 << 20
    /// Bytes that wait for another process to read them; one that does not is left.
    package static let peerBytesMax = 16 << 20
    /// Bytes of memory that are kept for the next messages to a peer.
    static let peerBytesKept = 1 << 16
    /// How long nothing is committed before the write-ahead log is tidied up.
    package static let idleMilliseconds: Int32 = 50
    /// How often a closing writer tries to send its last answers.
    package static let farewellRounds = 20
    /// How often a client looks for the writer's greeting.
    package static let greetingRounds = 20
    /// Connections that read, in one process.
    package static let readersMax = 4
    /// Tasks of one process that wait for the log to grow.
    package static let subscriptionsMax = 1_000
    /// Streams whose head is kept in memory.
    package static let cachedHeadsMax = 100_000
    /// Room for the fields of a record beside its stream, data and metadata; more is only slower.
    static let recordOverheadBytes = 256
    /// Pages of the write-ahead log that are moved when nothing is appended.
    package static let idleCheckpointPages = 250
    /// Pages of the write-ahead log that are moved before the next commit.
    package static let busyCheckpointPages = 4_000
    /// Pages of the write-ahead log at which appends are refused: a reader holds an old snapshot.
    package static let walPagesMax = 262_144
    /// How often opening tries to empty the write-ahead log, 5 s each.
    package static let truncationsMax = 6
    /// Events whose chain is checked when a log is opened that was closed.
    package static let cleanInspectionMax = 100
    /// Events whose chain is checked when a log is opened after a crash.
    package static let crashInspectionMax = 10_000
    /// Bytes of a log whose structure is checked when it is opened after a crash.
    package static let quickCheckBytesMax: Int64 = 1 << 30
    /// The pause between two attempts to become the writer or to reach it.
    package static let attachPause = Duration.milliseconds(5)
    /// The first pause between two looks at a log that another process writes.
    package static let pollShortest = Duration.microseconds(100)
    /// The longest pause between two looks at a log that another process writes.
    package static let pollLongest = Duration.milliseconds(10)
    /// Bytes of one line of an export: an event of the greatest size with every byte escaped.
    package static let exportLineBytesMax = 1 << 20
    /// Bytes that an import may add to the metadata of an event.
    package static let importedBytes = 128
    /// How long a command waits for the lock or the writer.
    package static let writerWait = Duration.seconds(2)
}
