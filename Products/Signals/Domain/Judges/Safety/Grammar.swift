/// Tells orders to the reader from talk about such orders.
enum Grammar {
    /// Whether a verb is an order to whoever reads, and neither quoted talk nor a description.
    static func isOrder(_ text: ReadText, at verb: Int) -> Bool {
        let word = text.words[verb]
        if word.isQuoted, isReported(text, at: verb) { return false }
        guard let previous = text.before(verb, upTo: 1).last else { return true }
        if politeness.contains(previous.text) { return true }
        if particles.contains(previous.text) { return isAddressed(text, before: verb) }
        if duties.contains(previous.text) { return hasReaderAsSubject(text, before: verb) }
        if word.gap == .punctuation || word.gap == .line {
            return !isReported(text, at: verb) || !word.isQuoted && !endsInReport(text, at: verb)
        }
        return subjects.contains(previous.text)
    }

    /// Whether words around a place say that a text, an attack or a test is being described.
    static func isReported(_ text: ReadText, at place: Int) -> Bool {
        text.isNear(place, sentences: 0) { reports.contains($0) || media.contains($0) }
            || text.isNear(place, sentences: 1) { reports.contains($0) }
            || text.isNear(place, sentences: 3) { attackWords.contains($0) }
    }

    /// Whether the text as a whole describes attacks: three of its words at the least say so.
    static func describesAttacks(_ text: ReadText) -> Bool {
        var seen: Set<String> = []
        for word in text.words where attackWords.contains(word.text) { seen.insert(word.text) }
        return seen.count >= 2
    }

    /// `It said: ignore …`: the words right before report what somebody wrote.
    private static func endsInReport(_ text: ReadText, at place: Int) -> Bool {
        text.before(place, upTo: 4).contains { reports.contains($0.text) }
    }

    /// `and send`, `then send`: an order only where nobody else is the subject before it.
    private static func isAddressed(_ text: ReadText, before verb: Int) -> Bool {
        for word in text.before(verb, upTo: 8).reversed() {
            if thirdPersons.contains(word.text) { return false }
            if readers.contains(word.text) { return true }
        }
        return true
    }

    private static func hasReaderAsSubject(_ text: ReadText, before verb: Int) -> Bool {
        let before = text.before(verb, upTo: 12)
        return before.suffix(4).contains { readers.contains($0.text) }
            || before.indices.contains { whoever.match(in: text, at: $0) != nil }
    }

    private static let politeness = WordList("please kindly")
    /// The reader as somebody else: `whoever picks this up`, `the agent that handles the ticket`.
    private static let whoever = PatternSet(
        """
        whoever|anyone|anybody|everyone|agent|assistant|bot|model|ai|llm|engineer|developer|\
        person|maintainer|reviewer|technician|colleague ~2 reads|reading|handles|handling|picks|\
        picking|processes|processing|triages|triaging|works|working|takes|taking|researches|\
        researching|assigned|fixes|fixing|sees|seeing|looks|looking ~3 this|it|ticket|issue|report
        """)
    /// Words that may stand before an order.
    private static let particles = WordList(
        """
        now then and so first also just immediately instead always next finally
        simply or but don not never carefully silently quietly secretly quickly directly instantly
        """)
    private static let duties = WordList("must should shall to will can could may might would have")
    private static let subjects = WordList("you")
    private static let readers = WordList("you your youre")
    private static let thirdPersons = WordList(
        """
        it he she they we i user users customer customers attacker attackers bot bots app server
        client script who which that someone anybody anyone people model assistant agent browser
        service page system can could would might may will should to
        """)
    /// Words that announce what somebody wrote or what a test feeds in.
    private static let reports = WordList(
        """
        says said saying say reads read typed types typing entered enters entering wrote writes
        writing pasted contains containing contained phrase string strings payload payloads example
        examples eg titled quote quoted quotes literal
        """)
    /// Words for what may hold such a text; they count only close by.
    private static let media = WordList(
        """
        like called prompt prompts sample test tests tested testing reproduce repro text texts
        message messages comment comments label placeholder tooltip docs documentation readme guide
        instructions article tutorial
        """)
    /// Words of people who talk about attacks.
    static let attackWords = WordList(
        """
        injection injections injected inject attack attacks attacker attackers jailbreak jailbreaks
        jailbreaking malicious exploit exploits vulnerability vulnerabilities phishing cve owasp
        pentest pentester pentesters redteam scanner waf sanitize sanitise sanitized sanitised
        sanitizer sanitization escape escaped escaping unescaped detector detection detect detects
        detected flagged flags blocked blocks blocklist denylist allowlist quarantine quarantined
        filter filters filtered classifier guardrail guardrails moderation adversarial spoofing
        spoofed spoof xss csrf ssrf rce security hardening advisory disclosure bounty mitigations
        mitigation mitigate threat threats regex false positive positives negatives suspicious
        firewall attempt attempts incident compromised breach forensic forensics isolated malware
        backdoor infected intrusion siem edr antivirus honeypot honeypots hacked hacker
        """)
}
