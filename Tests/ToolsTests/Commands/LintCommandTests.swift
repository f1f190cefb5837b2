import Foundation
import Testing

@Suite struct `The command lint-imports` {
    private let package: TemporaryPackage
    private static let rules = """
        {
          "version": 1,
          "rules": [
            {"id": "b-is-private", "kind": "protected", "modules": ["B"], "importers": ["C"]}
          ]
        }

        """

    init() throws {
        package = try TemporaryPackage([
            "Package.swift": """
            // swift-tools-version: 6.0
            import PackageDescription
            let package = Package(
                name: "sample",
                targets: [
                    .target(name: "A", dependencies: ["B"]), .target(name: "B"),
                    .target(name: "C", dependencies: ["B"]),
                    .testTarget(name: "CTests", dependencies: ["C"]),
                ])

            """,
            "Sources/A/A.swift": "import B\n", "Sources/B/B.swift": "",
            "Sources/C/C.swift": "import B\n", "Tests/CTests/T.swift": "import C\n",
            ".gitignore": ".build\n",
        ])
    }

    private func lint(
        _ words: [String] = [], _ more: [String: String] = [:]
    ) async throws -> ToolsRun {
        try await ToolsRun(["lint-imports"] + words, in: package.root, more)
    }

    private func git(_ words: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["git", "-C", package.root, "-c", "user.name=t", "-c", "user.email=t@example.com"]
            + words
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    private func commitAll() throws {
        try git(["init", "-q"])
        try git(["add", "-A"])
        try git(["commit", "-qm", "first"])
    }

    @Test func `reads the configuration beside the manifest, or the one that is named`()
        async throws
    {
        #expect(try await lint().code == 0)
        try package.write("lint-imports.json", Self.rules)
        let red = try await lint()
        #expect(red.code == 1)
        #expect(red.output.contains("Sources/A/A.swift:1:8: error: b-is-private"))
        try package.write("other.json", "{version: 1}")
        #expect(try await lint(["--config", "other.json"]).code == 0)
        let missing = try await lint(["--config", "none.json"])
        #expect(missing.code == 2)
        #expect(missing.errors.contains("none.json cannot be opened"))
        try package.write("lint-imports.json", "{version: 1, ruels: []}")
        let wrong = try await lint()
        #expect(wrong.code == 2)
        #expect(wrong.errors.contains("did you mean \"rules\"?"))
    }

    @Test func `writes the same bytes on one thread and on many, and from another folder`()
        async throws
    {
        try package.write("Sources/B/B.swift", "import A\n#if os(macOS)\nimport C\n#endif\n")
        let json = try await lint(["--json"])
        #expect(try await lint(["--json", "--threads", "1"]).output == json.output)
        #expect(try await lint(["--json", "--no-cache"]).output == json.output)
        #expect(try await ToolsRun(["lint-imports", "--json", package.root]).output == json.output)
    }

    @Test func `marks what a revision did not have`() async throws {
        try package.write("lint-imports.json", Self.rules)
        try commitAll()
        #expect(!(try await lint(["--base", "HEAD"]).output.contains("new error")))
        try package.write("Sources/A/Again.swift", "import B\n")
        let run = try await lint(["--base", "HEAD"])
        #expect(run.code == 1)
        #expect(run.output.contains("Sources/A/Again.swift:1:8: new error: b-is-private"))
        #expect(run.output.contains("Sources/A/A.swift:1:8: error: b-is-private"))
        let nothing = try await lint(["--base", "nowhere"])
        #expect(nothing.code == 2)
    }

    @Test func `lists tests by what changed in the manifest as well`() async throws {
        try commitAll()
        #expect(try await lint(["--affected", "HEAD"]).output == "")
        try package.write("Sources/B/New.swift", "")
        #expect(try await lint(["--affected", "HEAD"]).output == "CTests\n")
        try FileManager.default.removeItem(atPath: "\(package.root)/Sources/B/New.swift")
        let manifest = "\(package.root)/Package.swift"
        let text = try String(contentsOfFile: manifest, encoding: .utf8)
        let other = text.replacing("name: \"A\", dependencies: [\"B\"]", with: "name: \"A\"")
        try package.write("Package.swift", other)
        #expect(try await lint(["--affected", "HEAD"]).output == "")
        let third = text.replacing("name: \"C\", dependencies: [\"B\"]", with: "name: \"C\"")
        try package.write("Package.swift", third)
        #expect(
            try await lint(["--affected", "HEAD", "--why-affected"]).output
                == "CTests  the entry of C in the manifest: CTests → C\n")
    }

    @Test func `fixes once, and then there is nothing left to fix`() async throws {
        try package.write("Sources/A/More.swift", "import A\nimport B\nimport B\nlet a = 1\n")
        try package.write("Sources/C/C.swift", "let c = 1\n")
        let before = try await lint(["--json"])
        let planned = try await lint(["--fix", "--dry-run"])
        #expect(planned.output.contains("--- Package.swift"))
        #expect(try await lint(["--json"]).output == before.output)
        let fixed = try await lint(["--fix"])
        #expect(fixed.code == 0)
        #expect(
            fixed.output.contains(
                "lint-imports: 4 modules, 5 files, 3 imports, 0 errors, 0 warnings"))
        let manifest = try String(contentsOfFile: "\(package.root)/Package.swift", encoding: .utf8)
        #expect(manifest.contains(".target(name: \"C\", dependencies: []),"))
        let again = try await lint(["--fix"])
        #expect(!again.output.contains("---"))
        #expect(again.code == 0)
    }

    @Test func `puts a manifest back that came out otherwise than meant`() async throws {
        let manifest = """
            // swift-tools-version: 6.0
            import PackageDescription
            let package = Package(
                name: "sample",
                targets: [.target(name: "A", dependencies: ["B"]), .target(name: "B")])
            package.targets[0].dependencies.append(.target(name: "B"))

            """
        try package.write("Package.swift", manifest)
        try package.write("Sources/A/A.swift", "")
        let run = try await lint(["--fix"])
        #expect(run.errors.contains("Package.swift is as it was"))
        let text = try String(contentsOfFile: "\(package.root)/Package.swift", encoding: .utf8)
        #expect(text == manifest)
    }

    @Test func `declares what is imported and allowed, and the package is clean`() async throws {
        try package.write("Sources/B/B.swift", "")
        try package.write("Tests/CTests/T.swift", "import C\nimport B\n")
        #expect(try await lint().code == 1)
        #expect(try await lint(["--fix", "--declare"]).code == 0)
        #expect(try await lint().code == 0)
    }

    @Test func `writes an exception with all that it takes, and then passes`() async throws {
        try package.write("lint-imports.json", Self.rules)
        let words = ["--accept", "b-is-private", "A", "B", "--owner", "core"]
        #expect(try await lint(words).code == 2)
        let day = Int(Date().timeIntervalSince1970 / 86_400) + 100
        let reason = ["--because", "until A has a door of its own", "--until", Self.text(day)]
        #expect(try await lint(words + reason).code == 0)
        let green = try await lint()
        #expect(green.code == 0)
        #expect(green.output.contains("excepted b-is-private: A → B, 1 import until"))
        #expect(try await lint(["--strict"]).code == 1)
        try package.write("Sources/A/A.swift", "")
        // Without its import the dependency goes, and without the edge its exception.
        let fixed = try await lint(["--fix"])
        #expect(fixed.code == 0)
        #expect(fixed.output.contains("--- Package.swift"))
        #expect(fixed.output.contains("--- lint-imports.json"))
        let left = try String(contentsOfFile: "\(package.root)/lint-imports.json", encoding: .utf8)
        #expect(!left.contains("b-is-private\", \"from"))
        #expect(left.contains("\"importers\": [\"C\"]"))
    }

    private static func text(_ day: Int) -> String {
        let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 43_200)
        return String(date.ISO8601Format().prefix(10))
    }

    @Test func `adds a table to the summary of a job on GitHub`() async throws {
        try package.write("lint-imports.json", Self.rules)
        let summary = "\(package.root)/summary.md"
        try package.write("summary.md", "# Job\n")
        let run = try await lint(["--format", "github"], ["GITHUB_STEP_SUMMARY": summary])
        #expect(
            run.output.hasPrefix("::error file=Sources/A/A.swift,line=1,col=8,title=b-is-private::")
        )
        let text = try String(contentsOfFile: summary, encoding: .utf8)
        #expect(text.hasPrefix("# Job\n| | rule | where |"))
        #expect(text.contains("| error | b-is-private | `Sources/A/A.swift:1` |"))
    }

    @Test func `tells times on standard error only, and what it passed over`() async throws {
        try package.write("Nested/Package.swift", "// swift-tools-version: 6.0\n")
        let run = try await lint(["--verbose"])
        #expect(run.errors.contains(" ms, rules and report "))
        #expect(run.errors.contains("skipped Nested: a package of its own"))
        #expect(!run.output.contains(" ms"))
    }

    @Test func `explains the configuration, and shows cuts and ways`() async throws {
        let schema = try await lint(["--explain", "config"])
        #expect(
            schema.output.contains("kind \"layers\"  layers, closed, exhaustive, siblings, reach"))
        #expect(schema.output.contains("resolve-after-gate  off  lists: resolvers, gates, modules"))
        let cut = try await lint(["--cut", "CTests", "B"])
        #expect(cut.output == "CTests → C  Tests/CTests/T.swift:1\n")
        #expect(try await lint(["--cut", "B", "CTests"]).code == 1)
        let ways = try await lint(["--why", "CTests", "B", "--all"])
        #expect(ways.output == "CTests\n→ C  Tests/CTests/T.swift:1\n→ B  Sources/C/C.swift:1\n")
    }
}

@Suite struct `Watching a package` {
    @Test(.timeLimit(.minutes(1)))
    func `tells what came and what went, and ends as the last check did`() async throws {
        let package = try TemporaryPackage([
            "Package.swift": """
            // swift-tools-version: 6.0
            import PackageDescription
            let package = Package(name: "sample", targets: [.target(name: "A"), .target(name: "B")])

            """,
            "Sources/A/A.swift": "", "Sources/B/B.swift": "",
        ])
        let process = Process()
        let output = Pipe()
        let bundle = URL(filePath: ProcessInfo.processInfo.arguments[0])
        process.executableURL = bundle.deletingLastPathComponent().appending(path: "tools")
        process.arguments = ["lint-imports", "--watch", package.root]
        process.standardOutput = output
        try process.run()
        var lines = Lines(output.fileHandleForReading)
        #expect(lines.next(containing: "lint-imports:")?.contains("0 errors") == true)
        try package.write("Sources/A/A.swift", "import B\n")
        #expect(
            lines.next(containing: "new ")?.contains("Sources/A/A.swift:1: error: undeclared")
                == true)
        #expect(lines.next(containing: "lint-imports:")?.contains("1 error") == true)
        try package.write("Sources/A/Deep/New.swift", "import B\n")
        #expect(lines.next(containing: "Deep/New.swift") != nil)
        try package.write("Sources/A/A.swift", "")
        #expect(lines.next(containing: "gone ")?.contains("Sources/A/A.swift:1") == true)
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 1)
    }

    /// Lines of a pipe as they come.
    private struct Lines {
        private let handle: FileHandle
        private var rest = ""

        init(_ handle: FileHandle) { self.handle = handle }

        mutating func next(containing text: String) -> String? {
            while true {
                while let end = rest.firstIndex(of: "\n") {
                    let line = String(rest[..<end])
                    rest = String(rest[rest.index(after: end)...])
                    if line.contains(text) { return line }
                }
                let data = handle.availableData
                guard !data.isEmpty else { return nil }
                rest += String(decoding: data, as: UTF8.self)
            }
        }
    }
}
