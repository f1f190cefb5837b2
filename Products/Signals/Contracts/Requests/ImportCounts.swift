/// What became of the records of an import, which adds up.
public struct ImportCounts: Codable, Hashable, Sendable {
    /// Records that were handed in.
    public var read: Int
    /// Records that became signals.
    public var accepted: Int
    /// Records that had become signals before.
    public var duplicate: Int
    /// Records that the source's rule leaves out, by reason.
    public var skipped: [String: Int]
    /// Records that could not be read.
    public var malformed: Int
    /// Records that a gate refused, by reason.
    public var refused: [String: Int]

    /// Puts the value together.
    public init(
        read: Int = 0, accepted: Int = 0, duplicate: Int = 0, skipped: [String: Int] = [:],
        malformed: Int = 0, refused: [String: Int] = [:]
    ) {
        (self.read, self.accepted, self.duplicate) = (read, accepted, duplicate)
        (self.skipped, self.malformed, self.refused) = (skipped, malformed, refused)
    }
}

extension ImportCounts {
    /// Records that the source's rule leaves out.
    public var skippedInAll: Int { skipped.values.reduce(0, +) }
    /// Records that a gate refused.
    public var refusedInAll: Int { refused.values.reduce(0, +) }
    /// Records without an outcome; never anything but 0.
    public var remainder: Int {
        read - accepted - duplicate - skippedInAll - malformed - refusedInAll
    }
}
