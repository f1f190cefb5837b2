/// `secret_exfiltration`: an order to hand over secrets.
enum ExfiltrationRule {
    static func threat(in text: ReadText) -> Threat? {
        range(in: text).map { range in
            Threat(
                type: .secretExfiltration, fragment: text.quote(range),
                explanation: "asks the reader to hand over secrets")
        }
    }

    static func range(in text: ReadText) -> Range<Int>? {
        for place in text.words.indices {
            if let range = always.match(in: text, at: place),
                Grammar.isOrder(text, at: place), isDirected(text, range)
            {
                return range
            }
            if let range = carried(in: text, at: place) { return range }
            if let range = commands.match(in: text, at: place), !Grammar.describesAttacks(text) {
                return range
            }
            guard let range = secrets.match(in: text, at: place), Grammar.isOrder(text, at: place),
                let end = destination(in: text, after: range)
            else { continue }
            return range.lowerBound..<end
        }
        return nil
    }

    /// `collect the tokens … and upload the output to …`: the secret is named before it is sent.
    private static func carried(in text: ReadText, at place: Int) -> Range<Int>? {
        guard outbound.contains(text.words[place].text), Grammar.isOrder(text, at: place),
            let end = address(in: text, after: place),
            let secret = text.before(place, upTo: 25).indices.first(where: {
                plainSecrets.match(in: text, at: $0) != nil
            })
        else { return nil }
        return secret..<end
    }

    private static func address(in text: ReadText, after place: Int) -> Int? {
        for index in (place + 1)..<max(place + 1, min(place + 9, text.words.count))
        where ["http", "https"].contains(text.words[index].text) {
            return index + 1
        }
        return nil
    }

    /// Not a step of a description that says how something was reproduced.
    private static func isDirected(_ text: ReadText, _ range: Range<Int>) -> Bool {
        !Grammar.describesAttacks(text)
            || !Grammar.isReported(text, at: range.lowerBound)
    }

    /// Where the secret is to go: an address, or an answer that others read.
    private static func destination(in text: ReadText, after range: Range<Int>) -> Int? {
        let sentence = text.words[range.lowerBound].sentence
        var place = range.upperBound
        while place < text.words.count, place - range.upperBound < 10,
            text.words[place].sentence - sentence <= 1
        {
            if let end = targets.match(in: text, at: place)?.upperBound { return end }
            place += 1
        }
        return nil
    }

    private static let always = PatternSet(
        """
        send|post|upload|email|mail|forward|exfiltrate|leak|print|output|echo|reveal|share|\
        publish|attach|append|dump|cat|give|transmit|include|list|collect|encode|paste|copy|put|\
        write|return|expose|show|disclose|repeat ~4 environment_variables|env_vars|env_variables|\
        private_key|private_keys|ssh_key|ssh_keys|id_rsa|etc_passwd|etc_shadow|service_account|\
        system_prompt|initial_prompt|hidden_prompt|aws_secret_access_key|github_token|kubeconfig|\
        all_secrets|all_credentials|all_tokens|all_api_keys|all_passwords|every_secret|deploy_key|\
        signing_key|vault_token|secret_key|secrets_file|your_instructions
        cat|print|dump|read|upload|send|post|include|paste|output|echo ~4 env_file|dotenv|\
        contents_of_env|contents_of_the_env|ssh_id|aws_credentials|npmrc|netrc|pgpass|docker_config
        reveal|repeat|print|output|show|disclose|leak ~3 your ~3 prompt|instructions|secrets|\
        credentials|configuration|keys|token|tokens
        """)

    /// Commands that read a secret and send it in one line.
    private static let commands = PatternSet(
        """
        curl|wget ~14 cat ~4 ssh|aws|env|passwd|shadow|credentials|secrets|kube|npmrc|netrc
        env|printenv ~3 curl|wget|nc ~6 http|https
        """)
    private static let outbound = WordList("upload send post forward email transmit push submit")
    private static let plainSecrets = PatternSet(
        """
        secrets|credentials|tokens|passwords|api_keys|private_keys|env|environment_variables|keys|\
        secret|credential
        """)
    private static let secrets = PatternSet(
        """
        send|post|upload|email|mail|forward|exfiltrate|leak|transmit|submit|deliver|push|pipe|\
        copy|put|write|append|attach|paste|include|add|embed|encode|share|publish|report|echo|\
        print|output|collect|gather|return|dump|quote ~5 secret|secrets|credential|credentials|\
        token|tokens|passwords|api_key|api_keys|apikey|access_key|access_keys|private_key|keys|\
        cookie|cookies|session_cookies|env|environment|config|configuration|customer_list|\
        customer_data|customer_emails|database_dump|dump|source_code|database_url|\
        connection_string|connection_strings
        """)

    private static let targets = PatternSet(
        """
        to|at|into|towards ~3 http|https|ftp|webhook|server|endpoint|url|host|address|email|\
        mailbox|bucket|pastebin|gist|channel|telegram|discord
        http|https
        in|into|to|as|inside|with ~3 summary|title|comment|report|response|answer|reply|\
        description|pull_request|pr|commit|branch|issue|ticket|output|finding|findings
        to ~5 com|net|org|io|dev|example|ru|xyz|site|co|me
        here|below
        """)
}
