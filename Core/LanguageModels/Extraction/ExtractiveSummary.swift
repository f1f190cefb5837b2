/// Shortens a text by leaving sentences out: what stays is quoted, in its own order.
public enum ExtractiveSummary {
    /// At most this many characters of the text's most central sentences.
    ///
    /// A text that is short enough comes back as it is. Lines that name an error, and sentences with
    /// identifiers, count more; so does the beginning.
    public static func summary(of text: String, charactersMax: Int) -> String {
        guard text.count > charactersMax else { return text }
        let sentences = Sentences.all(in: text)
        let ranked = ranking(of: sentences)
        var chosen: Set<Int> = []
        var length = 0
        for index in ranked {
            let cost = sentences[index].count + 1
            if length + cost > charactersMax { continue }
            chosen.insert(index)
            length += cost
        }
        let kept = sentences.indices.filter(chosen.contains).map { sentences[$0] }
        let summary = kept.joined(separator: "\n")
        return summary.isEmpty ? cut(text, charactersMax: charactersMax) : summary
    }

    /// The sentences that say most of what all of them say, best first; ties to the earlier one.
    public static func ranking(of sentences: [Substring]) -> [Int] {
        let terms = sentences.map { sentence in
            var seen: Set<String> = []
            return Tokenizer.words(in: sentence).filter { !StopWords.contains($0) }
                .map(Stemmer.stem).filter { seen.insert($0).inserted }
        }
        var frequencies: [String: Int] = [:]
        for term in terms.joined() { frequencies[term, default: 0] += 1 }
        let scores = sentences.indices.map { index in
            score(sentences[index], terms[index], at: index, of: sentences.count, frequencies)
        }
        return sentences.indices.sorted {
            scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
        }
    }

    /// A text cut at a sentence's end where there is one, else in the middle.
    public static func cut(_ text: String, charactersMax: Int) -> String {
        let head = text.prefix(charactersMax)
        guard head.count < text.count else { return text }
        let ends = head.indices.filter { place in
            let next = head.index(after: place)
            return head[place].isNewline
                || ".!?".contains(head[place]) && (next == head.endIndex || head[next].isWhitespace)
        }
        guard let end = ends.last else { return String(head) }
        return String(head[...end])
    }

    private static func score(
        _ sentence: Substring, _ terms: [String], at index: Int, of count: Int,
        _ frequencies: [String: Int]
    ) -> Double {
        guard !terms.isEmpty else { return 0 }
        let shared = terms.reduce(0.0) { sum, term in
            sum + Logarithm.natural(Double(frequencies[term] ?? 1) + 1)
        }
        let centrality = shared / Double(terms.count + lengthDamping)
        let position = index == 0 ? firstBonus : positionBonus * (1 - Double(index) / Double(count))
        let isError = Tokenizer.words(in: sentence).contains(where: errorWords.contains)
        let evidence = (isError ? errorBonus : 0) + (hasIdentifier(sentence) ? identifierBonus : 0)
        return rounded(centrality + position + evidence, decimals: 6)
    }

    private static func hasIdentifier(_ sentence: Substring) -> Bool {
        sentence.split(whereSeparator: \.isWhitespace).contains { piece in
            piece.contains { "_/:#()".contains($0) }
                || piece.dropFirst().contains(where: \.isUppercase)
                    && piece.contains(where: \.isLowercase)
        }
    }

    private static let lengthDamping = 4
    private static let firstBonus = 2.0
    private static let positionBonus = 0.3
    private static let errorBonus = 3.0
    private static let identifierBonus = 1.0
    private static let errorWords: Set<String> = [
        "error", "exception", "failed", "failure", "fails", "crash", "crashes", "crashed", "panic",
        "fatal", "timeout", "traceback", "denied", "refused", "cannot", "cant", "undefined",
        "null", "500", "502", "503", "504",
    ]
}
