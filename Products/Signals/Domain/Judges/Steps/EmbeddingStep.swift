/// A text becomes a unit vector.
package enum EmbeddingStep: JudgeStep {
    package struct Question: Codable, Sendable {
        package let text: String

        package init(text: String) { self.text = text }
    }

    package struct Answer: Codable, Sendable {
        /// Name of the model; vectors of different models are never compared.
        package let model: String
        package let vector: [Float]

        package init(model: String, vector: [Float]) {
            (self.model, self.vector) = (model, vector)
        }
    }

    package static let name = StepName.embedding

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        guard !answer.vector.isEmpty, answer.vector.allSatisfy(\.isFinite) else {
            throw InvalidAnswer(name, "the vector is empty or holds a value that is not finite")
        }
        let norm = answer.vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        if norm == 0 {
            guard question.text.contains(where: { $0.isLetter || $0.isNumber }) else { return }
            throw InvalidAnswer(name, "the vector is zero though the text holds letters or digits")
        }
        guard abs(norm - 1) <= JudgeLimits.embeddingNormTolerance else {
            throw InvalidAnswer(name, "the vector's length is \(norm); it must be 1")
        }
    }
}
