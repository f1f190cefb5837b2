/// A sequence of words with gaps, written as text: `ignore|disregard ~3 previous|prior ~2 rules`.
///
/// `|` separates alternatives, `_` joins the words of one alternative, `~n` allows up to n words
/// between its neighbours. A pattern never reaches over the end of a sentence.
struct WordPattern {
    private struct Element {
        let alternatives: [[String]]
        let gapMax: Int
    }

    private let elements: [Element]

    init(_ text: String) {
        var gap = 0
        var elements: [Element] = []
        for part in text.split(separator: " ") {
            if part.first == "~" {
                gap = Int(part.dropFirst()) ?? 0
            } else {
                let alternatives = part.split(separator: "|").map {
                    $0.split(separator: "_").map(String.init)
                }
                elements.append(Element(alternatives: alternatives, gapMax: gap))
                gap = 0
            }
        }
        self.elements = elements
    }

    /// First words of the pattern, by which a list of patterns is indexed.
    var firstWords: [String] { elements.first?.alternatives.compactMap(\.first) ?? [] }

    /// Words that match, beginning exactly at `start`.
    func match(_ text: ReadText, at start: Int) -> Range<Int>? {
        end(text, element: 0, at: start, sentence: text.words[start].sentence).map { start..<$0 }
    }

    private func end(_ text: ReadText, element: Int, at place: Int, sentence: Int) -> Int? {
        guard element < elements.count else { return place }
        for skipped in 0...elements[element].gapMax {
            let start = place + skipped
            guard start < text.words.count, text.words[start].sentence == sentence else {
                return nil
            }
            for words in elements[element].alternatives {
                guard Self.stands(words, in: text, at: start) else { continue }
                let next = start + words.count
                if let end = end(text, element: element + 1, at: next, sentence: sentence) {
                    return end
                }
            }
        }
        return nil
    }

    private static func stands(_ words: [String], in text: ReadText, at start: Int) -> Bool {
        guard start + words.count <= text.words.count else { return false }
        for (offset, word) in words.enumerated() where text.words[start + offset].text != word {
            return false
        }
        return true
    }
}

/// Patterns that are looked up by the word they begin with.
struct PatternSet {
    private let byWord: [String: [WordPattern]]

    /// One pattern a line.
    init(_ lines: String) {
        var byWord: [String: [WordPattern]] = [:]
        for line in lines.split(separator: "\n") {
            let pattern = WordPattern(String(line))
            for word in pattern.firstWords { byWord[word, default: []].append(pattern) }
        }
        self.byWord = byWord
    }

    /// Matches in the order of the text, the first pattern at each place.
    func matches(in text: ReadText) -> [Range<Int>] {
        text.words.indices.compactMap { match(in: text, at: $0) }
    }

    func match(in text: ReadText, at place: Int) -> Range<Int>? {
        guard let patterns = byWord[text.words[place].text] else { return nil }
        for pattern in patterns {
            if let range = pattern.match(text, at: place) { return range }
        }
        return nil
    }
}

/// A set of words, written as text.
struct WordList {
    private let words: Set<String>

    init(_ text: String) {
        words = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    func contains(_ word: String) -> Bool { words.contains(word) }
}
