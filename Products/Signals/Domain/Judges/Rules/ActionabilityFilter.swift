/// The offline filter of records: names what asks for no change of the product; in doubt, it passes.
package enum ActionabilityFilter {
    package static func judge(
        _ question: ActionabilityFilterStep.Question
    ) -> ActionabilityFilterStep.Answer {
        let text = ReadText(question.text)
        if let answer = Steering(question.steering ?? "").answer(for: text) { return answer }
        if let reason = noise(question.text, text) { return no(reason) }
        let complains = Complaint.isIn(text)
        if let reason = request(text), !complains { return no(reason) }
        if !complains, praise(text) { return no("thanks or praise without a request") }
        if question.defaultNotActionable, !complains, !Wish.isIn(text) {
            return no("describes no defect and asks for nothing")
        }
        return .init(
            actionable: true,
            reason: complains ? "describes a defect" : "may ask for a change of the product")
    }

    /// What no complaint makes actionable: it was written by a machine or for the team itself.
    private static func noise(_ whole: String, _ text: ReadText) -> String? {
        for (patterns, reason) in noises {
            if let range = patterns.matches(in: text).first, isUpFront(range, text) {
                return reason
            }
        }
        if isPointer(text) { return "the same as another record" }
        return boxes(in: whole) >= boxesMin ? "a checklist" : nil
    }

    /// `Same as WEB-388`, `dup of #12`: a number right behind the words.
    private static func isPointer(_ text: ReadText) -> Bool {
        text.words.count <= pointerWordsMax
            && pointers.matches(in: text).contains { range in
                text.words[range.upperBound..<min(range.upperBound + 2, text.words.count)]
                    .contains { $0.text.allSatisfy(\.isNumber) }
            }
    }

    /// Such words count where a text begins, not where it mentions them in passing.
    private static func isUpFront(_ range: Range<Int>, _ text: ReadText) -> Bool {
        range.lowerBound < upFrontWordsMax
    }

    private static func request(_ text: ReadText) -> String? {
        for (patterns, reason) in requests where !patterns.matches(in: text).isEmpty {
            return reason
        }
        return nil
    }

    private static func praise(_ text: ReadText) -> Bool {
        guard !Wish.isIn(text) else { return false }
        return text.words.prefix(upFrontWordsMax).contains { thanks.contains($0.text) }
            && text.words.count <= praiseWordsMax
    }

    private static func boxes(in text: String) -> Int {
        text.split(whereSeparator: \.isNewline).filter { line in
            let line = line.drop { $0 == " " || $0 == "\t" || $0 == "-" || $0 == "*" }
            return line.hasPrefix("[ ]") || line.hasPrefix("[x]") || line.hasPrefix("[X]")
                || line.hasPrefix("☐") || line.hasPrefix("☑")
        }.count
    }

    private static func no(_ reason: String) -> ActionabilityFilterStep.Answer {
        .init(actionable: false, reason: reason)
    }

    private static let upFrontWordsMax = 14
    private static let praiseWordsMax = 80
    private static let boxesMin = 3
    private static let pointerWordsMax = 30
    private static let thanks = WordList(
        """
        thanks thank thx ty kudos congratulations congrats awesome fantastic love loved great
        wonderful amazing brilliant grateful appreciate appreciated danke merci gracias excellent
        """)

    private static let noises: [(PatternSet, String)] = [
        (
            PatternSet(
                """
                out of ~1 office
                automatic|automated|auto reply|response|answer|message|confirmation
                autoreply|autoresponder
                i am|will ~2 away|on_vacation|on_leave|on_annual_leave|on_parental_leave|\
                travelling ~2 until|from|till|and
                will be back|return on|in|at
                we have received your|this ~3 request|ticket|message|email|enquiry
                delivery status notification failure|failed
                undeliverable|undelivered
                """), "an automatic reply"
        ),
        (
            PatternSet(
                """
                bump|bumps ~4 from ~4 to
                chore|build|fix deps|deps_dev
                dependabot|renovate
                update|upgrade dependency|dependencies
                """), "a dependency update by a machine"
        ),
        (
            PatternSet(
                """
                same|identical as|to ~4 issue|ticket|pr|bug
                duplicate|dupe|dup of
                """), "the same as another record"
        ),
        (
            PatternSet(
                """
                release|launch|deployment|deploy|onboarding|offboarding|migration|qa ~2 checklist|\
                runbook
                checklist for|of|before|to
                """), "a checklist"
        ),
        (
            PatternSet(
                """
                standup|stand_up|daily_notes|daily_sync|weekly_sync|retro_notes|meeting_notes|\
                sprint_notes
                minutes of
                """), "notes of a meeting"
        ),
        (
            PatternSet(
                """
                on_call|oncall ~3 note|notes|handover|handoff|summary|report|log|rota|schedule|\
                shift|week|change
                handover|handoff ~2 notes|note|on_call|oncall
                pager ~2 rota|schedule|handover
                """), "an on-call note"
        ),
        (
            PatternSet(
                """
                rotate|rotation|renew ~5 key|keys|secret|secrets|credential|credentials|\
                certificate|certificates|token|tokens|password|passwords
                key|secret|certificate|credential|token|credentials|password rotation
                """), "routine rotation of keys"
        ),
        (
            PatternSet(
                """
                seo ~2 services|ranking|agency|optimization|audit|package
                backlinks|backlink|guest_post|sponsored_post|link_building
                increase|boost ~2 traffic|sales|followers|revenue|ranking
                casino|viagra|lottery|forex|bitcoin_investment
                unsubscribe|opt_out ~6 list|mailing|newsletter
                buy followers|likes|reviews
                business|partnership|collaboration|loan proposal|offer|opportunity
                limited time offer
                """), "advertising"
        ),
    ]
    private static let pointers = PatternSet("same|identical as|to\nduplicates|dup")

    private static let requests: [(PatternSet, String)] = [
        (
            PatternSet(
                """
                billing|invoice|company|postal|legal address|name|details ~8 change|update|\
                changed|correct|moved|new
                change|update|correct|amend ~5 billing|invoice|postal|company|legal address|name|\
                details
                vat|tax ~1 id|number ~6 add|change|update|invoice|to
                add|change|update ~4 vat|tax|purchase_order ~1 id|number
                purchase order number
                """), "a change of billing data"
        ),
        (
            PatternSet(
                """
                refund|refunded|refunds
                money back
                cancel ~3 subscription|plan|contract|account
                """), "a refund or cancellation"
        ),
    ]
}

/// Words by which a text says that something does not work.
enum Complaint {
    static func isIn(_ text: ReadText) -> Bool {
        text.words.contains { words.contains($0.text) }
            || text.words.indices.contains { phrases.match(in: text, at: $0) != nil }
    }

    private static let words = WordList(
        """
        error errors fail fails failed failing failure crash crashes crashed crashing broken breaks
        bug bugs exception timeout timeouts stuck freezes frozen hangs blank missing incorrect
        wrong wrongly duplicate duplicated twice slow unable cannot cant doesnt didnt isnt wont
        won't regression leak corrupt corrupted lost truncated 500 502 503 504 404 403 401 stale
        garbled misaligned unreadable flicker flickers outdated ignored ignores overlaps disappears
        disappeared vanishes vanished stops stopped
        """)
    private static let phrases = PatternSet(
        """
        does|do|did|is|was|were|are|can|could not
        no longer|data|results|effect
        not work|working|shown|possible|able|loading|saved|sent
        nothing happens
        does|do|did nothing
        never arrives|arrive|arrived|finishes|loads
        """)
}

/// Words by which a text asks for something new.
enum Wish {
    static func isIn(_ text: ReadText) -> Bool {
        text.words.contains { words.contains($0.text) }
            || text.words.indices.contains { phrases.match(in: text, at: $0) != nil }
    }

    private static let words = WordList(
        """
        add allow feature option setting wish would could should implement provide enable
        missing suggest suggestion improve improvement request expose introduce
        """)
    private static let phrases = PatternSet(
        "how|is|are ~2 can|there|possible ~2 to|a|way\nsupport for|of")
}

/// The team's own guidance, sentence by sentence.
struct Steering {
    private let sentences: [(words: [String], actionable: Bool, text: String)]

    init(_ guidance: String) {
        sentences = guidance.split { ".!;\n".contains($0) }.compactMap { sentence in
            let words = ReadText(String(sentence)).words.map(\.text)
            let isNo = words.contains { Self.noWords.contains($0) } || words.starts(with: ["not"])
            let isYes = words.contains { Self.yesWords.contains($0) }
            let content = words.filter { !Self.glue.contains($0) }
            guard isNo || isYes, !content.isEmpty else { return nil }
            return (content, !isNo, String(sentence))
        }
    }

    /// Decides where every content word of a sentence occurs in the text; the first sentence wins.
    func answer(for text: ReadText) -> ActionabilityFilterStep.Answer? {
        let words = Set(text.words.map { Self.singular($0.text) })
        for sentence in sentences
        where sentence.words.allSatisfy({ words.contains(Self.singular($0)) }) {
            return .init(
                actionable: sentence.actionable,
                reason: "the source's guidance says: \(sentence.text)")
        }
        return nil
    }

    private static func singular(_ word: String) -> String {
        word.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
    }

    private static let noWords = WordList("ignore skip exclude drop never irrelevant unactionable")
    private static let yesWords = WordList("keep include always actionable accept report")
    private static let glue = WordList(
        """
        ignore skip exclude drop never irrelevant unactionable keep include always actionable accept
        report not is are the a an of about on in to for from all any every that which and or please
        treat as ticket tickets issue issues record records message messages anything everything
        with we our
        """)
}
