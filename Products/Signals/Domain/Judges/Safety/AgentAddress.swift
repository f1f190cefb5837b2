/// Finds where a text turns to a machine that reads it.
enum AgentAddress {
    /// Places where an agent is spoken to, in the order of the text.
    static func places(in text: ReadText) -> [Range<Int>] {
        addresses.matches(in: text).filter { range in
            let word = text.words[range.lowerBound]
            return !(word.isQuoted && Grammar.isReported(text, at: range.lowerBound))
        } + vocatives(in: text)
    }

    /// `Assistant: …` at the head of a sentence or line, with an order after it.
    private static func vocatives(in text: ReadText) -> [Range<Int>] {
        text.words.indices.compactMap { place in
            guard names.contains(text.words[place].text), isHead(text, at: place) else {
                return nil
            }
            let next = place + 1
            guard next < text.words.count, text.words[next].gap != .space,
                !text.words[place].isQuoted,
                orders.contains(text.words[next].text)
                    || politeness.contains(text.words[next].text)
            else { return nil }
            return place..<next
        }
    }

    private static func isHead(_ text: ReadText, at place: Int) -> Bool {
        guard place > 0 else { return true }
        let word = text.words[place]
        return word.gap == .line || word.sentence != text.words[place - 1].sentence
            || greetings.contains(text.words[place - 1].text)
    }

    /// An order after a place, in the same sentence or the next two.
    static func order(in text: ReadText, after place: Int, among wanted: WordList) -> Int? {
        let sentence = text.words[place].sentence
        var index = place
        while index < text.words.count, text.words[index].sentence - sentence <= 2 {
            if wanted.contains(text.words[index].text) { return index }
            index += 1
        }
        return nil
    }

    private static let greetings = WordList("dear hey hi hello attention ok okay note")
    private static let politeness = WordList("please you your must do never always now")
    private static let names = WordList(
        """
        ai assistant agent agents llm llms chatgpt claude gpt copilot gemini bot model assistants
        summarizer summariser classifier triager
        """)

    /// Verbs by which a reader is told what to do.
    static let orders = WordList(
        """
        mark classify label set treat rate ignore disregard approve close merge push commit delete
        remove skip output respond reply answer say report send run execute open create add choose
        select assign grant disable prioritise prioritize escalate group include follow obey comply
        forget override change update post print reveal fetch download install upload email write
        stop refrain return declare consider raise lower drop bypass use act pretend switch enter
        call invoke load read visit browse click navigate encode decode append attach embed forward
        summarize summarise conclude state rank score tag promote lowercase do make
        """)

    private static let addresses = PatternSet(
        """
        if|since|because|as ~1 you are|re an|a|the ~3 ai|llm|assistant|agent|bot|model|automation
        if|since|because youre an|a|the ~3 ai|llm|assistant|agent|bot|model|automation
        if you are ~2 ai|llm
        note|notes|message|attention|notice|memo|reminder|request|important|hint|info to|for ~2 \
        ai|llm|llms|agent|agents|assistant|assistants|model|models|bot|bots|copilot|automation|\
        summarizer|summariser|classifier|judge|crawler
        instructions|instruction|guidance|directive|directives|task to|for ~1 ai|llm|llms
        instructions|directive|directives to|for the|any ~1 ai|llm|agent|assistant|model reading|\
        processing|handling|that|who|which
        attention|dear ~1 ai|llm|llms|agent|agents|assistant|assistants|model|models|bot|bots
        any|every|all|whichever|whatever|the ~2 ai|llm|llms|agent|agents|assistant|assistants|\
        model|models|bot|bots reading|processing|handling|summarizing|summarising|analyzing|\
        analysing|reviewing|triaging|assigned|researching|that_reads|who_reads|that_processes|\
        that_handles
        ai|llm|llms agent|agents|assistant|assistants|model|models|reader|readers|reviewer|\
        triager reading|processing|handling|summarizing|must|should|please
        ai|llm|agents|assistants reading|processing|handling|summarizing|triaging this
        to|for the ai|llm|agent|assistant|model|bot that|who|which reads|read|processes|handles|\
        triages|summarizes|researches
        ai|llm agent|assistant|model|bot ~1 working|assigned|looking|that|who
        agent|assistant|model|bot working on this
        as|being an ai|llm
        as|being the|a|an ~1 coding|ai|research|triage|automated|support agent|assistant|model|\
        bot ~1 you|please|do|must
        you are an|a ai|llm|large_language_model|language_model
        to whoever|whatever ~3 agent|model|ai|llm
        you|your ~2 coding|triage|research|support|automation|ai agent|assistant|bot must|should|\
        need|have|will
        """)
}
