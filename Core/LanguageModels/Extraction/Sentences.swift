/// Cuts text into sentences and lines, each with its place.
public enum Sentences {
    /// Sentences in order, without the space around them; a line break ends a sentence as well.
    public static func all(in text: String) -> [Substring] {
        var sentences: [Substring] = []
        var start = text.startIndex
        var place = text.startIndex
        while place < text.endIndex, sentences.count < TextLimits.sentencesMax {
            let next = text.index(after: place)
            if isEnd(text, place, next) {
                append(text[start..<next], to: &sentences)
                start = next
            }
            place = next
        }
        append(text[start..<place], to: &sentences)
        return sentences
    }

    private static func isEnd(_ text: String, _ place: String.Index, _ next: String.Index) -> Bool {
        if text[place].isNewline { return true }
        guard ".!?".contains(text[place]) else { return false }
        return next == text.endIndex || text[next].isWhitespace
    }

    private static func append(_ piece: Substring, to sentences: inout [Substring]) {
        var piece = piece
        while let first = piece.first, first.isWhitespace { piece.removeFirst() }
        while let last = piece.last, last.isWhitespace { piece.removeLast() }
        if !piece.isEmpty { sentences.append(piece) }
    }
}
