/// `encoded_payload`: a run of characters that decodes to an order.
enum EncodedRule {
    static func threat(in text: ReadText) -> Threat? {
        for run in EncodedRuns.all(in: text.scalars) {
            let decoded = Decoders.readings(of: run.text)
            guard decoded.contains(where: isOrder) else { continue }
            if isTalk(text, at: run.range.lowerBound) { continue }
            return Threat(
                type: .encodedPayload, fragment: text.slice(run.range),
                explanation: "decodes to an instruction")
        }
        return rotated(text)
    }

    private static func isOrder(_ decoded: String) -> Bool {
        if Orders.hidden(in: decoded) { return true }
        // One layer more: an encoded order that is encoded again.
        return EncodedRuns.all(in: Array(decoded.unicodeScalars)).contains { run in
            Decoders.readings(of: run.text).contains { Orders.hidden(in: $0) }
        }
    }

    /// Sentences that are orders once every letter is moved by thirteen, or read backwards.
    private static func rotated(_ text: ReadText) -> Threat? {
        guard !OverrideRule.isLikely(text) else { return nil }
        let turned = ReadText(Decoders.rotated(text.slice(text.scalars.indices)))
        if let fragment = fragment(of: turned, in: text) {
            return Threat(
                type: .encodedPayload, fragment: fragment,
                explanation: "reads as an instruction with each letter moved by thirteen places")
        }
        let count = text.scalars.count
        let reversed = ReadText(String(String.UnicodeScalarView(text.scalars.reversed())))
        guard let range = OverrideRule.discarded(in: reversed), !range.isEmpty else { return nil }
        let first = reversed.words[range.lowerBound].range.lowerBound
        let last = reversed.words[range.upperBound - 1].range.upperBound
        return Threat(
            type: .encodedPayload, fragment: text.slice((count - last)..<(count - first)),
            explanation: "reads as an instruction backwards")
    }

    private static func fragment(of turned: ReadText, in text: ReadText) -> String? {
        let rules = [OverrideRule.discarded(in:), ExfiltrationRule.range(in:)]
        for rule in rules {
            guard let range = rule(turned), !range.isEmpty else { continue }
            let first = turned.words[range.lowerBound].range.lowerBound
            return text.slice(first..<turned.words[range.upperBound - 1].range.upperBound)
        }
        return nil
    }

    /// A report about an attack shows the payload; it does not ask the reader to decode it.
    private static func isTalk(_ text: ReadText, at place: Int) -> Bool {
        guard Grammar.describesAttacks(text) else { return false }
        return !text.words.indices.contains { index in
            asks.match(in: text, at: index) != nil && Grammar.isOrder(text, at: index)
        }
    }

    private static let asks = PatternSet(
        """
        decode|decrypt|unpack|deobfuscate|follow|execute|run|obey|apply
        """)
}

/// Runs of characters that look like an encoding.
enum EncodedRuns {
    struct Run {
        let range: Range<Int>
        let text: String
    }

    static func all(in scalars: [Unicode.Scalar]) -> [Run] {
        var runs: [Run] = []
        var place = 0
        while place < scalars.count {
            guard isPart(scalars[place]) else {
                place += 1
                continue
            }
            let start = place
            while place < scalars.count, isPart(scalars[place]) { place += 1 }
            if place - start >= lengthMin { add(start..<place, of: scalars, to: &runs) }
        }
        return runs + spaced(scalars)
    }

    /// Groups of two hexadecimal or eight binary digits with spaces between them.
    private static func spaced(_ scalars: [Unicode.Scalar]) -> [Run] {
        var runs: [Run] = []
        var place = 0
        while place < scalars.count {
            let start = place
            var digits = String.UnicodeScalarView()
            while let group = group(scalars, at: place) {
                digits.append(contentsOf: scalars[place..<(place + group)])
                place += group
                while place < scalars.count, isSeparator(scalars[place]) { place += 1 }
            }
            if digits.count >= lengthMin {
                let text = String(digits)
                runs.append(Run(range: trimmed(start..<place, scalars), text: text))
            }
            if place == start { place += 1 }
        }
        return runs
    }

    private static func group(_ scalars: [Unicode.Scalar], at place: Int) -> Int? {
        if place > 0, isPart(scalars[place - 1]) { return nil }
        var end = place
        while end < scalars.count, end - place < 9, isPart(scalars[end]) { end += 1 }
        let group = scalars[place..<end]
        if end - place == 8, group.allSatisfy({ $0 == "0" || $0 == "1" }) { return 8 }
        return end - place == 2 && group.allSatisfy(\.properties.isASCIIHexDigit) ? 2 : nil
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == ":" || scalar == ","
    }

    private static func trimmed(_ range: Range<Int>, _ scalars: [Unicode.Scalar]) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, isSeparator(scalars[end - 1]) { end -= 1 }
        return range.lowerBound..<end
    }

    private static func add(
        _ range: Range<Int>, of scalars: [Unicode.Scalar], to runs: inout [Run]
    ) {
        runs.append(Run(range: range, text: String(String.UnicodeScalarView(scalars[range]))))
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "+/=_-%\\&#;".unicodeScalars.contains(scalar)
        }
    }

    private static let lengthMin = 16
}
