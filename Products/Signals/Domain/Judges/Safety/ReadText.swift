/// A text cut into words that know where they stand: in which sentence, after what, inside quotes.
struct ReadText {
    struct Word {
        /// Lower case, without apostrophes; look-alike letters of other alphabets folded.
        let text: String
        /// Place among the text's scalars.
        let range: Range<Int>
        let sentence: Int
        /// What stands between the word before and this one.
        let gap: Gap
        /// Inside quotation marks, backticks or a block of code.
        let isQuoted: Bool
    }

    enum Gap { case start, space, punctuation, line }

    let scalars: [Unicode.Scalar]
    let words: [Word]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var reader = Reader(scalars: scalars)
        reader.run()
        words = reader.words
    }

    /// The words' own spelling, with what stands between them.
    func quote(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        return slice(
            words[range.lowerBound].range.lowerBound..<words[range.upperBound - 1].range.upperBound)
    }

    func slice(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range]))
    }

    /// Words of a sentence that stand before a word, nearest last.
    func before(_ index: Int, upTo count: Int) -> ArraySlice<Word> {
        var start = index
        while start > 0, index - start < count, words[start - 1].sentence == words[index].sentence {
            start -= 1
        }
        return words[start..<index]
    }

    /// Whether any of the words around a place, some sentences back and on, is one of these.
    func isNear(_ index: Int, sentences: Int, _ isWanted: (String) -> Bool) -> Bool {
        let sentence = words[index].sentence
        var place = index
        while place > 0, sentence - words[place - 1].sentence <= sentences { place -= 1 }
        while place < words.count, words[place].sentence - sentence <= sentences {
            if isWanted(words[place].text) { return true }
            place += 1
        }
        return false
    }
}

/// Reads scalars once, from left to right.
private struct Reader {
    let scalars: [Unicode.Scalar]
    private(set) var words: [ReadText.Word] = []
    private var place = 0
    private var sentence = 0
    private var gap = ReadText.Gap.start
    private var quote: Unicode.Scalar?
    private var isInBlock = false

    init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    mutating func run() {
        while place < scalars.count {
            if Characters.isWord(scalars[place]) { readWord() } else { readMark() }
        }
    }

    private mutating func readWord() {
        let start = place
        var text = String.UnicodeScalarView()
        while place < scalars.count {
            let scalar = scalars[place]
            if Characters.isWord(scalar) {
                text.append(contentsOf: Characters.folded(scalar))
            } else if !Characters.isInvisible(scalar) && !isInnerApostrophe {
                break
            }
            place += 1
        }
        words.append(
            .init(
                text: String(text), range: start..<place, sentence: sentence, gap: gap,
                isQuoted: quote != nil || isInBlock))
        gap = .space
    }

    private var isInnerApostrophe: Bool {
        (scalars[place] == "'" || scalars[place] == "\u{2019}") && place + 1 < scalars.count
            && Characters.isWord(scalars[place + 1]) && place > 0
            && Characters.isWord(scalars[place - 1])
    }

    private mutating func readMark() {
        let scalar = scalars[place]
        defer { place += 1 }
        switch scalar {
        case "\n":
            if gap == .line || gap == .start { endSentence() }
            gap = .line
            if quote != "`" { quote = nil }
        case ".", "!", "?", "\u{3002}":
            if place + 1 >= scalars.count || scalars[place + 1].properties.isWhitespace {
                endSentence()
            }
            if gap == .space { gap = .punctuation }
        case "`": readBacktick()
        case "\"", "\u{201C}", "\u{201D}", "\u{AB}", "\u{BB}": toggle("\"")
        case "'", "\u{2018}", "\u{2019}": readSingleQuote()
        case _ where scalar.properties.isWhitespace || Characters.isInvisible(scalar): break
        default: if gap == .space { gap = .punctuation }
        }
    }

    private mutating func readBacktick() {
        if place + 2 < scalars.count, scalars[place + 1] == "`", scalars[place + 2] == "`" {
            isInBlock.toggle()
            place += 2
        } else {
            toggle("`")
        }
        if gap == .space { gap = .punctuation }
    }

    /// An apostrophe behind a word closes a quotation but never opens one: `the users' data`.
    private mutating func readSingleQuote() {
        let isBehindWord = place > 0 && Characters.isWord(scalars[place - 1])
        if quote == "'" || !isBehindWord { toggle("'") }
    }

    private mutating func toggle(_ mark: Unicode.Scalar) {
        if quote == mark { quote = nil } else if quote == nil { quote = mark }
        if gap == .space { gap = .punctuation }
    }

    private mutating func endSentence() {
        if words.last?.sentence == sentence { sentence += 1 }
    }
}

/// What single scalars are to the safety rules.
enum Characters {
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0..<0x80: false
        default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
    }

    /// Shows nothing: zero-width, bidirectional control or tag characters.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    static func folded(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        switch scalar.value {
        case 0x41...0x5A:
            String.UnicodeScalarView([Unicode.Scalar(UInt8(scalar.value) + 32)])
        case 0..<0x80: String.UnicodeScalarView([scalar])
        case 0xFF01...0xFF5E:
            folded(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)))
        default:
            lookAlikes[scalar].map { String.UnicodeScalarView([$0]) }
                ?? scalar.properties.lowercaseMapping.unicodeScalars
        }
    }

    /// Letters of other alphabets that pass for Latin ones.
    private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = {
        let pairs = """
            аa еe оo рp сc уy хx іi јj ѕs ԁd ɡg αa οo εe νv ιi АA ЕE ОO РP СC ТT МM НH КK ВB ІI
            """
        var map: [Unicode.Scalar: Unicode.Scalar] = [:]
        for pair in pairs.split(whereSeparator: \.isWhitespace) {
            let scalars = Array(pair.unicodeScalars)
            map[scalars[0]] = Array(pair.lowercased().unicodeScalars).last
        }
        return map
    }()
}
