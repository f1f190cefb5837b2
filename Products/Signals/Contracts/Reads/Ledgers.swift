public import Events

/// Every accepted signal in exactly one place, counted.
public struct LedgerReport: Hashable, Sendable {
    /// The counts hold at this place in the log.
    public var position: Position
    /// All sources together.
    public var total: LedgerCounts
    /// The same per source.
    public var sources: [SourceLedger]
    /// What became of promotions.
    public var research: ResearchLedger
    /// What became of imported records.
    public var imports: ImportLedger

    /// Puts the value together.
    public init(
        position: Position, total: LedgerCounts, sources: [SourceLedger], research: ResearchLedger,
        imports: ImportLedger
    ) {
        (self.position, self.total, self.sources) = (position, total, sources)
        (self.research, self.imports) = (research, imports)
    }
}

/// Accepted signals by where they are.
public struct LedgerCounts: Codable, Hashable, Sendable {
    /// Signals that came through the door.
    public var accepted: Int
    /// Signals at their end, by outcome.
    public var outcomes: OutcomeCounts
    /// Signals on their way.
    public var inFlight: Int
    /// Dropped signals by reason, every reason named.
    public var droppedReasons: [String: Int]
    /// Signals on their way by stage, every stage named.
    public var stages: [String: Int]

    /// Puts the value together.
    public init(
        accepted: Int = 0, outcomes: OutcomeCounts = OutcomeCounts(), inFlight: Int = 0,
        droppedReasons: [String: Int] = [:], stages: [String: Int] = [:]
    ) {
        (self.accepted, self.outcomes, self.inFlight) = (accepted, outcomes, inFlight)
        (self.droppedReasons, self.stages) = (droppedReasons, stages)
    }

    private enum CodingKeys: String, CodingKey {
        case accepted, outcomes, stages
        case inFlight = "in_flight"
        case droppedReasons = "dropped_reasons"
    }
}

/// Signals at their end.
public struct OutcomeCounts: Codable, Hashable, Sendable {
    /// In a report.
    public var assigned: Int
    /// Nobody could act on them.
    public var filtered: Int
    /// They would attack who reads them.
    public var blocked: Int
    /// They could not be brought further.
    public var dropped: Int

    /// Puts the value together.
    public init(assigned: Int = 0, filtered: Int = 0, blocked: Int = 0, dropped: Int = 0) {
        (self.assigned, self.filtered, self.blocked) = (assigned, filtered, blocked)
        self.dropped = dropped
    }
}

/// The counts of one source.
public struct SourceLedger: Hashable, Sendable {
    /// The source.
    public var source: SourcePair
    /// Its counts.
    public var counts: LedgerCounts

    /// Puts the value together.
    public init(source: SourcePair, counts: LedgerCounts) {
        (self.source, self.counts) = (source, counts)
    }
}

/// What became of promotions.
public struct ResearchLedger: Codable, Hashable, Sendable {
    /// Reports that became candidates, each time.
    public var promoted: Int
    /// Where research ended, every outcome named.
    public var outcomes: [String: Int]
    /// Reports that wait.
    public var candidate: Int
    /// Reports that are being researched.
    public var inProgress: Int

    /// Puts the value together.
    public init(
        promoted: Int = 0, outcomes: [String: Int] = [:], candidate: Int = 0, inProgress: Int = 0
    ) {
        (self.promoted, self.outcomes, self.candidate) = (promoted, outcomes, candidate)
        self.inProgress = inProgress
    }

    private enum CodingKeys: String, CodingKey {
        case promoted, outcomes, candidate
        case inProgress = "in_progress"
    }
}

/// What became of imported records.
public struct ImportLedger: Codable, Hashable, Sendable {
    /// Imports that came to their end.
    public var imports: Int
    /// Their records, which add up.
    public var counts: ImportCounts

    /// Puts the value together.
    public init(imports: Int = 0, counts: ImportCounts = ImportCounts()) {
        (self.imports, self.counts) = (imports, counts)
    }
}
