/// Splits text into lower-case words; the same text gives the same words on every platform.
///
/// Letters and digits make words; `camelCase` and `snake_case` are split; an apostrophe inside a word
/// is dropped, so that `can't` and `cant` are one word.
public enum Tokenizer {
    /// Words of a text in order; a word over `TextLimits.wordScalarsMax` scalars is cut, not dropped.
    public static func words(in text: some StringProtocol) -> [String] {
        var reader = WordReader()
        for scalar in text.unicodeScalars { reader.read(scalar) }
        return reader.finish()
    }

    /// First line that holds a letter or digit, and what follows it.
    public static func firstLine(of text: String) -> (line: Substring, rest: Substring) {
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(where: \.isNewline) ?? text.endIndex
            let line = text[start..<end]
            if line.unicodeScalars.contains(where: { Letters.kind(of: $0) != .other }) {
                return (line, text[end...])
            }
            start = end < text.endIndex ? text.index(after: end) : end
        }
        return (text[text.startIndex..<text.startIndex], text[...])
    }
}

/// What a scalar is to the tokenizer.
enum Letters {
    enum Kind { case lower, upper, digit, apostrophe, other }

    static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x61...0x7A: .lower
        case 0x41...0x5A: .upper
        case 0x30...0x39: .digit
        case 0x27, 0x2019: .apostrophe
        case 0..<0x80: .other
        default: kindBeyondASCII(of: scalar)
        }
    }

    private static func kindBeyondASCII(of scalar: Unicode.Scalar) -> Kind {
        let properties = scalar.properties
        if properties.isUppercase { return .upper }
        // Marks belong to the letter before them: without this, decomposed text would fall apart.
        if properties.isAlphabetic || properties.canonicalCombiningClass.rawValue != 0 {
            return .lower
        }
        return properties.numericType != nil ? .digit : .other
    }
}

/// The tokenizer's state machine, one scalar at a time.
private struct WordReader {
    private var words: [String] = []
    /// The word so far, as UTF-8.
    private var word: [UInt8] = []
    /// Where the last scalar of the word begins.
    private var lastStart = 0
    private var last = Letters.Kind.other
    private var upperRun = 0
    private var length = 0

    mutating func read(_ scalar: Unicode.Scalar) {
        let kind = Letters.kind(of: scalar)
        switch kind {
        case .other: close()
        case .apostrophe: if length == 0 { close() }
        case .upper:
            if last == .lower { close() }
            append(scalar)
            upperRun += 1
        case .lower:
            // `HTTPServer`: the last of several capitals begins the next word.
            if last == .upper, upperRun > 1 { splitBeforeLast() }
            append(scalar)
            upperRun = 0
        case .digit:
            append(scalar)
            upperRun = 0
        }
        last = kind == .apostrophe ? last : kind
    }

    mutating func finish() -> [String] {
        close()
        return words
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        guard length < TextLimits.wordScalarsMax else { return }
        if scalar.value < 0x80 {
            let isUpper = (0x41...0x5A).contains(scalar.value)
            lastStart = word.count
            word.append(UInt8(truncatingIfNeeded: scalar.value) + (isUpper ? 32 : 0))
        } else {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                lastStart = word.count
                word.append(contentsOf: String(lower).utf8)
            }
        }
        length += 1
    }

    private mutating func close() {
        if length > 0 { words.append(String(decoding: word, as: UTF8.self)) }
        word.removeAll(keepingCapacity: true)
        (lastStart, length, upperRun) = (0, 0, 0)
    }

    private mutating func splitBeforeLast() {
        guard length > 1, lastStart < word.count else { return }
        words.append(String(decoding: word[..<lastStart], as: UTF8.self))
        word.removeFirst(lastStart)
        (lastStart, length) = (0, 1)
    }
}
