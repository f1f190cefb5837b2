/// Light suffix stripping for English; it joins inflections and never looks a word up.
public enum Stemmer {
    /// Stem of a lower-case word; words with other than `a` to `z`, and short ones, stay as they are.
    public static func stem(_ word: String) -> String {
        var bytes = Array(word.utf8)
        guard bytes.count > 3, bytes.allSatisfy({ (0x61...0x7A).contains($0) }) else { return word }
        stripPlural(&bytes)
        stripVerbal(&bytes)
        stripFinalVowel(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let endings: [(suffix: [UInt8], replacement: [UInt8])] = [
        ("sses", "ss"), ("ies", "y"), ("ations", "at"), ("ation", "at"), ("ings", ""),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    private static let verbal = ["ing", "ed", "ly", "ment"].map { Array($0.utf8) }
    private static let keptBeforeS = Set("sui".utf8)
    private static let vowels = Set("aeiouy".utf8)
    /// Letters that stay doubled: `tell`, `miss`, `buzz`.
    private static let keptDoubled = Set("lsz".utf8)

    private static func stripPlural(_ bytes: inout [UInt8]) {
        for (suffix, replacement) in endings
        where bytes.count - suffix.count >= 3 && bytes.ends(with: suffix) {
            bytes.removeLast(suffix.count)
            bytes.append(contentsOf: replacement)
            return
        }
        if bytes.last == UInt8(ascii: "s"), !keptBeforeS.contains(bytes[bytes.count - 2]) {
            bytes.removeLast()
        }
    }

    private static func stripVerbal(_ bytes: inout [UInt8]) {
        for suffix in verbal where bytes.count - suffix.count >= 3 && bytes.ends(with: suffix) {
            guard bytes.dropLast(suffix.count).contains(where: vowels.contains) else { continue }
            bytes.removeLast(suffix.count)
            if let last = bytes.last, bytes.count > 3, last == bytes[bytes.count - 2],
                !keptDoubled.contains(last)
            {
                bytes.removeLast()
            }
            return
        }
    }

    /// `charge` and `charging`, `verify` and `verified` meet here.
    private static func stripFinalVowel(_ bytes: inout [UInt8]) {
        if bytes.count > 3, bytes.last == UInt8(ascii: "e") { bytes.removeLast() }
        if bytes.count > 3, bytes.last == UInt8(ascii: "y") {
            bytes[bytes.count - 1] = UInt8(ascii: "i")
        }
    }
}

extension [UInt8] {
    fileprivate func ends(with suffix: [UInt8]) -> Bool { self.suffix(suffix.count) == suffix[...] }
}
