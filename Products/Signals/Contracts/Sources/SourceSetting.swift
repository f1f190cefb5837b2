/// The row of a source of a team.
public struct SourceSetting: Codable, Hashable, Sendable {
    /// The source.
    public var source: SourcePair
    /// Whether its signals are let in.
    public var enabled: Bool
    /// What its judges are told.
    public var config: SourceSteering

    /// Puts the value together.
    public init(source: SourcePair, enabled: Bool, config: SourceSteering = SourceSteering()) {
        (self.source, self.enabled, self.config) = (source, enabled, config)
    }
}

/// What the judges of a source are told about it.
public struct SourceSteering: Codable, Hashable, Sendable {
    /// Words that join the question whether a record is actionable.
    public var steering: String?
    /// Whether a record in doubt is not actionable.
    public var defaultNotActionable: Bool

    /// Puts the value together.
    public init(steering: String? = nil, defaultNotActionable: Bool = false) {
        (self.steering, self.defaultNotActionable) = (steering, defaultNotActionable)
    }

    private enum CodingKeys: String, CodingKey {
        case steering
        case defaultNotActionable = "default_not_actionable"
    }
}
