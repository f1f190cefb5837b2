/// `hidden_instructions`: orders in places that a person does not see.
enum HiddenRule {
    static func threat(in text: ReadText) -> Threat? {
        tagged(text) ?? interspersed(text) ?? turned(text) ?? commented(text) ?? styled(text)
    }

    /// Tag characters spell a text that nothing shows.
    private static func tagged(_ text: ReadText) -> Threat? {
        let places = text.scalars.indices.filter {
            (0xE0020...0xE007E).contains(text.scalars[$0].value)
        }
        guard let first = places.first, let last = places.last, places.count >= tagsMin else {
            return nil
        }
        // Flags of regions are spelled with a few tags behind a black flag.
        let isFlag = first > 0 && text.scalars[first - 1].value == 0x1F3F4
        if isFlag, places.count <= flagTagsMax { return nil }
        return threat(text, first..<(last + 1), "spells a text with invisible tag characters")
    }

    /// Zero-width characters inside words break an order up, or are a code of their own.
    private static func interspersed(_ text: ReadText) -> Threat? {
        var run = 0
        for (place, scalar) in text.scalars.enumerated() {
            run = isZeroWidth(scalar) ? run + 1 : 0
            if run == codeRunMin {
                return threat(
                    text, (place - run + 1)..<(place + 1), "carries a run of zero-width characters")
            }
        }
        let broken = text.words.filter { word in
            text.scalars[word.range].contains { isZeroWidth($0) || isBidirectional($0) }
                && text.scalars[word.range].allSatisfy { $0.value < 0x250 || isZeroWidth($0) }
        }
        guard let first = broken.first, let last = broken.last else { return nil }
        guard
            broken.count >= brokenWordsMin
                || Orders.hidden(in: text.slice(sentence(of: first, in: text)))
        else { return nil }
        let shown = Orders.hidden(in: text.slice(text.scalars.indices))
        guard shown || broken.count >= manyBrokenWords else { return nil }
        return threat(
            text, first.range.lowerBound..<last.range.upperBound,
            "breaks up an instruction with zero-width characters")
    }

    private static func sentence(of word: ReadText.Word, in text: ReadText) -> Range<Int> {
        let same = text.words.filter { $0.sentence == word.sentence }
        let start = same.first?.range.lowerBound ?? word.range.lowerBound
        return start..<(same.last?.range.upperBound ?? word.range.upperBound)
    }

    /// Bidirectional controls turn round what is read.
    private static func turned(_ text: ReadText) -> Threat? {
        guard !text.scalars.contains(where: isRightToLeft) else { return nil }
        var start: Int?
        for (place, scalar) in text.scalars.enumerated() where isBidirectional(scalar) {
            guard let opened = start else {
                start = place
                continue
            }
            let span = text.slice((opened + 1)..<place)
            let reversed = String(String.UnicodeScalarView(span.unicodeScalars.reversed()))
            if Orders.hidden(in: span) || Orders.hidden(in: reversed) || isReadable(reversed) {
                return threat(
                    text, opened..<(place + 1),
                    "hides an instruction between bidirectional control characters")
            }
            start = place
        }
        guard let start else { return nil }
        let rest = text.slice((start + 1)..<text.scalars.count)
        let reversed = String(String.UnicodeScalarView(rest.unicodeScalars.reversed()))
        guard Orders.hidden(in: rest) || Orders.hidden(in: reversed) || isReadable(reversed)
        else { return nil }
        return threat(
            text, start..<text.scalars.count,
            "hides an instruction behind a bidirectional control character")
    }

    /// What makes sense backwards was written to be read backwards.
    private static func isReadable(_ text: String) -> Bool {
        ReadText(text).words.filter { common.contains($0.text) }.count >= commonWordsMin
    }

    private static let common = WordList(
        "the and that this is to of with for you not all must your")

    /// Comments of markup are not shown, but read.
    private static func commented(_ text: ReadText) -> Threat? {
        for span in Spans.comments(in: text.scalars) where Orders.hidden(in: text.slice(span)) {
            if isQuotedTalk(text, at: span.lowerBound) { continue }
            return threat(text, span, "gives orders inside a comment that is not shown")
        }
        return nil
    }

    private static func styled(_ text: ReadText) -> Threat? {
        for span in Spans.invisibleElements(in: text.scalars)
        where Orders.hidden(in: text.slice(span)) {
            if isQuotedTalk(text, at: span.lowerBound) { continue }
            return threat(text, span, "gives orders in an element that is styled to be unseen")
        }
        return nil
    }

    /// Code that a text about attacks shows, inside a block or backticks.
    private static func isQuotedTalk(_ text: ReadText, at place: Int) -> Bool {
        guard let word = text.words.first(where: { $0.range.lowerBound >= place }) else {
            return false
        }
        return word.isQuoted && Grammar.describesAttacks(text)
    }

    private static func threat(
        _ text: ReadText, _ range: Range<Int>, _ explanation: String
    ) -> Threat {
        Threat(
            type: .hiddenInstructions, fragment: text.slice(range), explanation: explanation)
    }

    private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B, 0x200C, 0x200D, 0x2060...0x2064, 0xFEFF, 0xAD, 0x180E: true
        default: false
        }
    }

    private static func isBidirectional(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        (0x590...0x8FF).contains(scalar.value) || (0xFB1D...0xFDFF).contains(scalar.value)
    }

    private static let commonWordsMin = 3
    private static let tagsMin = 4
    private static let flagTagsMax = 6
    private static let codeRunMin = 8
    private static let brokenWordsMin = 3
    private static let manyBrokenWords = 8
}

/// Parts of markup that a reader does not see.
enum Spans {
    /// `<!-- -->`, and the link definitions that Markdown uses as comments.
    static func comments(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
        between("<!--", "-->", in: scalars) + between("[//]:", "\n", in: scalars)
            + between("[comment]:", "\n", in: scalars) + between("{{!--", "--}}", in: scalars)
            + between("<%--", "--%>", in: scalars) + between("/*", "*/", in: scalars)
    }

    /// Elements that are hidden, tiny or written in the colour of the page.
    static func invisibleElements(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
        between("<", "</", in: scalars).filter { span in
            let head = String(String.UnicodeScalarView(scalars[span].prefix(200)))
                .lowercased().filter { $0 != " " }
            return styles.contains { head.contains($0) }
        }
    }

    private static let styles = [
        "display:none", "visibility:hidden", "font-size:0", "font-size:1px", "opacity:0",
        "color:white", "color:#fff", "color:transparent", "hidden>", "hidden=", "aria-hidden",
        "height:0", "text-indent:-",
    ]

    static func between(
        _ open: String, _ close: String, in scalars: [Unicode.Scalar]
    ) -> [Range<Int>] {
        let (open, close) = (Array(open.unicodeScalars), Array(close.unicodeScalars))
        var spans: [Range<Int>] = []
        var place = 0
        while place < scalars.count {
            guard scalars[place] == open[0], scalars[place...].starts(with: open) else {
                place += 1
                continue
            }
            var end = place + open.count
            while end < scalars.count, !scalars[end...].starts(with: close) { end += 1 }
            end = min(end + close.count, scalars.count)
            spans.append(place..<end)
            place = max(end - close.count, place + 1)
        }
        return spans
    }
}

/// Whether a text that is out of sight, or was encoded, gives orders.
enum Orders {
    /// Looser than the rules for what is in sight: nobody hides a text without a reason.
    static func hidden(in text: String) -> Bool {
        let text = ReadText(text)
        guard text.words.count >= 2 else { return false }
        if OverrideRule.threat(in: text) != nil { return true }
        if ExecutionRule.threat(in: text) != nil || ExfiltrationRule.threat(in: text) != nil {
            return true
        }
        return text.words.indices.contains { hints.match(in: text, at: $0) != nil }
    }

    private static let hints = PatternSet(
        """
        ignore|disregard|forget|override|bypass ~5 instructions|instruction|prompt|rules|\
        guidelines|above|policy|policies|checks|safeguards|filter|filters|review
        ai|llm|agent|agents|assistant|model|bot ~8 must|should|ignore|run|execute|send|mark|\
        approve|merge|delete|close|print|post|output|reply|include|fetch|set|add|do_not|upload|\
        reveal|skip|treat|classify|report|grant|disable
        you must|are_now|have_to|should ~8 ignore|run|execute|send|mark|approve|merge|delete|\
        print|post|output|include|fetch|upload|reveal|classify|grant|disable|comply|obey
        system ~2 prompt|override|instruction|instructions
        send|post|upload|forward|exfiltrate|email|leak|print|reveal|output|include|dump|paste|\
        copy ~6 secret|secrets|token|tokens|key|keys|password|passwords|credentials|env|\
        environment|database|config|customer_data|prompt
        run|execute|eval|invoke|download|curl|wget ~6 sh|bash|script|command|commands|payload|\
        shell|http|https|binary|rm|powershell|python
        mark|classify|treat|rate|label|set|report|prioritize|prioritise ~5 safe|p0|critical|\
        trusted|approved|actionable|verified|resolved|highest|urgent
        delete|drop|remove|wipe|erase|disable|revoke|grant|rm ~5 repository|repo|database|table|\
        tables|branch|logs|backups|tests|checks|users|files|data|access|admin|permissions|\
        protection|authentication|auth|rf
        merge|approve|push|commit ~5 pull|request|pr|branch|main|master|change|changes|without
        do_not|dont|never ~2 mention|tell|inform|reveal|disclose|alert|notify|report|log
        curl|wget ~6 http|https
        tell|inform|instruct ~2 agent|assistant|model|ai|bot|llm
        sender|user|author|reporter|account is|as|are ~2 admin|administrator|authorized|\
        authorised|owner|trusted|verified
        add|invite|grant ~5 collaborator|admin|administrator|owner|maintainer|access|rights
        """)
}
