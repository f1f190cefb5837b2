/// The bounds of the views.
package enum Limits {
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
    /// Projections in one process, versions counted singly.
    package static let projectionsMax = 256
    /// Connections that read, in one process.
    package static let readersMax = 4
    /// How long a reader waits when it does not say.
    package static let readTimeout = Duration.seconds(5)
    /// How long a replaced version is kept for switching back.
    package static let retiredKept = Duration.seconds(86_400)
}
