import LanguageModels
import Testing

@Suite struct `The thesaurus` {
    private func concepts(_ text: String) -> [String] {
        ConceptLexicon.standard.concepts(in: Tokenizer.words(in: text))
    }

    @Test(arguments: [
        ("I cannot sign in", "logging in is impossible"),
        ("the export crashed", "exporting, it quit unexpectedly"),
        ("a push message came too late", "the notification was delayed"),
        ("no access to the folder", "permissions of the directories"),
        ("calendars are out of sync", "synchronisation of appointments"),
        ("printing cuts the last column", "the printout is truncated"),
        ("what does shipping cost", "price of the delivery"),
        ("my parcel was smashed", "the package arrived damaged"),
    ])
    func `finds the same matter under other words`(first: String, second: String) {
        let shared = Set(concepts(first)).intersection(concepts(second))
        #expect(!shared.isEmpty, "\(concepts(first)) and \(concepts(second))")
    }

    @Test(arguments: [
        ("dark mode is unreadable", "the invoice was sent twice"),
        ("battery drains over night", "search finds nothing"),
    ])
    func `keeps different matters apart`(first: String, second: String) {
        #expect(Set(concepts(first)).isDisjoint(with: concepts(second)))
    }

    @Test func `reads a negation that stands up to two words before its phrase`() {
        let lexicon = ConceptLexicon(entries: "fail: not work")
        #expect(lexicon.concepts(in: ["it", "doesnt", "really", "quite", "work"]) == ["fail"])
        #expect(lexicon.concepts(in: ["it", "does", "work"]).isEmpty)
    }

    @Test func `takes the longest phrase, and the first concept that claimed it`() {
        let lexicon = ConceptLexicon(
            entries: """
                page: page
                blank: blank page
                white: blank page
                """)
        #expect(lexicon.concepts(in: ["blank", "page"]) == ["blank"])
        #expect(lexicon.concepts(in: ["a", "page"]) == ["page"])
    }

    @Test func `passes over lines without a concept`() {
        #expect(ConceptLexicon(entries: "\nno colon\n:").concepts(in: ["no", "colon"]).isEmpty)
    }
}
