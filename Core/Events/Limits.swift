/// The bounds of stored values; a store refuses what exceeds them.
public enum Limits {
    /// Bytes in a category name.
    public static let categoryBytesMax = 64
    /// Bytes in a stream id once percent-encoded.
    public static let streamIDBytesMax = 4_096
    /// Bytes in the stored name of an event type.
    public static let eventTypeBytesMax = 128
    /// Entries in the metadata of one event.
    public static let metadataEntriesMax = 16
    /// Bytes of one event's encoded metadata.
    public static let metadataBytesMax = 4_096
    /// Bytes of one event's data; more goes to a blob.
    public static let eventDataBytesMax = 65_536
    /// Arrays and objects inside each other in a JSON text.
    public static let jsonDepthMax = 128
    /// Bytes of a JSON text, where the caller names no limit of its own.
    public static let jsonBytesMax = 33_554_432
    /// Flaws that a ledger keeps; the first ones explain the rest.
    package static let ledgerFlawsMax = 1_000
    /// Late obligations that an account lists.
    package static let ledgerLateMax = 1_000
}
