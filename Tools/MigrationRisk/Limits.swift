/// The bounds of what is read and shown.
enum Limits {
    /// Bytes of one migration.
    static let fileBytesMax = 32 << 20
    /// Files below the folder.
    static let filesMax = 50_000
    /// Bytes of a name that PostgreSQL keeps.
    static let nameBytesMax = 63
    /// The highest score of an operation.
    static let scoreMax = 5
    /// From this score on an operation is blocked.
    static let blockedMin = 4
    /// From this score on an operation needs a review.
    static let reviewMin = 2
    /// Annotations of one level that GitHub shows.
    static let annotationsMax = 10
    /// The server that is meant unless another is named.
    static let postgresVersion = 14
    /// Before this version any default rewrote the table.
    static let constantDefaultVersion = 11
    /// From this version on a validated CHECK spares the scan of SET NOT NULL.
    static let checkedNotNullVersion = 12
    /// Characters of a statement that a message repeats.
    static let quotedCharactersMax = 60
    /// Brackets inside each other; more is not a migration.
    static let depthMax = 1_000
}
