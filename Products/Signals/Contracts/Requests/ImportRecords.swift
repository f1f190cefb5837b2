public import Events

/// Records of an outside source, to become signals once they are found actionable.
public struct ImportRecords: Hashable, Sendable {
    /// The source, one of the three that can be imported.
    public var source: SourcePair
    /// The records as the source shapes them, at most 1,000.
    public var records: [JSONValue]
    /// Names the import, nil for an id of the door's own.
    public var importID: ImportID?
    /// Whether records that the source has closed are skipped.
    public var statusFilter: StatusFilter

    /// Puts the value together.
    public init(
        source: SourcePair, records: [JSONValue], importID: ImportID? = nil,
        statusFilter: StatusFilter = .applied
    ) {
        (self.source, self.records, self.importID) = (source, records, importID)
        self.statusFilter = statusFilter
    }
}

/// Whether an import skips records that their source has closed.
public enum StatusFilter: Hashable, Sendable {
    /// Closed records are skipped.
    case applied
    /// Every record that can be read is taken.
    case ignored
}
