import LanguageModels
import Testing

@Suite struct `Reading words` {
    @Test(arguments: [
        ("parseHTTPServer_error42", ["parse", "http", "server", "error42"]),
        ("can't  stop", ["cant", "stop"]), ("É-mail", ["é", "mail"]), ("…", []),
    ])
    func `splits names and keeps words whole`(text: String, words: [String]) {
        #expect(Tokenizer.words(in: text) == words)
    }

    @Test func `cuts a word that is too long, and goes on behind it`() {
        let words = Tokenizer.words(in: String(repeating: "x", count: 500) + " end")
        #expect(words.map(\.count) == [TextLimits.wordScalarsMax, 3])
    }

    @Test func `takes the first line with a letter for the title`() {
        let (line, rest) = Tokenizer.firstLine(of: "---\n\n Title here\nBody")
        #expect(line == " Title here")
        #expect(rest.contains("Body"))
    }

    @Test(arguments: [
        ("crashes", "crashed"), ("charging", "charge"), ("verified", "verify"),
        ("notifications", "notification"), ("stopped", "stopping"), ("replies", "reply"),
    ])
    func `joins inflections of a word`(first: String, second: String) {
        #expect(Stemmer.stem(first) == Stemmer.stem(second))
    }

    @Test(arguments: ["bus", "this", "é", "ios", "x1"])
    func `leaves short words and others than plain letters alone`(word: String) {
        #expect(Stemmer.stem(word) == word)
    }

    @Test func `finds names of hosts, files and symbols in a line`() {
        #expect(
            Identifiers.names(in: "www.Example.com: row_limit in Export.swift, version 2.49.5")
                == ["example.com", "export.swift", "row_limit"])
    }
}

@Suite struct `Embedding by hashing` {
    private let model = HashedEmbedding()

    @Test func `gives texts that say the same a smaller angle than others`() {
        let text = model.vector(of: "Password reset mail never arrives")
        let same = model.vector(of: "reset mails for my password do not arrive")
        let other = model.vector(of: "Sidebar overlaps the map on small screens")
        #expect(Vectors.cosine(text, same) > Vectors.cosine(text, other) + 0.3)
    }

    @Test func `counts the first line three times`() {
        let first = model.vector(of: "export timeout\nsidebar map")
        let title = model.vector(of: "export timeout")
        let body = model.vector(of: "sidebar map")
        #expect(Vectors.cosine(first, title) > Vectors.cosine(first, body))
    }

    @Test func `is zero only without letters and digits`() {
        #expect(model.vector(of: "?!").allSatisfy { $0 == 0 })
        #expect(model.vector(of: "a").contains { $0 != 0 })
    }

    @Test func `never compares vectors of different lengths`() {
        #expect(Vectors.cosine([1, 0], [1, 0, 0]) == 0)
        #expect(Vectors.cosine([], []) == 0)
    }
}
