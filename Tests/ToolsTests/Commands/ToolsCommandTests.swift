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

    @Test(arguments: [("", 0), ("import A\n", 1), ("/* open\n", 3)] as [(String, Int32)])
    func `lint-imports ends as its help says`(text: String, code: Int32) throws {
        let package = try package(text)
        let outcome = try ToolsRun(["lint-imports", package.root])
        #expect(outcome.code == code)
        #expect(outcome.output.contains("lint-imports: 2 modules, 2 files"))
    }

    @Test func `lint-imports ends with 2 for a wrong call, and says what is wrong`() throws {
        let nowhere = try ToolsRun(["lint-imports", "/"])
        #expect(nowhere.code == 2)
        #expect(nowhere.errors.contains("there is no Package.swift in /"))
        let package = try package("")
        let unknown = try ToolsRun(["lint-imports", package.root, "--explain", "C"])
        #expect(unknown.code == 2)
        #expect(unknown.errors.contains("no module, rule or check is called C"))
    }

    @Test func `lint-imports ends with 3 where the manifest cannot be read`() throws {
        let package = try package("")
        try package.write("Package.swift", "// swift-tools-version: 6.0\nlet x =\n")
        let outcome = try ToolsRun(["lint-imports", package.root])
        #expect(outcome.code == 3)
        #expect(outcome.errors.contains("cannot be evaluated"))
    }

    @Test func `lint-imports writes JSON that names the edge`() throws {
        let package = try package("import A\n")
        let outcome = try ToolsRun(["lint-imports", package.root, "--json"])
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let findings = (object as? [String: Any])?["findings"] as? [[String: Any]] ?? []
        let undeclared = try #require(
            findings.first { $0["rule"] as? String == "undeclared-import" })
        #expect(undeclared["from"] as? String == "B")
        #expect(undeclared["file"] as? String == "Sources/B/B.swift")
    }

    @Test func `tidy and graph answer for another package as well`() throws {
        let package = try package("let a = Date()\n")
        let tidy = try ToolsRun(["tidy", package.root, "--rule", "hidden-input"])
        #expect(tidy.code == 1)
        #expect(tidy.output.contains("Sources/B/B.swift:1:9: error: hidden-input"))
        let graph = try ToolsRun(["graph", package.root])
        #expect(graph.output == "graph TD\n    A --> B\n")
    }
}

/// One run of the real executable, found beside the bundle of these tests.
private struct ToolsRun {
    let code: Int32
    let output, errors: String

    init(_ words: [String]) throws {
        let bundle = URL(filePath: ProcessInfo.processInfo.arguments[0])
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = bundle.deletingLastPathComponent().appending(path: "tools")
        process.arguments = words
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        self.output = try Self.text(output)
        self.errors = try Self.text(errors)
        process.waitUntilExit()
        code = process.terminationStatus
    }

    private static func text(_ pipe: Pipe) throws -> String {
        String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }
}
