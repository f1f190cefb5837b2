package import Events

/// A signal as judges see it.
package struct JudgedSignal: Codable, Sendable, Equatable {
    package let id: UniqueID
    /// Product and type, `github/issue`.
    package let source: String
    package let text: String
    /// Thousandths, from 0 to 1,000.
    package let weight: Int
    package let occurredAt: Timestamp
    /// Priority that the source itself gave, as it spells it.
    package let sourcePriority: String?

    package init(
        id: UniqueID, source: String, text: String, weight: Int, occurredAt: Timestamp,
        sourcePriority: String? = nil
    ) {
        (self.id, self.source, self.text) = (id, source, text)
        (self.weight, self.occurredAt) = (weight, occurredAt)
        self.sourcePriority = sourcePriority
    }
}
