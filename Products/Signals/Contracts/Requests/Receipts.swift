public import Events

/// What the door answers to a signal.
public enum Receipt: Hashable, Sendable {
    /// It is in the log, and on its way.
    case accepted(SignalID, at: Position)
    /// It was there, and the first acceptance stands; the fields say in what the two differ.
    case duplicate(SignalID, at: Position, differs: [String])
    /// A gate refused it and nothing was written.
    case refused(Refusal)
}

extension Receipt {
    /// The signal that is in the log; nil for a refusal.
    public var signalID: SignalID? {
        switch self {
        case .accepted(let id, _), .duplicate(let id, _, _): id
        case .refused: nil
        }
    }

    /// The place of the acceptance in the log; nil for a refusal.
    public var position: Position? {
        switch self {
        case .accepted(_, let position), .duplicate(_, let position, _): position
        case .refused: nil
        }
    }
}

/// What became of an import.
public struct ImportReceipt: Hashable, Sendable {
    /// The import.
    public var importID: ImportID
    /// Its records, which add up.
    public var counts: ImportCounts
    /// The door's answer to each record that could be read, in their order.
    public var receipts: [Receipt]
    /// The records that could not be read.
    public var malformed: [RecordProblem]
    /// The last event that the import appended.
    public var position: Position

    /// Puts the value together.
    public init(
        importID: ImportID, counts: ImportCounts, receipts: [Receipt], malformed: [RecordProblem],
        position: Position
    ) {
        (self.importID, self.counts, self.receipts) = (importID, counts, receipts)
        (self.malformed, self.position) = (malformed, position)
    }
}

/// A record or line that could not be used.
public struct RecordProblem: Codable, Hashable, Sendable {
    /// Its place, from 1.
    public var index: Int
    /// What is wrong with it.
    public var reason: String

    /// Puts the value together.
    public init(index: Int, reason: String) {
        (self.index, self.reason) = (index, reason)
    }
}

/// What became of lines that hold signals.
public struct IngestReceipt: Hashable, Sendable {
    /// The door's answers in the order of the lines.
    public var receipts: [Receipt]
    /// Lines that could not be read, or that the door found wrong.
    public var malformed: [RecordProblem]
    /// Lines that were looked at.
    public var lines: Int

    /// Puts the value together.
    public init(receipts: [Receipt], malformed: [RecordProblem], lines: Int) {
        (self.receipts, self.malformed, self.lines) = (receipts, malformed, lines)
    }
}
