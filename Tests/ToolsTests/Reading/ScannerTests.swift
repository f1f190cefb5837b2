import ImportLinter
import Testing

@Suite struct `Reading imports` {
    private func modules(_ text: String) -> [String] {
        ImportScanner.scan(Array(text.utf8)).imports.map(\.module)
    }

    @Test(arguments: [
        "/* import A */ import B", "let s = #\"import A\"#; import B",
        "let r = /import A/\nimport B", "let s = \"\\(f(\"import A\"))\"\nimport B",
        "f(import: A)\nimport B", "let k = \\T.import\nimport B", "func import() {}\nimport B",
    ])
    func `takes no word for an import that is none`(text: String) {
        #expect(modules(text) == ["B"])
    }

    @Test func `finds imports inside functions, where the compiler refuses them`() {
        #expect(modules("func f() { import A }\nimport B") == ["A", "B"])
    }

    @Test func `reads every branch and keeps its conditions`() {
        let text =
            "#if os(Linux)\n#if X // why\nimport A\n#endif\n#else\nimport B\n#endif\nimport C"
        let found = ImportScanner.scan(Array(text.utf8)).imports
        #expect(found.map(\.module) == ["A", "B", "C"])
        #expect(found.map(\.conditions) == [["#if os(Linux)", "#if X"], ["#else"], []])
    }

    @Test func `notes what canImport asks for`() {
        let found = ImportScanner.scan(Array("#if canImport(A.B) && !canImport(C)\n#endif".utf8))
        #expect(found.canImports.map(\.module) == ["A", "C"])
        #expect(found.canImports.map(\.column) == [5, 24])
    }

    @Test func `notes the module of a macro's implementation`() {
        let text = "macro m() = #externalMacro(module: \"MyMacros\", type: \"M\")"
        #expect(ImportScanner.scan(Array(text.utf8)).macros.map(\.module) == ["MyMacros"])
    }

    @Test(arguments: [
        ("import A\n/* open", 2, "a block comment has no end"),
        ("import A\n\nlet s = \"\"\"\nimport B", 3, "a multi-line string has no end"),
        ("#if X\nimport A", 1, "an #if has no #endif"),
        (
            "<<<<<<< ours\nimport A\n=======\nimport B\n>>>>>>> theirs\n", 1,
            "a conflict marker of a merge"
        ),
        ("import A\nfoo(\nimport B", 2, "a bracket has no end, and an import stands behind it"),
        ("#endif", 1, "an #endif has no #if"),
    ])
    func `says where and why a file cannot be read`(text: String, line: Int, reason: String) {
        let unreadable = ImportScanner.scan(Array(text.utf8)).unreadable
        #expect(unreadable?.line == line)
        #expect(unreadable?.reason == reason)
    }

    @Test func `reads comments that nest two thousand deep`() {
        let text = String(repeating: "/*", count: 2_000) + String(repeating: "*/", count: 2_000)
        #expect(modules(text + "import A") == ["A"])
    }

    @Test func `refuses interpolations deeper than a thousand`() {
        let text = String(repeating: "\"\\(", count: 1_001)
        let reason = ImportScanner.scan(Array(text.utf8)).unreadable?.reason
        #expect(reason == "interpolations nest deeper than 1000")
    }

    @Test func `needs time in proportion to the length of a file`() {
        let clock = ContinuousClock()
        let time = { (count: Int) in
            let text = Array(String(repeating: "foo(\"a \\(b)\" /* c */) / 2\n", count: count).utf8)
            return clock.measure { _ = ImportScanner.scan(text) }
        }
        _ = time(100)
        // Ten times the text: a quadratic scanner would need a hundred times as long.
        #expect(time(20_000) < time(2_000) * 40)
    }

    @Test func `reads files that are not UTF-8 and says so`() {
        let parsed = ImportScanner.scan(Array("import A // ".utf8) + [0xFF, 0x0A])
        #expect(parsed.imports.map(\.module) == ["A"])
        #expect(!parsed.isUTF8)
    }
}
