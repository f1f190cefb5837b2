/// The bounds of what workflows may name, carry and wait for.
public enum Limits {
    /// Bytes of a name: of a workflow, signal, activity, scope or timer.
    public static let nameBytesMax = 200
    /// Characters of a workflow id or a request id.
    public static let idCharactersMax = 1_000
    /// Letters that wait unread in a mailbox unless its workflow declares otherwise.
    public static let unreadLettersMax = 10_000
    /// How long a local activity may take.
    public static let localActivityTime = Duration.seconds(10)
    /// How long one activation of a workflow may take.
    public static let workflowTaskTime = Duration.seconds(10)
    /// Causes that a stored failure keeps.
    public static let failureCausesMax = 20
    /// Bytes of a stored failure's text.
    public static let failureTextBytesMax = 4_096
    /// How often intents are planned again when others were faster.
    public static let planningAttemptsMax = 8
    /// Runs of a queue's activities at a time unless it declares otherwise.
    public static let queueSlots = 100
    /// Events that one activity stages.
    public static let stagedEventsMax = 500
    /// Intents in one append.
    public static let intentsMax = 32
    /// The namespace of workflows that name none.
    package static let defaultNamespace = "default"
    /// Bytes of one record, its parts together.
    package static let recordBytesMax = 16 << 20
}
