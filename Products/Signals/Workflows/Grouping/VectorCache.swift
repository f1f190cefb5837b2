import Events
import SignalsDomain
import Synchronization

/// Vectors by the content that they were made of, so that a retry asks no judge again.
final class VectorCache: Sendable {
    private let judges: any Judges
    private let known = Mutex<[SHA256Digest: [Float]]>([:])

    init(_ judges: any Judges) { self.judges = judges }

    /// The vector of a text.
    func vector(of text: String) async throws -> [Float] {
        let content = SHA256.hash(text)
        if let vector = known.withLock({ $0[content] }) { return vector }
        let judgement = try await judges.answer(.init(text: text), as: EmbeddingStep.self)
        let vector = judgement.answer.vector
        known.withLock { known in
            if known.count >= FlowLimits.cachedVectorsMax { known.removeAll() }
            known[content] = vector
        }
        return vector
    }
}
