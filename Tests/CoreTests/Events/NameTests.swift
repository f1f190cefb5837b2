import Events
import Testing

@Suite struct `Names in the log` {
    @Test(arguments: ["a", "signals.report", "a_b.c9"])
    func `a category is lower-case words and dots`(text: String) {
        #expect(Category(text)?.text == text)
    }

    @Test(arguments: ["", "A", "9a", "a-b", "a b", "é", String(repeating: "a", count: 65)])
    func `another category is refused`(text: String) {
        #expect(Category(text) == nil)
    }

    @Test(arguments: ["workflow.run", "log.group"])
    func `only Core names a reserved category`(text: String) {
        #expect(Category(text) == nil)
        #expect(StreamName("\(text)-x") == nil)
        #expect(StreamName(stored: "\(text)-x")?.category.isReserved == true)
    }

    @Test func `a stream splits at its first dash`() throws {
        let stream = try #require(StreamName("bank.account-a-b"))
        #expect(stream.category.text == "bank.account")
        #expect(stream.id == "a-b")
    }

    @Test(arguments: ["", "bank", "bank-", "-a", "bank-a b", "bank-é", "Bank-a"])
    func `a malformed stream is refused`(text: String) {
        #expect(StreamName(text) == nil)
    }

    @Test(arguments: ["plain", "with space", "100%", "é", "a-b", "\u{1F600}", "%41"])
    func `any id survives its encoding`(text: String) throws {
        let stream = StreamName(category: try #require(Category("bank.account")), text: text)
        #expect(stream.decodedID == text)
        #expect(StreamName(stream.text) == stream)
        #expect(stream.text.utf8.allSatisfy { (0x21...0x7E).contains($0) })
    }

    @Test func `two spellings of one letter are two streams`() throws {
        let category = try #require(Category("bank.account"))
        let composed = StreamName(category: category, text: "\u{E9}")
        let decomposed = StreamName(category: category, text: "e\u{301}")
        #expect(composed != decomposed)
    }

    @Test(arguments: [
        "a", "signals.signal-emitted", "A_b-c.D9", String(repeating: "t", count: 128),
    ])
    func `a type is letters, digits, dots, dashes`(text: String) {
        #expect(EventType(text)?.text == text)
    }

    @Test(arguments: ["", "9a", ".a", "a b", "é", String(repeating: "t", count: 129)])
    func `another type is refused`(text: String) {
        #expect(EventType(text) == nil)
    }
}
