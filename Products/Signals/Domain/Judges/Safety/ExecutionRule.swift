/// `remote_code_execution`: an order to run what comes from outside, or code that opens the machine.
enum ExecutionRule {
    static func threat(in text: ReadText) -> Threat? {
        if let range = shell(in: text) {
            return threat(text.slice(range), "opens the machine to somebody outside")
        }
        if let range = orderRange(in: text) {
            return threat(text.quote(range), "asks the reader to run code from outside")
        }
        return nil
    }

    /// An order to fetch and run, or to run what destroys.
    static func orderRange(in text: ReadText) -> Range<Int>? {
        for place in text.words.indices {
            if let range = piped.match(in: text, at: place), isAsked(text, range) { return range }
            if let range = destructive.match(in: text, at: place), isAsked(text, range) {
                return range
            }
            if let range = fetched.match(in: text, at: place), Grammar.isOrder(text, at: place),
                !isTalk(text, range), text.isNear(place, sentences: 0, { urges.contains($0) })
            {
                return range
            }
            if let range = asked.match(in: text, at: place), Grammar.isOrder(text, at: place),
                !isTalk(text, range),
                !range.dropFirst().contains(where: { text.words[$0].gap == .line })
            {
                return range
            }
        }
        return nil
    }

    /// Reverse shells: nobody reports a defect with one unless the text is about attacks.
    private static func shell(in text: ReadText) -> Range<Int>? {
        guard !Grammar.describesAttacks(text) else { return nil }
        for mark in marks {
            let wanted = Array(mark.unicodeScalars)
            for place in text.scalars.indices
            where text.scalars[place] == wanted[0] && text.scalars[place...].starts(with: wanted) {
                var end = place
                while end < text.scalars.count, text.scalars[end] != "\n", end - place < 120 {
                    end += 1
                }
                return place..<end
            }
        }
        return nil
    }

    /// A command that is piped into a shell is harmless in a report about an installer; it is not
    /// when somebody asks for it, or when it comes from a bare address.
    private static func isAsked(_ text: ReadText, _ range: Range<Int>) -> Bool {
        let place = range.lowerBound
        if Grammar.describesAttacks(text) { return false }
        if isForMachine(text, range) { return true }
        if isFromBareAddress(text, range), isOrdered(text, around: place) { return true }
        let isTalk = text.isNear(place, sentences: 2) { installers.contains($0) }
        guard !isTalk else { return false }
        return isFromBareAddress(text, range) || isOrdered(text, around: place)
    }

    private static func isForMachine(_ text: ReadText, _ range: Range<Int>) -> Bool {
        let sentence = text.words[range.lowerBound].sentence
        return text.words.indices.contains { index in
            let word = text.words[index]
            return word.sentence == sentence && !range.contains(index) && word.gap != .punctuation
                && machines.contains(word.text)
        }
    }

    private static func isOrdered(_ text: ReadText, around place: Int) -> Bool {
        text.before(place, upTo: 12).indices.contains {
            runs.contains(text.words[$0].text) && Grammar.isOrder(text, at: $0)
        } || text.isNear(place, sentences: 0) { $0 == "please" || $0 == "must" }
    }

    private static func isTalk(_ text: ReadText, _ range: Range<Int>) -> Bool {
        Grammar.describesAttacks(text)
            || text.isNear(range.lowerBound, sentences: 1) { installers.contains($0) }
    }

    /// An address of digits, or a host that only passes things on.
    private static func isFromBareAddress(_ text: ReadText, _ range: Range<Int>) -> Bool {
        var digits = 0
        for word in text.words[range.lowerBound..<min(range.upperBound + 8, text.words.count)] {
            digits = word.text.allSatisfy(\.isNumber) ? digits + 1 : 0
            if digits >= 4 || relays.contains(word.text) { return true }
        }
        return false
    }

    private static func threat(_ fragment: String, _ explanation: String) -> Threat {
        Threat(type: .remoteCodeExecution, fragment: fragment, explanation: explanation)
    }

    private static let marks = [
        "/dev/tcp/", "nc -e", "ncat -e", "nc -lvp", "bash -i >&", "sh -i >&", "${jndi:",
        "socket.socket(socket.AF_INET", "os.system(\"curl", "os.system('curl",
        "child_process').exec('curl", "IEX (New-Object", "IEX(New-Object",
    ]

    private static let piped = PatternSet(
        """
        curl|wget|fetch|iwr|irm ~16 sh|bash|zsh|python|python3|perl|node|sudo|iex|ruby|php
        base64 ~2 d|decode|D ~3 sh|bash|python|eval
        eval|exec ~3 atob|curl|wget|base64
        eval|exec ~6 http|https|urlopen
        powershell ~4 enc|encodedcommand|downloadstring|iex
        """)

    private static let destructive = PatternSet(
        """
        rm rf|fr|r_f
        dd if dev
        mkfs
        """)

    private static let asked = PatternSet(
        """
        run|execute|eval|launch|invoke|paste|type ~3 powershell|netcat|nc ~6 http|https|s|l|e
        download|fetch|get|pull|grab ~8 and|then ~1 run|execute|eval|launch|start|install|source|\
        pipe
        run|execute ~3 following|this|these|attached|below ~2 command|commands|script|code|\
        snippet|payload|binary|one_liner ~3 in|on|inside|with|as|before|against|immediately ~3 \
        sandbox|shell|terminal|server|machine|host|environment|checkout|repository|repo|root|\
        production|runner|container|ci|triaging|researching|answering|continuing|analysing|analyzing
        pip|npm|npx|gem|cargo|yarn|pnpm install|exec|i ~4 git|http|https
        add|insert|commit|put|write ~6 backdoor|reverse_shell|webshell|web_shell|cron|crontab|\
        authorized_keys|postinstall
        """)

    private static let fetched = PatternSet(
        "run|execute|eval|launch|invoke|load ~6 from|at http|https")
    private static let urges = WordList(
        "please must you agent assistant sandbox first before immediately root now")
    private static let runs = WordList(
        "run execute paste type launch call start append add use put open enter")

    /// Who would run it on our side; nobody mentions them in a report about an installer.
    private static let machines = WordList("agent agents assistant ai llm sandbox whoever")

    /// Words of reports about installing or building, in which such commands are at home.
    private static let installers = WordList(
        """
        docs documentation readme installer install installing installation installs guide
        quickstart tutorial dockerfile ci pipeline build builds makefile instructions homebrew
        setup fails failed failing failure error errors broken exits hangs warning deprecated
        proxy certificate checksum
        """)

    private static let relays = WordList(
        """
        pastebin ngrok transfer webhook requestbin interact oast burpcollaborator bit tinyurl
        hastebin termbin gist onion trycloudflare serveo
        """)
}
