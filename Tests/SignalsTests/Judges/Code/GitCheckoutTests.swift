import SignalsWorkflows
import Testing

@Suite struct `Reading a checkout through git` {
    private let repository: SampleRepository

    init() throws { repository = try SampleRepository() }

    @Test func `lists tracked paths, and says when it cut them`() async throws {
        let all = try await repository.checkout.paths(limit: 10)
        #expect(
            all.paths == [
                "README.md", "Sources/exports/CSVExporter.swift", "Sources/webhooks/Delivery.swift",
            ])
        #expect(!all.isCut)
        #expect(try await repository.checkout.paths(limit: 2).isCut)
    }

    @Test func `reads a file up to a limit, and no file that is not there`() async throws {
        let checkout = try await repository.checkout
        #expect(try await checkout.text(of: "README.md", bytesMax: 9) == "# Harbour")
        #expect(try await checkout.text(of: "missing.txt", bytesMax: 9) == nil)
    }

    @Test func `finds fixed strings with path and line`() async throws {
        let lines = try await repository.checkout.lines(
            holding: ["gave up after 3 attempts", "nowhere"], limit: 10)
        #expect(lines.map(\.path) == ["Sources/webhooks/Delivery.swift"])
        #expect(lines.map(\.number) == [2])
        #expect(try await repository.checkout.lines(holding: ["nowhere"], limit: 10).isEmpty)
    }

    @Test func `reads history, newest first, with authors`() async throws {
        let commits = try await repository.checkout.commits(
            touching: "Sources/exports/CSVExporter.swift", limit: 5)
        #expect(commits.map(\.authorName) == ["Ada Stone", "Ada Stone"])
        #expect(commits.first?.message.hasPrefix("Fix the CSV export") == true)
        let blamed = try await repository.checkout.blame(
            "Sources/webhooks/Delivery.swift", lines: 2...2)
        let commit = try await repository.checkout.commit(try #require(blamed.first))
        #expect(commit?.login == "ben")
    }

    @Test(arguments: ["0000000", "--help", "HEAD; ls", ""])
    func `knows no commit of a sha that history does not have`(sha: String) async throws {
        #expect(try await repository.checkout.commit(sha) == nil)
    }

    @Test func `says that a directory is no repository`() async throws {
        await #expect(throws: CheckoutError.notARepository(path: "/proc/self/fdinfo")) {
            try await GitCheckout("/proc/self/fdinfo")
        }
    }
}
