/// A hand-written thesaurus: words and short phrases that mean much the same stand for one concept.
///
/// Negations are one word here ("can't", "never", "no" are all `not`), and may stand up to two words
/// before the phrase they turn round: "not really work" is found by "not work".
public struct ConceptLexicon: Sendable {
    private typealias Phrase = (words: [String], concept: String)

    /// The thesaurus that ships: support, accounts and payments, software faults.
    public static let standard = ConceptLexicon(entries: standardEntries)

    /// Longest phrases first, by their first word.
    private let phrases: [String: [(words: [String], concept: String)]]

    /// Reads lines of the form `concept: phrase, phrase`; the first concept of a phrase keeps it.
    public init(entries: String) {
        var seen: Set<[String]> = []
        var phrases: [String: [(words: [String], concept: String)]] = [:]
        for line in entries.split(separator: "\n") {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { continue }
            for phrase in halves[1].split(separator: ",") {
                let words = Self.skeleton(of: Tokenizer.words(in: phrase))
                guard let first = words.first, seen.insert(words).inserted else { continue }
                phrases[first, default: []].append((words, String(halves[0])))
            }
        }
        // The sort keeps no order among equals, so phrases of one length are in order of words.
        self.phrases = phrases.mapValues { list in
            list.sorted {
                $0.words.count != $1.words.count
                    ? $0.words.count > $1.words.count : $0.words.lexicographicallyPrecedes($1.words)
            }
        }
    }

    /// Concepts of a sequence of words in their order; a concept that occurs twice is there twice.
    public func concepts(in words: [String]) -> [String] {
        terms(in: words).compactMap { $0.isConcept ? $0.text : nil }
    }

    /// The words as terms: phrases of the thesaurus become concepts, the other words stems.
    func terms(in words: [String]) -> [Term] {
        let skeleton = Self.skeleton(of: words)
        var terms: [Term] = []
        var place = 0
        while place < skeleton.count {
            if let hit = match(in: skeleton, at: place) {
                terms.append(Term(text: hit.concept, isConcept: true))
                place += hit.consumed
            } else {
                if skeleton[place] != Self.negation {
                    terms.append(Term(text: skeleton[place], isConcept: false))
                }
                place += 1
            }
        }
        return terms
    }

    private func match(in words: [String], at place: Int) -> (concept: String, consumed: Int)? {
        guard let candidates = phrases[words[place]] else { return nil }
        for phrase in candidates where words[place...].starts(with: phrase.words) {
            return (phrase.concept, phrase.words.count)
        }
        guard words[place] == Self.negation else { return nil }
        for gap in 1...Self.gapWordsMax where place + 1 + gap < words.count {
            let rest = words[(place + 1 + gap)...]
            for phrase in candidates where rest.starts(with: phrase.words.dropFirst()) {
                return (phrase.concept, 1)
            }
        }
        return nil
    }

    /// Stems without the words that only hold a sentence together.
    private static func skeleton(of words: [String]) -> [String] {
        words.compactMap { word in
            if negations.contains(word) { return negation }
            return fillers.contains(word) ? nil : Stemmer.stem(word)
        }
    }

    private static let negation = "not"
    private static let gapWordsMax = 2

    private static let negations = words(
        """
        not no never cannot cant couldnt wont wouldnt dont doesnt didnt isnt arent wasnt werent
        hasnt havent hadnt shouldnt unable without nothing aint neither nor
        """)

    private static let fillers = words(
        """
        a an the my your our their his her its this that these those of some any i we you he she it
        they me us am is are was were be been being do does did doing have has had having to please
        so just even ever really actually always currently
        """)

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}

/// One unit of meaning of a text: a concept of the thesaurus or a stem.
struct Term: Sendable, Hashable {
    let text: String
    let isConcept: Bool
}
