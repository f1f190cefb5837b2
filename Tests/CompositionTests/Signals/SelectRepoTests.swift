import Events
import Foundation
import Testing

@Suite struct `S30: Choosing a repository with a command` {
    @Test func `of none there is none, and the only one is it`() async throws {
        let binary = try await Seed.team.copy()
        let none = try await binary.run(["select-repo", "--json"], input: "the export is slow")
        #expect(none.status == 0, "\(none.errors)")
        #expect(try none.json["repository"] == .null)
        #expect(try none.json["reason"] == "no repository is connected")
        _ = try await binary.run("repos", "add", "acme/app")
        let one = try await binary.run(
            ["select_repo", "--json"], input: "the export is slow"
        ).json
        #expect(one["repository"] == "acme/app")
        #expect(one["candidates"]?.array?.count == 1)
    }

    @Test func `takes the one that the text names, and shows all scores`() async throws {
        let binary = try await Seed.team.copy()
        let outcome = try await binary.run(
            ["signals", "select-repo", "--repos", "acme/app", "acme/docs", "acme/site"],
            input: "Typo on the start page, see https://github.com/acme/docs/issues/1")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.hasPrefix("acme/docs: a signal names it\n"))
        for name in ["acme/app", "acme/docs", "acme/site"] {
            #expect(outcome.output.contains("\n\(name) "))
        }
    }

    @Test func `ranks checkouts by the words they share, and takes none where two fit equally`()
        async throws
    {
        let binary = try await Seed.team.copy()
        for (name, readme) in [
            ("billing", "Invoices, refunds and the payment provider"),
            ("scanner", "Barcode scanner and camera of the yard app"),
            ("copy", "Barcode scanner and camera of the yard app"),
        ] {
            let made = try await binary.shell(
                """
                mkdir \(name) && cd \(name) && git init -q && echo '\(readme)' > README.md \
                && git add . && git -c user.name=A -c user.email=a@example.test commit -qm first
                """)
            try #require(made.status == 0, "\(made.errors)")
            _ = try await binary.run("repos", "add", "acme/\(name)", "--path", name)
        }
        let text = "The camera of the barcode scanner stays black"
        let clear = try await binary.run(
            ["select-repo", "--repos", "acme/billing", "acme/scanner", "--json"], input: text
        ).json
        #expect(clear["repository"] == "acme/scanner")
        let scores = clear["candidates"]?.array?.compactMap { $0["score"]?.double } ?? []
        #expect(scores.count == 2 && scores[0] > scores[1])
        let tie = try await binary.run(["select-repo", "--json"], input: text).json
        #expect(tie["repository"] == .null)
        #expect(tie["reason"]?.string?.contains("nearly equally") == true)
        #expect(tie["candidates"]?.array?.count == 3)
    }

    @Test func `chooses for the signals of a report, and changes nothing of it`() async throws {
        let binary = try await Seed.tickets.copy()
        let list = try await binary.run("reports", "--json").json
        let report = try #require(list["reports"]?.array?.first?["id"]?.string)
        let outcome = try await binary.run(
            "signals", "select-repo", "--report-id", report, "--repos", "acme/app", "--json")
        #expect(try outcome.json["repository"] == "acme/app")
        #expect(try await binary.run("reports", "--json").json == list)
        let run = try #require(try outcome.json["workflow_id"]?.string)
        let shown = try await binary.run("workflow", "show", run)
        #expect(shown.output.contains("choose_repository_activity"))
    }

    @Test func `asks for a text, and names a report that is not there`() async throws {
        let binary = try await Seed.team.copy()
        let blank = try await binary.run(["select-repo"], input: " \n")
        #expect(blank.status == 2)
        #expect(blank.errors.contains("standard input"))
        let unknown = try await binary.run(
            "select-repo", "--report-id", "0190f5a4-0c3e-5c51-8a3c-0f1f1f6f3a01")
        #expect(unknown.status == 1)
        let long = try await binary.run(
            ["select-repo"], input: String(repeating: "word ", count: 8_000))
        #expect(long.status == 2)
        #expect(long.errors.contains("the limit is 8000"))
    }
}
