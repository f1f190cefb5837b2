/// The bounds of the views.
public enum Limits {
    /// Events in one transaction of live projections.
    package static let batchEventsMax = 500
    /// How long one transaction of live projections applies events.
    package static let batchTimeMax = Duration.milliseconds(50)
    /// Events in one transaction of a projection that is being built.
    package static let buildEventsMax = 1_000
    /// Rows in one answer.
    package static let rowsMax = 100_000
    /// Bytes in the name of a projection or a table.
    package static let nameBytesMax = 48
    /// Bytes of an error that are kept.
    package static let errorBytesMax = 2_048
    /// Events that one projection may go on without.
    package static let skipsMax = 1_000
    /// Projections in one process, versions counted singly.
    package static let projectionsMax = 256
    /// Statements of one projection whose real form is kept.
    package static let statementsMax = 1_000
    /// Bytes in the write-ahead log of the views after which they go to the file.
    package static let walBytesMax = 4 << 20
    /// How often a reader looks whether another process has folded.
    package static let pollInterval = Duration.milliseconds(10)
    /// How long a folder waits for another process to let go before it tries again.
    package static let lockInterval = Duration.milliseconds(100)
    /// How often a folder that has nothing to do looks whether its file is still there.
    package static let lookInterval = Duration.seconds(1)
    /// How long folding pauses after a failure of the disk, doubled up to the longest.
    package static let firstPause = Duration.seconds(1)
    /// The longest pause after a failure of the disk.
    package static let longestPause = Duration.seconds(30)
    /// Connections that read, in one process.
    package static let readersMax = 4
    /// How long a reader waits when it does not say.
    public static let readTimeout = Duration.seconds(5)
    /// How long a replaced version is kept for switching back.
    package static let retiredKept = Duration.seconds(86_400)
}
