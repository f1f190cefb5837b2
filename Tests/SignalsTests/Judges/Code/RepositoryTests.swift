import SignalsContracts
import SignalsDomain
import SignalsWorkflows
import Testing

@Suite struct `Choosing a repository` {
    @Test func `S30 takes none of none and the only one of one`() async throws {
        #expect(try await choose([]).repository == nil)
        #expect(try await choose(["A/One"]).repository == "a/one")
    }

    @Test(arguments: [
        "It is in harbour/web, I think.", "See https://github.com/harbour/web/issues/4",
        "git@code.example:harbour/web.git",
    ])
    func `S30 takes the one that the signals name`(text: String) async throws {
        let selection = try await choose(
            ["harbour/web", "harbour/webhooks", "harbour/api"], text)
        #expect(selection.repository == "harbour/web")
    }

    @Test func `takes none where two are named and nothing else tells them apart`() async throws {
        let selection = try await choose(["a/one", "a/two"], "Either a/one or a/two")
        #expect(selection.repository == nil)
        #expect(selection.candidates.count == 2)
    }

    @Test func `S30 takes the best only at one and a half times the second`() {
        let near = RepositoryRanking.choice(
            [.init(repository: "a/two", score: 1.4), .init(repository: "a/one", score: 1)],
            isCut: false)
        #expect(near.repository == nil)
        #expect(near.candidates.map(\.repository) == ["a/two", "a/one"])
        let clear = RepositoryRanking.choice(
            [.init(repository: "a/two", score: 1.5), .init(repository: "a/one", score: 1)],
            isCut: true)
        #expect(clear.repository == "a/two")
        #expect(clear.reason.contains("50000"))
    }

    @Test func `ranks by paths, README and quoted strings of real checkouts`() async throws {
        let service = try SampleRepository()
        let other = try SampleRepository()
        try other.write("Sources/maps/Tiles.swift", "let zoom = \"tile zoom out of range\"\n")
        try other.write("README.md", "# Maps\nTiles, layers and routes.")
        try other.commit("Add maps", by: "Ada", "ada@harbour.example", "2026-06-02")
        let answer = try await choose(
            ["harbour/service", "harbour/maps"],
            "Map tiles vanish with \"tile zoom out of range\" after zooming",
            in: ["harbour/service": service.directory, "harbour/maps": other.directory])
        #expect(answer.repository == "harbour/maps")
    }

    @Test func `refuses a repository that is not connected, and capitals`() {
        for name in ["b/other", "A/One"] {
            #expect(throws: InvalidAnswer.self) {
                try RepositoryStep.validate(
                    .init(repository: name, reason: "r"), for: question(["a/one"]))
            }
        }
    }

    private func choose(
        _ repositories: [String], _ text: String = "Something is wrong",
        in checkouts: SampleCheckouts = [:]
    ) async throws -> RepositorySelection {
        let judges = OfflineJudges(tools: OfflineTools(checkouts: checkouts))
        return try await judges.answer(question(repositories, text), as: RepositoryStep.self).answer
    }

    private func question(
        _ repositories: [String], _ text: String = "Something is wrong"
    ) -> RepositoryStep.Question {
        .init(signals: [.sample(1, text)], repositories: repositories)
    }
}
