import LanguageModels
import Testing

@Suite struct `An index of texts` {
    private static let texts = [
        "CSV export fails with a timeout", "Sidebar overlaps the map", "Reset mail never arrives",
        "Map tiles stay grey after zooming", "Timeout when a large report is exported",
    ]
    private let index = Self.index(of: Self.texts)

    private static func index(of texts: [String]) -> TextIndex<Int> {
        var index = TextIndex<Int>()
        for (number, text) in texts.enumerated() {
            index.add(number, terms: TextTerms(text), vector: HashedEmbedding().vector(of: text))
        }
        return index
    }

    private func query(_ text: String) -> TextIndex<Int>.Query {
        .init(terms: TextTerms(text), vector: HashedEmbedding().vector(of: text))
    }

    @Test func `finds the text itself first, at no distance`() throws {
        for (number, text) in Self.texts.enumerated() {
            let hit = try #require(index.search(query(text)).first)
            #expect(hit.key == number)
            #expect(hit.distance == 0)
        }
    }

    @Test func `ranks what says the same above what shares one word`() {
        let near = index.neighbourhood(of: query("exporting the CSV runs into a timeout")).nearest
        #expect(Set(near.prefix(2).map(\.key)) == [0, 4])
        #expect(zip(near, near.dropFirst()).allSatisfy { $0.likeness >= $1.likeness })
    }

    @Test func `gives equal texts in order of age`() {
        let twins = Self.index(of: ["the map is grey", "the map is grey", "the map is grey"])
        let near = twins.neighbourhood(of: query("the map is grey")).nearest
        #expect(near.map(\.key) == [0, 1, 2])
    }

    @Test func `forgets a removed text, its words and its share of what is usual`() {
        var less = index
        less.remove(0)
        #expect(less.count == 4)
        #expect(less.documentFrequency(of: "csv") == 0)
        #expect(!less.search(query(Self.texts[0])).contains { $0.key == 0 })
        let rest = Self.index(of: Array(Self.texts.dropFirst()))
        #expect(
            less.neighbourhood(of: query("grey map")).spread
                == rest.neighbourhood(of: query("grey map")).spread)
    }

    @Test func `answers alike before and after it has dropped what was removed`() {
        var grown = index
        for number in 100..<220 {
            let text = "passing text number \(number) about weather"
            grown.add(number, terms: TextTerms(text), vector: HashedEmbedding().vector(of: text))
        }
        for number in 100..<220 { grown.remove(number) }
        let (old, new) = (
            index.neighbourhood(of: query("export timeout")),
            grown.neighbourhood(of: query("export timeout"))
        )
        #expect(new.nearest.map(\.key) == old.nearest.map(\.key))
        #expect(new.nearest.map(\.lexical) == old.nearest.map(\.lexical))
    }

    @Test func `assumes something usual where there is nothing yet`() {
        let empty = TextIndex<Int>().neighbourhood(of: query("anything"))
        #expect(empty.nearest.isEmpty)
        #expect(empty.spread.mean == 0.08)
        #expect(empty.spread.deviation == 0.09)
    }

    @Test func `measures what is usual among all texts, not only among the nearest`() {
        let alike = Self.index(of: (0..<200).map { "the map is grey in region \($0)" })
        let mixed = Self.index(of: (0..<200).map { "thing\($0) with part\($0)" })
        let asked = query("the map is grey")
        #expect(
            alike.neighbourhood(of: asked, limit: 5).spread.mean
                > mixed.neighbourhood(of: asked, limit: 5).spread.mean + 0.3)
    }

    @Test func `names the terms that half of a group shares, rarest first`() {
        let overlap = index.overlap(of: TextTerms("the export hits a timeout"), with: [0, 4])
        #expect(overlap.shared.allSatisfy { $0.members >= 1 })
        #expect(overlap.shared.contains { $0.term.contains("timeout") })
        #expect(
            zip(overlap.shared, overlap.shared.dropFirst()).allSatisfy { $0.rarity >= $1.rarity })
        #expect(overlap.rarestInTitle > 0)
        #expect(index.overlap(of: TextTerms("export"), with: []).shared.isEmpty)
    }

    @Test func `finds nothing for a text without letters and digits`() {
        #expect(index.search(query("… !")).isEmpty)
    }
}
