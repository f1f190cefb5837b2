public import Events

/// Records of an outside source, to become signals once they are found actionable.
public struct ImportRecords: Hashable, Sendable {
    /// The source, one of the three that can be imported.
    public var source: SourcePair
    /// The records as the source shapes them, at most 1,000.
    public var records: [JSONValue]
    /// Names the import, nil for a name made of the records.
    public var importID: ImportID?
    /// Which records are left out.
    public var filter: RecordFilter
    /// What each signal weighs, nil for what the source's rule says.
    public var weight: Weight?

    /// Puts the value together.
    public init(
        source: SourcePair, records: [JSONValue], importID: ImportID? = nil,
        filter: RecordFilter = .status, weight: Weight? = nil
    ) {
        (self.source, self.records, self.importID) = (source, records, importID)
        (self.filter, self.weight) = (filter, weight)
    }
}

/// Which records an import leaves out.
public enum RecordFilter: Hashable, Sendable {
    /// What the source has closed, and what is older than its rule looks back.
    case statusAndAge
    /// What the source has closed.
    case status
    /// Nothing that can be read and has a text.
    case ignored
    /// Nothing that can be read, a record with a title alone included.
    case nothing
}
