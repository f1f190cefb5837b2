/// `instruction_override`: a text that gives its reader new orders in place of its own.
enum OverrideRule {
    static func threat(in text: ReadText) -> Threat? {
        if let range = discarded(in: text) {
            return threat(text, range, "tells the reader to disregard its instructions")
        }
        if let range = recast(in: text) {
            return threat(text, range, "gives the reader another role or another task")
        }
        if let range = markers(in: text) {
            return threat(text, range, "imitates the marks that separate instructions from data")
        }
        if let range = addressed(in: text) {
            return threat(text, range, "speaks to the agent that reads it and gives it orders")
        }
        return nil
    }

    /// The words that tell the reader to drop its orders.
    static func discarded(in text: ReadText) -> Range<Int>? {
        for place in text.words.indices {
            if let range = strong.match(in: text, at: place), isMeant(text, range) { return range }
            if let range = foreign.match(in: text, at: place), isMeant(text, range) { return range }
        }
        return nil
    }

    /// Whether words of that kind occur at all, in whatever mood.
    static func isLikely(_ text: ReadText) -> Bool {
        text.words.indices.contains { strong.match(in: text, at: $0) != nil }
    }

    private static func recast(in text: ReadText) -> Range<Int>? {
        roles.matches(in: text).first { range in
            isMeant(text, range) || isUnreported(text, range)
        }
    }

    private static func markers(in text: ReadText) -> Range<Int>? {
        guard !Grammar.describesAttacks(text) else { return nil }
        return fences.matches(in: text).first { !text.words[$0.lowerBound].isQuoted }
    }

    private static func addressed(in text: ReadText) -> Range<Int>? {
        for range in AgentAddress.places(in: text) {
            let end = range.upperBound - 1
            guard
                let order = AgentAddress.order(
                    in: text, after: range.upperBound < text.words.count ? range.upperBound : end,
                    among: AgentAddress.orders),
                Grammar.isOrder(text, at: order)
                    || text.words[order].gap != .space
                    || isBehindReader(text, order)
            else { continue }
            let last = min(order + 6, text.words.count)
            return range.lowerBound..<max(last, range.upperBound)
        }
        return nil
    }

    private static func isBehindReader(_ text: ReadText, _ order: Int) -> Bool {
        text.before(order, upTo: 3).contains {
            ["you", "must", "please"].contains($0.text)
        }
    }

    private static func isMeant(_ text: ReadText, _ range: Range<Int>) -> Bool {
        Grammar.isOrder(text, at: range.lowerBound)
    }

    private static func isUnreported(_ text: ReadText, _ range: Range<Int>) -> Bool {
        !text.words[range.lowerBound].isQuoted && !Grammar.isReported(text, at: range.lowerBound)
            && !Grammar.describesAttacks(text)
    }

    private static func threat(
        _ text: ReadText, _ range: Range<Int>, _ explanation: String
    ) -> Threat {
        Threat(
            type: .instructionOverride, fragment: text.quote(range), explanation: explanation)
    }

    private static let strong = PatternSet(
        """
        ignore|disregard|forget|override|bypass|discard|neglect|overlook|supersede|abandon ~4 \
        previous|prior|above|earlier|preceding|existing|original|all|any|your|system|initial|\
        current|former|foregoing|other|these|those|every ~3 instructions|instruction|prompt|\
        prompts|directive|directives|guideline|guidelines|programming|safeguards
        ignore|disregard|forget|override|bypass|discard ~2 previous|prior|earlier|preceding|your|\
        system|safety ~2 rules|constraints|restrictions|policies|policy|limitations|filters|\
        safety|training|role|task|orders
        ignore|disregard|forget everything|anything|all|what ~3 above|before|previously|said|told|\
        read|learned
        stop|cease following ~3 instructions|prompt|rules|guidelines|directives
        do_not|dont|never follow|obey|heed ~3 previous|prior|earlier|original|your|system ~2 \
        instructions|prompt|rules|guidelines|directives
        replace|rewrite|overwrite ~2 your|previous|prior|system ~1 instructions|prompt|rules|\
        directives
        """)

    private static let foreign = PatternSet(
        """
        ignoriere|vergiss|missachte ~3 anweisungen|instruktionen|vorgaben
        ignorez|oubliez|ignore ~3 instructions|consignes precedentes|précédentes
        ignora|olvida|ignore ~3 instrucciones
        ignora|dimentica ~3 istruzioni
        ignore|esqueça ~3 instruções
        """)

    private static let roles = PatternSet(
        """
        you are|re now ~4 assistant|agent|model|admin|administrator|developer|dan|unrestricted|\
        operator|maintainer|bot|reviewer|judge|root|jailbroken|unfiltered|uncensored
        youre now ~4 assistant|agent|model|admin|administrator|developer|dan|unrestricted|\
        operator|maintainer|bot|root|unfiltered
        you are|re now ~2 in ~2 mode
        from now on ~1 you|your|act|respond|reply|answer|treat|always|ignore
        act|behave|respond as ~2 unrestricted|uncensored|unfiltered|root|admin|administrator|\
        developer|dan|jailbroken
        pretend that|to|you ~3 unrestricted|admin|administrator|no|restrictions|rules|developer|root
        enter|activate|enable|switch ~3 developer|debug|god|dan|maintenance|admin|jailbreak|\
        unrestricted mode
        your new|real|actual|true|only|updated ~1 instructions|instruction|task|goal|objective|\
        role|purpose|mission|orders|job is|are
        new|updated|revised|actual|real instructions|system_prompt|directive|directives|orders \
        follow|below|for_you|from_now
        do_not|dont|never ~2 tell|inform|alert|notify ~1 user|operator|human|humans|anyone about|\
        that|of|this
        """)

    /// Marks of chat formats, as words: `<|im_start|>system`, `[INST]`, `### System prompt`.
    private static let fences = PatternSet(
        """
        im start system
        inst sys
        begin|start|end|new|updated system prompt|instructions|override
        system prompt|override|instruction|instructions|message you|ignore|disregard|new|from|\
        the_assistant
        end of user|ticket|data|untrusted|customer|report ~1 input|data|content|text|ticket|message
        """)
}
