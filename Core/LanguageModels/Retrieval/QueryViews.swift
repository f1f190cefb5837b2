/// Search queries that look at one text from several sides: component, behaviour and impact.
public enum QueryViews {
    /// One to three distinct queries, none blank; a text without words is its own query.
    ///
    /// Each side keeps its rarest terms first, by their frequency among the texts of the index.
    public static func queries(
        for text: String, documentFrequency: (String) -> Int
    ) -> [String] {
        var queries: [String] = []
        for view in [component(text), behaviour(text), impact(text)] {
            let query = ranked(view, by: documentFrequency).joined(separator: " ")
            if !query.isEmpty, !queries.contains(query) { queries.append(query) }
        }
        if queries.isEmpty { queries = [fallback(text)] }
        return queries.map { String($0.prefix(TextLimits.queryScalarsMax)) }
    }

    /// The first line, the shortest thing that is never wrong to ask for.
    private static func fallback(_ text: String) -> String {
        let line = Tokenizer.firstLine(of: text).line
        return line.isEmpty ? "untitled" : String(line)
    }

    /// Identifiers, paths and product words: what is written in an unusual shape.
    private static func component(_ text: String) -> [String] {
        var found: [String] = []
        for (place, piece) in pieces(of: text).enumerated() {
            let bare = piece.drop { !$0.isLetter }
            let isShaped =
                piece.contains { "_/.:#".contains($0) }
                || bare.dropFirst().contains(where: \.isUppercase)
            let isName = place > 0 && bare.first?.isUppercase == true
            if isShaped || isName { found += Tokenizer.words(in: piece) }
        }
        return found
    }

    /// What it does or fails to do: the sentence with the clearest complaint.
    private static func behaviour(_ text: String) -> [String] {
        let sentences = sentences(of: text)
        let complaint = sentences.first { sentence in
            Tokenizer.words(in: sentence).contains(where: troubleWords.contains)
        }
        return (complaint ?? sentences.first).map { Tokenizer.words(in: $0) } ?? []
    }

    /// Who is hindered and how often.
    private static func impact(_ text: String) -> [String] {
        sentences(of: text)
            .first { Tokenizer.words(in: $0).contains(where: impactWords.contains) }
            .map { Tokenizer.words(in: $0) } ?? []
    }

    private static func pieces(of text: String) -> [Substring] {
        text.split(whereSeparator: \.isWhitespace).prefix(TextLimits.textWordsMax).map { $0 }
    }

    private static func sentences(of text: String) -> [Substring] {
        text.split { ".!?\n".contains($0) || $0.isNewline }
    }

    private static func ranked(
        _ words: [String], by documentFrequency: (String) -> Int
    ) -> [String] {
        var seen: Set<String> = []
        let terms = words.enumerated().filter { entry in
            !StopWords.contains(entry.element) && seen.insert(entry.element).inserted
        }
        let rarest = terms.map {
            ($0.offset, $0.element, documentFrequency(Stemmer.stem($0.element)))
        }
        .sorted { $0.2 != $1.2 ? $0.2 < $1.2 : $0.0 < $1.0 }
        return rarest.prefix(termsMax).map(\.1)
    }

    private static let termsMax = 12

    private static let troubleWords = Set(
        """
        not cannot cant wont doesnt didnt isnt wasnt never fails failed failing failure error errors
        crash crashes crashed broken wrong missing declined rejected stuck slow hangs timeout
        unable refuses blocked lost pending
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let impactWords = Set(
        """
        users user customers customer everyone everybody team teams all every always daily often
        urgent urgently blocked blocking lost twice week days hours since again
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
