import Foundation
import ImportLinter
import Testing

@Suite struct `Fixing a package` {
    private static let manifest = """
        // swift-tools-version: 6.0
        import PackageDescription

        let package = Package(
            name: "sample",
            targets: [
                .target(name: "A", dependencies: ["B", "C"]),
                .target(
                    name: "D",
                    dependencies: [
                        "A",
                        .target(name: "B"),
                        "C",  // why
                    ]),
                .target(name: "B"),
                .target(name: "C"),
            ]
        )

        """

    /// The package as it is in memory: files, and what the manifest of this suite describes.
    private func plan(
        _ files: [(path: String, text: String)], declares: Bool = false,
        configuration: Configuration = Configuration()
    ) -> Fixer.Plan {
        let targets = [
            PackageSample.library("A", at: "Sources/A", uses: ["B", "C"]),
            PackageSample.library("D", at: "Sources/D", uses: ["A", "B", "C"]),
            PackageSample.library("B", at: "Sources/B"),
            PackageSample.library("C", at: "Sources/C"),
        ]
        let workspace = Workspace(
            root: "/sample", package: PackageModel(name: "sample", targets: targets),
            files: files.map { path, text in
                SourceFile(path: path, parsed: ImportScanner.scan(Array(text.utf8)))
            }, manifest: Self.manifest, configuration: configuration,
            bytes: { path in files.first { $0.path == path }.map { Array($0.text.utf8) } })
        let result = Linter.lint(workspace, today: Day("2027-01-10"))
        return Fixer(workspace, result).plan(declares: declares)
    }

    private let used: [(path: String, text: String)] = [
        ("Sources/A/Used.swift", "import B\nimport C\n"),
        ("Sources/D/Used.swift", "import A\nimport B\nimport C\n"),
    ]

    private func fixed(_ text: String) -> String? {
        let plan = plan(used + [("Sources/A/F.swift", text)])
        #expect(plan.expected == nil)
        return plan.edits.first { $0.file == "Sources/A/F.swift" }?.after
    }

    @Test(arguments: [
        ("import A\nimport B\n", "import B\n"),
        ("import B\n  import B\nlet x = 1\n", "import B\nlet x = 1\n"),
        ("import B\npublic import B\n", "public import B\n"),
        ("public import B\nimport B\n", "public import B\n"),
        ("#if X\nimport A\n#endif\n", "#if X\n#endif\n"),
        ("import B\r\nimport B\r\nimport C\r\n", "import B\r\nimport C\r\n"),
    ])
    func `removes an import of one's own module, and the narrower of two`(
        text: String, expected: String
    ) {
        #expect(fixed(text) == expected)
    }

    @Test(arguments: [
        "import A; let x = 1\n", "import A // why\n", "/* a */ import A\n",
        "import B\n@testable import B\n", "#if X\nimport B\n#else\nimport B\n#endif\n",
        "import A\n/* open",
    ])
    func `leaves alone what shares its line, differs, or cannot be read`(text: String) {
        #expect(fixed(text) == nil)
    }

    @Test func `takes an unused dependency out of a list on one line`() {
        let plan = plan([("Sources/A/F.swift", "import C\n")] + used.dropFirst())
        let edit = plan.edits.first { $0.file == "Package.swift" }
        #expect(edit?.after.contains(".target(name: \"A\", dependencies: [\"C\"]),") == true)
        #expect(plan.expected?.first?.dependencies.map(\.name) == ["C"])
        #expect(plan.notes == [])
    }

    @Test func `takes an unused dependency out with its line`() {
        let plan = plan([used[0], ("Sources/D/F.swift", "import A\n")])
        let edit = plan.edits.first { $0.file == "Package.swift" }
        let list = "dependencies: [\n                \"A\",\n            ]),"
        #expect(edit?.after.contains(list) == true, "\(edit?.after ?? "")")
    }

    @Test func `says what to do by hand where the manifest computes`() {
        let targets = [
            PackageSample.library("A", at: "Sources/A", uses: ["B"]),
            PackageSample.library("B", at: "Sources/B"),
        ]
        let workspace = Workspace(
            root: "/sample", package: PackageModel(name: "sample", targets: targets), files: [],
            manifest: "let package = make(\"A\", [\"B\"])")
        let plan = Fixer(workspace, Linter.lint(workspace, today: nil)).plan(declares: false)
        #expect(plan.edits == [])
        #expect(plan.notes.count == 1)
        #expect(plan.notes.first?.hasPrefix("by hand: take \"B\" out of the row of A") == true)
    }

    @Test func `declares nothing unless it is asked to`() {
        let files = used + [("Sources/B/F.swift", "import C\n")]
        #expect(plan(files).edits == [])
        let edit = plan(files, declares: true).edits.first
        #expect(edit?.after.contains(".target(name: \"B\", dependencies: [\"C\"]),") == true)
    }

    @Test func `declares nothing that a rule forbids or that closes a ring`() throws {
        let text =
            "{version: 1, rules: [{id: 'r', kind: 'protected', modules: 'C', importers: ['A', 'D']}]}"
        let configuration = try ConfigurationSample.read(text)
        let files = used + [("Sources/B/F.swift", "import C\nimport A\n")]
        let plan = plan(files, declares: true, configuration: configuration)
        #expect(plan.edits == [])
        #expect(
            plan.notes == [
                "not declared: r forbids B → C", "not declared: module-cycle forbids B → A",
            ])
    }

    @Test func `lowers exceptions and removes those that cover nothing, and touches no other line`()
        throws
    {
        let line = { (from: String, count: Int) in
            """
                { "rule": "r", "from": "\(from)", "to": "C", "imports": \(count), \
            "because": "until the move is done", "owner": "core", "until": "2027-06-30" },
            """
        }
        let text = """
            {
              "version": 1,
              // The one rule.
              "rules": [{ "id": "r", "kind": "protected", "modules": ["C"], "importers": ["B"] }],
              "exceptions": [
            \(line("A", 5))
            \(line("B", 1))
            \(line("D", 1))
              ],
            }

            """
        var configuration = try ConfigurationSample.read(text)
        (configuration.file, configuration.text) = ("lint-imports.json", text)
        let plan = plan(used, configuration: configuration)
        let edit = try #require(plan.edits.first)
        let expected = text.replacing(line("B", 1) + "\n", with: "")
            .replacing("\"imports\": 5", with: "\"imports\": 1")
        #expect(edit.after == expected)
        #expect(edit.difference.contains("-    { \"rule\": \"r\", \"from\": \"B\""))
        #expect(edit.difference.contains("+    { \"rule\": \"r\", \"from\": \"A\""))
    }
}

@Suite struct `Accepting an exception` {
    private func accepted(_ text: String, from: String = "A") throws -> String? {
        var configuration = try ConfigurationSample.read(text)
        (configuration.file, configuration.text) = ("lint-imports.json", text)
        let workspace = EdgeSample(["A": ["B", "B"], "C": []]).workspace(configuration)
        let fixer = Fixer(workspace, Linter.lint(workspace, today: Day("2027-01-10")))
        let day = try #require(Day("2027-03-31"))
        let key = ExceptionKey(rule: "r", from: from, to: "B")
        return fixer.accepting(key, because: "until the move is done", owner: "core", until: day)?
            .after
    }

    private let rules =
        "\"version\": 1,\n  \"rules\": [{ \"id\": \"r\", \"kind\": \"protected\", \"modules\": \"B\", \"importers\": \"C\" }]"
    private let line = """
            { "rule": "r", "from": "A", "to": "B", "imports": 2, "because": "until the move is done", \
        "owner": "core", "until": "2027-03-31" },
        """

    @Test func `counts the imports and writes one line, wherever there is none yet`() throws {
        for text in [
            "{\n  \(rules)\n}\n", "{\n  \(rules),\n  \"exceptions\": []\n}\n",
            "{\n  \(rules),\n  \"exceptions\": [\n  ]\n}\n",
        ] {
            let after = try #require(try accepted(text))
            #expect(after.contains(line))
            let found = try ConfigurationSample.read(after).exceptions
            #expect(found.map(\.imports) == [2])
        }
    }

    @Test func `replaces the line of the same edge, which can raise it`() throws {
        let old = line.replacing("\"imports\": 2", with: "\"imports\": 1")
        let text = "{\n  \(rules),\n  \"exceptions\": [\n\(old)\n  ]\n}\n"
        let after = try #require(try accepted(text))
        #expect(try ConfigurationSample.read(after).exceptions.map(\.imports) == [2])
    }

    @Test func `refuses an edge that breaks nothing`() throws {
        #expect(try accepted("{\n  \(rules)\n}\n", from: "C") == nil)
    }
}
