public import Events

/// One observation, handed in at the door.
public struct EmitSignal: Hashable, Sendable {
    /// Where it comes from.
    public var source: SourcePair
    /// Its id in the source system, 1 to 300 characters.
    public var sourceID: String
    /// What is judged and embedded, at most 8,000 tokens.
    public var description: String
    /// What it weighs, nil for what the source's rule says.
    public var weight: Weight?
    /// What the source adds, checked against its rule.
    public var extra: JSONValue
    /// What the source already knows about the way out.
    public var remediation: Remediation?
    /// The sender's own key, up to 200 characters, instead of one made of the content.
    public var idempotencyKey: String?
    /// When it happened in the source system.
    public var occurredAt: Timestamp?

    /// Puts the value together.
    public init(
        source: SourcePair, sourceID: String, description: String, weight: Weight? = nil,
        extra: JSONValue = [:], remediation: Remediation? = nil, idempotencyKey: String? = nil,
        occurredAt: Timestamp? = nil
    ) {
        (self.source, self.sourceID, self.description) = (source, sourceID, description)
        (self.weight, self.extra, self.remediation) = (weight, extra, remediation)
        (self.idempotencyKey, self.occurredAt) = (idempotencyKey, occurredAt)
    }
}

/// What a source already knows about the way out; research treats it as given.
public struct Remediation: Codable, Hashable, Sendable {
    /// Words for a person.
    public var human: String
    /// Words for an agent.
    public var agent: String
    /// How urgent the source finds it.
    public var priority: Priority?

    /// Puts the value together.
    public init(human: String, agent: String, priority: Priority? = nil) {
        (self.human, self.agent, self.priority) = (human, agent, priority)
    }
}
