/// What the lexical methods see of a text: its distinct terms with their weight within the text.
public struct TextTerms: Sendable, Equatable {
    /// A distinct term of a text.
    public struct Entry: Sendable, Equatable {
        /// Stem, or the name of a concept after an `@`.
        public let term: String
        /// Weight within the text: one plus the logarithm of the count, the title counted more often.
        public let weight: Float
    }

    /// Terms in order of their first appearance.
    public let entries: [Entry]
    /// Terms of the first line alone, in order, without repetition.
    public let title: [String]

    /// Reads a text; stop words and what lies beyond `TextLimits.textWordsMax` words are left out.
    public init(_ text: String, lexicon: ConceptLexicon = .standard) {
        let (line, rest) = Tokenizer.firstLine(of: text)
        var counter = TermCounter()
        let titleWords = Tokenizer.words(in: line).prefix(TextLimits.textWordsMax)
        counter.add(lexicon.terms(in: Array(titleWords)), times: Self.titleTimes)
        title = counter.terms
        let body = Tokenizer.words(in: rest).prefix(TextLimits.textWordsMax - titleWords.count)
        counter.add(lexicon.terms(in: Array(body)), times: 1)
        entries = counter.entries
    }

    private static let titleTimes: Float = 3
}

private struct TermCounter {
    private(set) var terms: [String] = []
    private var counts: [Float] = []
    private var places: [String: Int] = [:]

    mutating func add(_ found: [Term], times: Float) {
        for term in found where term.isConcept || !StopWords.contains(term.text) {
            let name = term.isConcept ? "@" + term.text : term.text
            if let place = places[name] {
                counts[place] += times
            } else {
                places[name] = terms.count
                terms.append(name)
                counts.append(times)
            }
        }
    }

    var entries: [TextTerms.Entry] {
        zip(terms, counts).map { .init(term: $0, weight: 1 + Logarithm.natural($1)) }
    }
}

extension TextTerms {
    /// Stems of the first line without stop words and without the thesaurus: as code names things.
    public static func titleStems(of text: String) -> Set<String> {
        let words = Tokenizer.words(in: Tokenizer.firstLine(of: text).line)
        return Set(
            words.prefix(TextLimits.textWordsMax).filter { !StopWords.contains($0) }
                .map(Stemmer.stem))
    }
}
