package import Events
package import SignalsContracts

/// A signal as judges see it.
package struct JudgedSignal: Codable, Sendable, Equatable {
    package let id: SignalID
    /// Product and type, `github/issue`.
    package let source: String
    package let text: String
    package let weight: Weight
    package let occurredAt: Timestamp
    /// Priority that the source itself gave, as it spells it.
    package let sourcePriority: String?

    package init(
        id: SignalID, source: String, text: String, weight: Weight, occurredAt: Timestamp,
        sourcePriority: String? = nil
    ) {
        (self.id, self.source, self.text) = (id, source, text)
        (self.weight, self.occurredAt) = (weight, occurredAt)
        self.sourcePriority = sourcePriority
    }
}
