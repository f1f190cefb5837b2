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

    @Test func `tidy and graph answer for another package as well`() async throws {
        let package = try package("let a = Date()\n")
        let tidy = try await ToolsRun(["tidy", package.root, "--rule", "hidden-input"])
        #expect(tidy.code == 1)
        #expect(tidy.output.contains("Sources/B/B.swift:1:9: error: hidden-input"))
        let graph = try await ToolsRun(["graph", package.root])
        #expect(graph.output == "graph TD\n    A --> B\n")
    }
}

/// One run of the real executable, found beside the bundle of these tests.
private struct ToolsRun {
    let code: Int32
    let output, errors: String

    init(_ words: [String]) async throws {
        let bundle = URL(filePath: ProcessInfo.processInfo.arguments[0])
        let folder = try TemporaryPackage(["output": "", "errors": ""])
        let (output, errors) = ("\(folder.root)/output", "\(folder.root)/errors")
        let process = Process()
        process.executableURL = bundle.deletingLastPathComponent().appending(path: "tools")
        process.arguments = words
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        code = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        self.output = try String(contentsOfFile: output, encoding: .utf8)
        self.errors = try String(contentsOfFile: errors, encoding: .utf8)
    }
}
