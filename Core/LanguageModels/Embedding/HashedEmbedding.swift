/// Signed feature hashing of words, word pairs, concepts and character runs into a unit vector.
///
/// It needs no file and no network, and gives the same floats for the same text on every platform.
public struct HashedEmbedding: Sendable {
    /// Name that vectors of this model carry; vectors of other models are never compared with them.
    public static let modelName = "offline-hash-v1"
    /// Floats in each vector.
    public static let dimensions = 1_024

    /// Makes the model; it holds no state.
    public init() {}

    /// Unit vector of a text; the zero vector only for a text without letters and digits.
    public func vector(of text: String) -> [Float] {
        var features = HashedFeatures()
        let (title, body) = Tokenizer.firstLine(of: text)
        features.add(words: Tokenizer.words(in: title), times: Weights.titleTimes)
        features.add(words: Tokenizer.words(in: body), times: 1)
        return features.unitVector()
    }

    enum Weights {
        static let titleTimes: Float = 3
        static let word: Float = 1
        static let stopWord: Float = 0.1
        static let pair: Float = 0.5
        static let concept: Float = 1
        static let run: Float = 0.25
        static let runLengths = 3...5
    }
}

/// Counts of hashed features in order of first appearance, so that sums do not depend on hash order.
private struct HashedFeatures {
    private var counts: [(hash: UInt64, weight: Float, count: Float)] = []
    private var places: [UInt64: Int] = [:]

    mutating func add(words: [String], times: Float) {
        typealias Weights = HashedEmbedding.Weights
        var previous: String?
        let words = words.prefix(TextLimits.textWordsMax)
        for word in words {
            let isStop = StopWords.contains(word)
            let stem = Stemmer.stem(word)
            add(stem, "w", isStop ? Weights.stopWord : Weights.word, times)
            guard !isStop else { continue }
            if let previous { add("\(previous) \(stem)", "p", Weights.pair, times) }
            addRuns(of: stem, times: times)
            previous = stem
        }
        for concept in ConceptLexicon.standard.concepts(in: Array(words)) {
            add(concept, "c", Weights.concept, times)
        }
    }

    private mutating func addRuns(of word: String, times: Float) {
        let bytes = [0x20] + Array(word.utf8) + [0x20]
        for length in HashedEmbedding.Weights.runLengths where length <= bytes.count {
            for start in 0...(bytes.count - length) {
                var hash = FeatureHash(kind: "r")
                for byte in bytes[start..<(start + length)] { hash.combine(byte) }
                add(hash.value, HashedEmbedding.Weights.run, times)
            }
        }
    }

    private mutating func add(
        _ feature: String, _ kind: Unicode.Scalar, _ weight: Float, _ times: Float
    ) {
        var hash = FeatureHash(kind: kind)
        for byte in feature.utf8 { hash.combine(byte) }
        add(hash.value, weight, times)
    }

    private mutating func add(_ hash: UInt64, _ weight: Float, _ times: Float) {
        if let place = places[hash] {
            counts[place].count += times
        } else {
            places[hash] = counts.count
            counts.append((hash, weight, times))
        }
    }

    func unitVector() -> [Float] {
        var vector = [Float](repeating: 0, count: HashedEmbedding.dimensions)
        for (hash, weight, count) in counts {
            let place = Int(hash % UInt64(HashedEmbedding.dimensions))
            let value = weight * (1 + Logarithm.natural(count))
            vector[place] += hash >> 63 == 0 ? value : -value
        }
        // Opposite signs may cancel every feature of a tiny text; it is still not the zero vector.
        if !counts.isEmpty, vector.allSatisfy({ $0 == 0 }) {
            vector[Int(counts[0].hash % UInt64(HashedEmbedding.dimensions))] = 1
        }
        let norm = vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
        return norm > 0 ? vector.map { $0 / norm } : vector
    }
}
