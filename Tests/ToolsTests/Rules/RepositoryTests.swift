import ImportLinter
import Testing

@Suite struct `Rules of this package` {
    /// An import that each rule refuses, planted into the tree as it is.
    static let planted: [(rule: String, file: String, module: String)] = [
        ("core-knows-no-product", "Core/Events/Planted.swift", "SignalsContracts"),
        ("pure-core", "Core/Workflows/Planted.swift", "EventStore"),
        ("contracts-are-values", "Products/Signals/Contracts/Planted.swift", "SignalsDomain"),
        ("domain-is-pure", "Products/Signals/Domain/Planted.swift", "EventStore"),
        ("domain-is-pure", "Products/Signals/Domain/Planted.swift", "Foundation"),
        ("facade-parts", "Products/Signals/Facade/Planted.swift", "BlobStore"),
        (
            "facade-reaches-no-workflows", "Products/Signals/Facade/Planted.swift",
            "SignalsWorkflows"
        ),
        ("facade-reaches-no-workflows", "Products/Signals/Facade/Planted.swift", "WorkflowRuntime"),
        ("only-the-door", "Products/Composition/Composition/Planted.swift", "SignalsDomain"),
        (
            "workflows-for-composition-only", "Products/Composition/Main/Planted.swift",
            "SignalsWorkflows"
        ),
        ("sqlite-has-one-importer", "Core/EventStore/Planted.swift", "CSQLite"),
        ("sqlite-has-one-importer", "Products/Signals/Workflows/Planted.swift", "SQLite"),
        ("engine-is-hidden", "Products/Signals/Workflows/Planted.swift", "WorkflowRuntime"),
        ("simulation-for-tests", "Products/Composition/Composition/Planted.swift", "Simulation"),
        ("tools-link-no-product", "Tools/Main/Planted.swift", "SignalsFacade"),
    ]

    /// The tree, read once.
    static let tree = Task { try await Workspace.read(root: ProjectRoot.path) }

    @Test func `name only modules that exist, and their examples hold`() async throws {
        let result = Linter.lint(try await Self.tree.value, rules: Rule.ofThisPackage)
        #expect(result.complaints == [])
    }

    @Test func `find no fault in the tree`() async throws {
        let workspace = try await Self.tree.value
        let result = Linter.lint(workspace, rules: Rule.ofThisPackage)
        // A row may be written before the code that needs it; the command reports it.
        let errors = result.findings.filter {
            $0.severity == .error && $0.rule != "unused-dependency"
        }
        #expect(result.unreadable.isEmpty)
        #expect(errors.isEmpty, "\(TextReport().text(result))")
        #expect(result.counts.files > 50)
    }

    @Test(arguments: planted)
    func `find an import that is planted`(rule: String, file: String, module: String) async throws {
        let workspace = try await Self.tree.value.planting("import \(module)", in: file)
        let result = Linter.lint(workspace, rules: Rule.ofThisPackage)
        let found = result.findings.first { $0.rule == rule && $0.place.file == file }
        #expect(found?.place.line == 1)
        #expect(found?.to == module)
        #expect(found?.severity == .error)
        #expect(result.exitCode() == 1)
    }

    @Test func `are all tried by a planted import`() {
        let tried = Set(Self.planted.map(\.rule))
        #expect(Rule.ofThisPackage.allSatisfy { tried.contains($0.id) })
    }
}

extension Workspace {
    /// The same package with one more file.
    func planting(_ text: String, in path: String) -> Workspace {
        let file = SourceFile(path: path, parsed: ImportScanner.scan(Array(text.utf8)))
        let files = graph.modules.flatMap(\.files) + strays + [file]
        return Workspace(root: root, package: package, files: files)
    }
}
