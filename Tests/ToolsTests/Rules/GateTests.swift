import ImportLinter
import Testing

@Suite struct `Resolving after the gate` {
    private func found(_ text: String, setting: String = "") throws -> [Diagnostic] {
        let options =
            "resolvers: ['workflows.resolve', 'registry'], gates: ['gates.check']\(setting)"
        let configuration = try ConfigurationSample.read(
            "{version: 1, builtin: {'resolve-after-gate': {\(options)}}}")
        let targets = [PackageSample.library("AFacade", at: "Sources/AFacade")]
        let path = "Sources/AFacade/F.swift"
        let parsed = ImportScanner.scan(Array(text.utf8))
        let workspace = Workspace(
            root: "/sample", package: PackageModel(name: "sample", targets: targets),
            files: [SourceFile(path: path, parsed: parsed)], configuration: configuration,
            bytes: { $0 == path ? Array(text.utf8) : nil })
        return Linter.lint(workspace, today: nil).findings.filter {
            $0.rule == "resolve-after-gate"
        }
    }

    @Test(arguments: [
        "func f() { gates.check(); workflows.resolve(a) }",
        "func f() { try await self.gates.check(x)\n  self.workflows.resolve(a) }",
        "func f() { workflows.resolve(a) }", "func f() { gates.check() }",
        "func f() { workflows.resolve(a) }\nfunc g() { gates.check() }",
        "func f() { // workflows.resolve(a)\n  gates.check() }",
        "func f() { let s = \"workflows.resolve(a)\"; gates.check() }",
        "protocol P { func f()\n func g() }\nfunc h() { gates.check(); registry(a) }",
    ])
    func `is fine in the right order, and in functions that do one of the two`(text: String) throws
    {
        #expect(try found(text).isEmpty)
    }

    @Test(arguments: [
        "func f() {\n  workflows.resolve(a)\n  gates.check()\n}",
        "func f() {\n  self.workflows.resolve(a)\n  try self.gates.check()\n}",
        "func f() {\n  registry(a)\n  if x { gates.check() }\n}",
        "func f() { gates.check()\n  registry(a)\n  gates.check()\n}",
    ])
    func `is a fault where a gate may still refuse`(text: String) throws {
        let red = try found(text)
        #expect(red.map(\.place.line) == [2])
        #expect(red.map(\.severity) == [.error])
        #expect(red.first?.what.hasPrefix("f resolves ") == true)
    }

    @Test func `is looked for in facades only, unless other modules are named`() throws {
        let text = "func f() {\n  registry(a)\n  gates.check()\n}"
        #expect(try found(text, setting: ", modules: ['B*']").isEmpty)
        #expect(try found(text, setting: ", modules: ['A*']").count == 1)
    }
}
