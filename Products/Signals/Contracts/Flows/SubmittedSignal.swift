public import Events

/// A signal on its way into the buffer; its text stays in its own stream.
public struct SubmittedSignal: Codable, Hashable, Sendable {
    /// The signal.
    public var signal: SignalID
    /// How often it was released before.
    public var generation: Int
    /// The id in the source system, for those who read histories.
    public var sourceID: String

    /// Puts the value together.
    public init(signal: SignalID, generation: Int, sourceID: String) {
        (self.signal, self.generation, self.sourceID) = (signal, generation, sourceID)
    }

    private enum CodingKeys: String, CodingKey {
        case generation
        case signal = "signal_id"
        case sourceID = "source_id"
    }
}

/// An accepted record on its way into an import.
public struct SubmittedRecord: Codable, Hashable, Sendable {
    /// The signal that it became.
    public var signal: SubmittedSignal
    /// Characters of its description, which decide whether it is shortened first.
    public var descriptionCharacters: Int

    /// Puts the value together.
    public init(signal: SubmittedSignal, descriptionCharacters: Int) {
        (self.signal, self.descriptionCharacters) = (signal, descriptionCharacters)
    }

    private enum CodingKeys: String, CodingKey {
        case signal
        case descriptionCharacters = "description_characters"
    }
}

/// Accepted records on their way into an import.
public struct SubmittedRecords: Codable, Hashable, Sendable {
    /// The records in the order of their acceptance.
    public var records: [SubmittedRecord]
    /// Whether no more letters of this import follow.
    public var isLast: Bool

    /// Puts the value together.
    public init(records: [SubmittedRecord], isLast: Bool) {
        (self.records, self.isLast) = (records, isLast)
    }

    private enum CodingKeys: String, CodingKey {
        case records
        case isLast = "is_last"
    }
}

/// A batch on its way into the grouping.
public struct SubmittedBatch: Codable, Hashable, Sendable {
    /// Where the batch is kept.
    public var objectKey: String
    /// How many signals it holds.
    public var signalCount: Int
    /// How many signals waited in the buffer when it was written.
    public var pendingBehind: Int
    /// The signals, so that they can be named should the batch be unreadable.
    public var signals: [SubmittedSignal]

    /// Puts the value together.
    public init(
        objectKey: String, signalCount: Int, pendingBehind: Int, signals: [SubmittedSignal]
    ) {
        (self.objectKey, self.signalCount) = (objectKey, signalCount)
        (self.pendingBehind, self.signals) = (pendingBehind, signals)
    }

    private enum CodingKeys: String, CodingKey {
        case signals
        case objectKey = "object_key"
        case signalCount = "signal_count"
        case pendingBehind = "pending_behind"
    }
}

/// Whether a team's grouping is stopped, and until when.
public struct PausedState: Codable, Hashable, Sendable {
    /// The moment at which it goes on by itself; nil where it is not stopped.
    public var until: Timestamp?

    /// Puts the value together.
    public init(until: Timestamp?) {
        self.until = until
    }

    private enum CodingKeys: String, CodingKey {
        case until = "paused_until"
    }
}
