/// An incremental index over texts and their vectors: lexical and vector search, fused by rank.
///
/// A value: the same additions and removals in the same order give the same answers everywhere.
/// Vectors are unit vectors of one model; a text without words has the zero vector.
public struct TextIndex<Key: Hashable & Sendable>: Sendable {
    /// A text that a search found.
    public struct Hit: Sendable, Equatable {
        /// Key under which the text was added.
        public let key: Key
        /// One minus the cosine of the vectors, to 4 decimals; 0 is the same text.
        public let distance: Double
        /// Cosine of the terms weighted by rarity, to 6 decimals; 1 is the same words.
        public let lexical: Double
    }

    /// A query's text and its vector.
    public struct Query: Sendable {
        let terms: TextTerms
        let vector: [Float]

        /// Joins what lexical search reads with what vector search reads.
        public init(terms: TextTerms, vector: [Float]) {
            (self.terms, self.vector) = (terms, vector)
        }
    }

    private(set) var vocabulary = Vocabulary()
    private(set) var postings: [[Posting]] = []
    private(set) var vectors: VectorStore
    private(set) var documents: [Document] = []
    /// What every search reads of every document: side by side, not within what has to be copied.
    private(set) var marks: [Mark] = []
    private(set) var positions: [Key: Int] = [:]
    private(set) var rarities = RarityTable(count: 0)
    /// Texts that are in the index now.
    public var count: Int { positions.count }

    /// Makes an empty index for vectors of this many floats.
    public init(dimensions: Int = HashedEmbedding.dimensions) {
        vectors = VectorStore(dimensions: dimensions)
    }

    /// Adds a text; a key that is there already is replaced and becomes the newest.
    public mutating func add(_ key: Key, terms: TextTerms, vector: [Float]) {
        remove(key)
        var known: [WeightedTerm] = []
        let title = Set(terms.title)
        for entry in terms.entries {
            let term = vocabulary.number(of: entry.term)
            if term == postings.count { postings.append([]) }
            known.append(
                WeightedTerm(
                    term: Int32(term), weight: entry.weight,
                    isInTitle: title.contains(entry.term)))
        }
        known.sort { $0.term < $1.term }
        vocabulary.count(known, by: 1)
        // The lengths are those of the moment before the text counts: searches measure anew.
        let mark = Mark(
            norm: length(of: known), titleNorm: length(of: known.filter(\.isInTitle)),
            isLive: true)
        store(Document(key: key, terms: known), mark, vector: vector)
        rarities = RarityTable(count: count)
    }

    /// Takes a text out; its words no longer count in any document frequency.
    public mutating func remove(_ key: Key) {
        guard let position = positions.removeValue(forKey: key) else { return }
        marks[position].isLive = false
        vocabulary.count(documents[position].terms, by: -1)
        rarities = RarityTable(count: count)
        if documents.count > 64, documents.count > 2 * positions.count { compact() }
    }

    /// Number of live texts that hold a term.
    public func documentFrequency(of term: String) -> Int {
        vocabulary.find(term).map { Int(vocabulary.frequencies[$0]) } ?? 0
    }

    /// Drops what was removed; order and numbers of terms stay, so no answer changes.
    private mutating func compact() {
        let (oldDocuments, oldMarks, oldVectors) = (documents, marks, vectors)
        (documents, marks) = ([], [])
        vectors = VectorStore(dimensions: oldVectors.dimensions)
        postings = [[Posting]](repeating: [], count: postings.count)
        for (position, document) in oldDocuments.enumerated() where oldMarks[position].isLive {
            store(document, oldMarks[position], vector: oldVectors[position])
        }
    }

    private mutating func store(_ document: Document, _ mark: Mark, vector: [Float]) {
        let place = documents.count
        for entry in document.terms {
            postings[Int(entry.term)].append(
                Posting(
                    document: Int32(place), weight: entry.weight, isInTitle: entry.isInTitle))
        }
        documents.append(document)
        marks.append(mark)
        vectors.append(vector)
        positions[document.key] = place
    }

    struct Document: Sendable {
        let key: Key
        let terms: [WeightedTerm]
    }
}

/// A document's lengths, and whether it counts.
struct Mark: Sendable {
    /// Length of the weighted terms when the text was added: good enough to find candidates.
    let norm: Double
    /// The same of the terms of its first line.
    let titleNorm: Double
    var isLive: Bool
}

struct Posting: Sendable {
    let document: Int32
    let weight: Float
    let isInTitle: Bool
}

struct WeightedTerm: Sendable {
    let term: Int32
    let weight: Float
    let isInTitle: Bool
}

/// Numbers for terms, in order of first appearance, and in how many live texts each occurs.
struct Vocabulary: Sendable {
    private(set) var names: [String] = []
    private(set) var frequencies: [Int32] = []
    private var numbers: [String: Int] = [:]

    func find(_ term: String) -> Int? { numbers[term] }

    mutating func number(of term: String) -> Int {
        if let number = numbers[term] { return number }
        numbers[term] = names.count
        names.append(term)
        frequencies.append(0)
        return names.count - 1
    }

    mutating func count(_ terms: [WeightedTerm], by step: Int32) {
        for entry in terms { frequencies[Int(entry.term)] += step }
    }
}
