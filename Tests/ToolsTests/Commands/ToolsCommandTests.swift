import Foundation
import Testing

@Suite struct `The command tools` {
    private static let manifest = """
        // swift-tools-version: 6.0
        import PackageDescription
        let package = Package(
            name: "sample", targets: [.target(name: "A", dependencies: ["B"]), .target(name: "B")])

        """

    private func package(_ text: String) throws -> TemporaryPackage {
        try TemporaryPackage([
            "Package.swift": Self.manifest, "Sources/A/A.swift": "import B\n",
            "Sources/B/B.swift": text,
        ])
    }

    @Test func `lint-imports ends as its help says`() async throws {
        let package = try package("")
        for (text, code): (String, Int32) in [("", 0), ("import A\n", 1), ("/* open\n", 3)] {
            try package.write("Sources/B/B.swift", text)
            let outcome = try await ToolsRun(["lint-imports", package.root])
            #expect(outcome.code == code)
            #expect(outcome.output.contains("lint-imports: 2 modules, 2 files"))
        }
    }

    @Test func `lint-imports ends with 2 for a wrong call, and says what is wrong`() async throws {
        let nowhere = try await ToolsRun(["lint-imports", "/"])
        #expect(nowhere.code == 2)
        #expect(nowhere.errors.contains("there is no Package.swift in /"))
        let package = try package("")
        let unknown = try await ToolsRun(["lint-imports", package.root, "--explain", "C"])
        #expect(unknown.code == 2)
        #expect(unknown.errors.contains("no module, rule or check is called C"))
    }

    @Test func `lint-imports ends with 3 where the manifest cannot be read`() async throws {
        let package = try package("")
        try package.write("Package.swift", "// swift-tools-version: 6.0\nlet x =\n")
        let outcome = try await ToolsRun(["lint-imports", package.root])
        #expect(outcome.code == 3)
        #expect(outcome.errors.contains("cannot be evaluated"))
    }

    @Test func `lint-imports writes JSON that names the edge`() async throws {
        let package = try package("import A\n")
        let outcome = try await ToolsRun(["lint-imports", package.root, "--json"])
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let findings = (object as? [String: Any])?["findings"] as? [[String: Any]] ?? []
        let undeclared = try #require(
            findings.first { $0["rule"] as? String == "undeclared-import" })
        #expect(undeclared["from"] as? String == "B")
        #expect(undeclared["file"] as? String == "Sources/B/B.swift")
    }

    @Test func `new-product says what it would do to this package, and does nothing`() async throws
    {
        let words = ["new-product", "Parcels", "--root", ProjectRoot.path, "--dry-run"]
        let outcome = try await ToolsRun(words + ["--calls", "Signals"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("  Products/Parcels/Facade/Parcels.swift\n"))
        #expect(outcome.output.contains("    +     \"Parcels\": ([\"Signals\"], [], nil),\n"))
        #expect(!FileManager.default.fileExists(atPath: "\(ProjectRoot.path)/Products/Parcels"))
        let taken = try await ToolsRun(["new-product", "Signals", "--root", ProjectRoot.path])
        #expect(taken.code == 2)
        #expect(taken.errors.contains("there is a module or product Signals"))
    }

    @Test func `check-migrations ends as its help says`() async throws {
        let folder = try TemporaryPackage(["1_a.sql": "ALTER TABLE t ADD a text;"])
        let safe = try await ToolsRun(["check-migrations", folder.root, "--stamp", "now (abc)"])
        #expect(safe.code == 0)
        #expect(safe.output.contains("Summary: 1 Safe | 0 Needs Review | 0 Blocked"))
        #expect(safe.output.hasSuffix("Last updated: now (abc)\n"))
        try folder.write("2_b.sql", "ALTER TABLE t ALTER a DROP NOT NULL;")
        #expect(try await ToolsRun(["check-migrations", folder.root]).code == 0)
        #expect(try await ToolsRun(["check-migrations", folder.root, "--strict"]).code == 1)
        let only = ["check-migrations", folder.root, "--strict", "--only", "1_a.sql"]
        #expect(try await ToolsRun(only).code == 0)
        try folder.write("check-migrations.json", #"{"hotTables": ["t"]}"#)
        let hot = try await ToolsRun(["check-migrations", folder.root, "--github"])
        #expect(hot.code == 1)
        #expect(
            hot.output.hasPrefix("::error file=\(folder.root)/1_a.sql,line=1,title=hot-table::"))
    }

    @Test func `check-migrations ends with 2 for a wrong call`() async throws {
        let folder = try TemporaryPackage(["1_a.sql": ""])
        let calls: [([String], String)] = [
            ([folder.root + "/no"], "is no folder of migrations"),
            ([folder.root, "--exclude", "no-rule"], "there is no rule no-rule"),
            ([folder.root, "--only", "9.sql"], "has no migration 9.sql"),
            ([folder.root, "--dialect", "mysql"], "mysql"),
        ]
        for (words, message) in calls {
            let outcome = try await ToolsRun(["check-migrations"] + words)
            #expect(outcome.code == 2, "\(words)")
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
        }
        try folder.write("check-migrations.json", "{")
        #expect(try await ToolsRun(["check-migrations", folder.root]).code == 2)
    }

    @Test func `check-migrations holds a folder against a revision of git`() async throws {
        let folder = try TemporaryPackage(["1_a.sql": "SELECT 1;"])
        for words in [
            ["init", "-q"], ["add", "-A"],
            ["-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-qm", "applied"],
        ] {
            let git = try Process.run(
                URL(filePath: "/usr/bin/env"), arguments: ["git", "-C", folder.root] + words)
            git.waitUntilExit()
            try #require(git.terminationStatus == 0)
        }
        let call = ["check-migrations", folder.root, "--baseline", "HEAD"]
        #expect(try await ToolsRun(call).code == 0)
        try folder.write("2_b.sql", "SELECT 2;")
        #expect(try await ToolsRun(call).code == 0)
        try folder.write("1_a.sql", "SELECT 3;")
        let changed = try await ToolsRun(call)
        #expect(changed.code == 1)
        #expect(changed.output.contains("changed-file"))
    }

    @Test func `graph writes a page, and says where it cannot`() async throws {
        let package = try package("import A\n")
        let file = package.root + "/graph.html"
        let outcome = try await ToolsRun(["graph", package.root, "--html", file])
        #expect(outcome.code == 0)
        let page = try String(contentsOfFile: file, encoding: .utf8)
        #expect(page.contains("\"rule\":\"undeclared-import\""))
        let wrong = try await ToolsRun(["graph", package.root, "--html", "/no/such/graph.html"])
        #expect(wrong.code == 2)
    }

    @Test func `tidy puts white space right, and nothing else`() async throws {
        let package = try package("let a = 1  \n\tlet b = \"\"\"\n  x  \n\"\"\"\r\nlet c = Date()")
        let outcome = try await ToolsRun(["tidy", package.root, "--fix"])
        #expect(outcome.errors.contains("fixed Sources/B/B.swift"))
        let text = try String(contentsOfFile: package.root + "/Sources/B/B.swift", encoding: .utf8)
        #expect(
            text == "let a = 1\n    let b = \"\"\"\n  x  \n\"\"\"\nlet c = Date()\n")
        #expect(outcome.code == 1)
        let again = try await ToolsRun(["tidy", package.root, "--fix"])
        #expect(!again.errors.contains("fixed"))
    }

    @Test func `tidy and graph answer for another package as well`() async throws {
        let package = try package("let a = Date()\n")
        let tidy = try await ToolsRun(["tidy", package.root, "--rule", "hidden-input"])
        #expect(tidy.code == 1)
        #expect(tidy.output.contains("Sources/B/B.swift:1:9: error: hidden-input"))
        let graph = try await ToolsRun(["graph", package.root])
        #expect(graph.output == "graph TD\n    A --> B\n")
    }
}
