import Foundation
import ImportLinter
import Testing

@Suite struct `A package of somebody else` {
    private static let manifest = """
        // swift-tools-version: 6.0
        import CompilerPluginSupport
        import Foundation
        import PackageDescription

        let wants = ProcessInfo.processInfo.environment["SAMPLE_EXTRA"] != nil
        let package = Package(
            name: "sample",
            targets: [
                .target(name: "With-Dash", exclude: ["Left.swift", "Old"]),
                .target(name: "Some", dependencies: ["With-Dash"], sources: ["Kept"]),
                .target(
                    name: "Resourceful",
                    dependencies: [.target(name: "Some", condition: .when(platforms: [.macOS]))],
                    path: "Elsewhere/", resources: [.copy("Templates")]),
                .systemLibrary(name: "CThing", path: "Vendor/CThing"),
                .executableTarget(name: "run", dependencies: ["Some", "CThing"], path: "Run"),
                .plugin(name: "Gen", capability: .buildTool(), dependencies: ["run"]),
                .testTarget(name: "SomeTests", dependencies: ["Some", "run"]),
            ] + (wants ? [.target(name: "Extra")] : [])
        )
        """

    private static let files = [
        "Package.swift": manifest,
        "Sources/With-Dash/A.swift": "import Foundation\n",
        "Sources/With-Dash/Left.swift": "import Nowhere\n",
        "Sources/With-Dash/Old/A.swift": "import Nowhere\n",
        "Sources/With-Dash/Book.docc/Resources/code.swift": "import Nowhere\n",
        "Sources/With-Dash/.hidden.swift": "import Nowhere\n",
        "Sources/Some/Kept/A.swift": "import With_Dash\n",
        "Sources/Some/Lost/A.swift": "import Nowhere\n",
        "Elsewhere/A.swift": "import Some\n#if os(macOS)\nimport Some\n#endif\n",
        "Elsewhere/Templates/T.swift": "import Nowhere\n",
        "Vendor/CThing/module.modulemap": "module CThingy [system] {\n    header \"t.h\"\n}\n",
        "Vendor/CThing/t.h": "",
        "Run/main.swift": "import CThingy\nimport Resourceful\n",
        "Plugins/Gen/Gen.swift": "import PackagePlugin\n",
        "Tests/SomeTests/A.swift": "@testable import Some\nimport Testing\nimport With_Dash\n",
    ]

    @Test func `is read as SwiftPM reads it`() async throws {
        let package = try TemporaryPackage(Self.files)
        let workspace = try await Workspace.read(root: package.root, usesCache: false)
        let modules = workspace.graph.modules
        #expect(
            modules.map(\.name) == [
                "CThingy", "Gen", "Resourceful", "Some", "SomeTests", "With_Dash", "run",
            ])
        let files = modules.map { $0.files.map(\.path) }
        #expect(files[2] == ["Elsewhere/A.swift"])
        #expect(files[3] == ["Sources/Some/Kept/A.swift"])
        #expect(files[5] == ["Sources/With-Dash/A.swift"])
    }

    @Test func `has its undeclared imports found, and nothing else called an error`() async throws {
        let package = try TemporaryPackage(Self.files)
        let workspace = try await Workspace.read(root: package.root, usesCache: false)
        let result = Linter.lint(workspace, rules: Linter.rules(for: workspace))
        let errors = result.findings.filter { $0.severity == .error }
        #expect(errors.map(\.rule) == ["undeclared-import", "undeclared-import"])
        #expect(errors.map(\.to) == ["Resourceful", "With_Dash"])
        // Declared for macOS alone, and imported outside any #if as well.
        let warned = result.findings.filter {
            $0.rule == "undeclared-import" && $0.severity == .warning
        }
        #expect(warned.map(\.place.line) == [1])
        #expect(
            result.findings.contains { $0.rule == "unused-dependency" && $0.from == "Some" }
                == false)
        let strays = result.findings.filter { $0.rule == "file-outside-targets" }.map(\.place.file)
        #expect(strays.contains("Sources/Some/Lost/A.swift"))
    }

    @Test func `is remembered until its manifest changes`() async throws {
        let package = try TemporaryPackage(Self.files)
        let first = try await PackageReader(root: package.root).read()
        let kept = {
            try FileManager.default.contentsOfDirectory(
                atPath: "\(package.root)/.build/lint-imports"
            ).filter { $0.hasSuffix(".txt") }
        }
        #expect(try kept().count == 1)
        let again = try await PackageReader(root: package.root).read()
        #expect(again == first)
        try package.write("Sources/Renamed/A.swift", "")
        try package.write(
            "Package.swift",
            "// swift-tools-version: 6.0\nimport PackageDescription\n"
                + "let package = Package(name: \"other\", targets: [.target(name: \"Renamed\")])\n")
        let other = try await PackageReader(root: package.root).read()
        #expect(other.name == "other")
        #expect(try kept().count == 2)
    }

    @Test func `is refused with the words of SwiftPM where the manifest is wrong`() async throws {
        let package = try TemporaryPackage([
            "Package.swift": "// swift-tools-version: 6.0\nimport PackageDescription\nlet p = 1 +\n"
        ])
        await #expect {
            _ = try await PackageReader(root: package.root).read()
        } throws: { error in
            "\(error)".contains("cannot be evaluated") && "\(error)".contains("expected expression")
        }
    }

    @Test func `is found from a folder inside it`() throws {
        let package = try TemporaryPackage(Self.files)
        #expect(PackageReader.root(from: "\(package.root)/Sources/Some") == package.root)
        #expect(PackageReader.root(from: "/") == nil)
    }
}
