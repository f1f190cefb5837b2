/// The bounds of what commands and routes read and wait for.
enum Limits {
    /// Events that a command reads at a time.
    static let pageEvents = 500
    /// Events that a quick verification looks at.
    static let quickEvents = 1_000
    /// Pages behind an event in which its consequences are looked for.
    static let consequencePagesMax = 20
    /// Consequences of an event that are shown.
    static let consequencesMax = 100
    /// Open signals and reports that a status names.
    static let openItemsShown = 100
    /// Bytes of a file that are read at a time.
    static let filePieceBytes = 1 << 20
    /// Bytes of a file that is read whole.
    static let fileBytesMax = 256 << 20
    /// Bytes of a text of an evaluation; what is longer is cut, and counted.
    static let evaluatedBytesMax = 32_000
    /// How long an evaluation may take.
    static let evaluationTime = Duration.seconds(7_200)
    /// Pause between two looks at whether everything has come to its end.
    static let lookPause = Duration.milliseconds(50)
}
