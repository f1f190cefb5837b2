import Foundation
import ImportLinter
import Testing

@Suite struct `Packages around a package` {
    private func workspace(
        _ files: [String: String], at folder: String = ""
    ) async throws -> (Workspace, TemporaryPackage) {
        let package = try TemporaryPackage(files)
        let root = folder.isEmpty ? package.root : "\(package.root)/\(folder)"
        return (try await Workspace.read(root: root, usesCache: false), package)
    }

    private func manifest(_ name: String, _ rest: String) -> String {
        "// swift-tools-version: 6.0\nimport PackageDescription\n"
            + "let package = Package(name: \"\(name)\", \(rest))\n"
    }

    private var library: [String: String] {
        [
            "Lib/Package.swift": manifest(
                "lib",
                """
                products: [.library(name: "LibKit", targets: ["Lib"])],
                targets: [.target(name: "Lib", dependencies: ["Inner"]), .target(name: "Inner")]
                """),
            "Lib/Sources/Lib/A.swift": "import Inner\n",
            "Lib/Sources/Inner/A.swift": "import Lib\n",
        ]
    }

    @Test func `that lie beside it in a folder are linted with it`() async throws {
        let app = manifest(
            "app",
            """
            dependencies: [.package(path: "../Lib")],
            targets: [.target(name: "App", dependencies: [.product(name: "LibKit", package: "Lib")])]
            """)
        let files = library.merging([
            "App/Package.swift": app, "App/Sources/App/A.swift": "import Lib\nimport Inner\n",
        ]) { $1 }
        let (workspace, _) = try await workspace(files, at: "App")
        #expect(workspace.graph.modules.map(\.name) == ["App", "Inner", "Lib"])
        #expect(workspace.graph.modules.map(\.package) == ["app", "lib", "lib"])
        let result = Linter.lint(workspace, today: nil)
        let undeclared = result.findings.filter { $0.rule == "undeclared-import" }
        #expect(undeclared.map { "\($0.from) \($0.to)" } == ["Inner Lib", "App Inner"])
        #expect(
            undeclared.map(\.place.file) == ["../Lib/Sources/Inner/A.swift", "Sources/App/A.swift"])
        #expect(result.findings.contains { $0.rule == "module-cycle" })
        #expect(result.packages == 2)
    }

    @Test func `that a configuration lists are linted, and others inside are passed over`()
        async throws
    {
        let files = library.merging([
            "Package.swift": manifest("app", "targets: [.target(name: \"App\")]"),
            "Sources/App/A.swift": "import Inner\n",
            "lint-imports.json": "{version: 1, packages: ['L*']}",
            "Other/Package.swift": manifest("other", "targets: [.target(name: \"O\")]"),
            "Other/Sources/O/A.swift": "import Nowhere\n",
        ]) { $1 }
        let (workspace, _) = try await workspace(files)
        #expect(workspace.graph.modules.map(\.name) == ["App", "Inner", "Lib"])
        #expect(workspace.nested == ["Other"])
        #expect(workspace.strays.isEmpty)
        let undeclared = Linter.lint(workspace, today: nil).findings
            .filter { $0.rule == "undeclared-import" }
        #expect(undeclared.map(\.from) == ["Inner", "App"])
    }

    @Test func `that were fetched are known by their products`() async throws {
        let app = manifest(
            "app",
            """
            dependencies: [.package(url: "https://example.com/far.git", from: "1.0.0")],
            targets: [.target(name: "App", dependencies: [.product(name: "FarKit", package: "far")]),
              .target(name: "Bare")]
            """)
        let far = manifest(
            "far",
            """
            products: [.library(name: "FarKit", targets: ["Far"]), .library(name: "Extra", targets: ["More"])],
            targets: [.target(name: "Far"), .target(name: "More"), .target(name: "Hidden")]
            """)
        let (workspace, _) = try await workspace([
            "Package.swift": app, ".build/checkouts/far/Package.swift": far,
            "Sources/App/A.swift": "import Far\nimport More\nimport Hidden\n",
            "Sources/Bare/A.swift": "import Far\nimport Nowhere\n",
        ])
        let errors = Linter.lint(workspace, today: nil).findings.filter { $0.severity == .error }
        #expect(
            errors.map { "\($0.rule) \($0.from) \($0.to)" } == [
                "undeclared-import App More", "undeclared-import App Hidden",
                "undeclared-import Bare Far", "unknown-module Bare Nowhere",
            ])
        #expect(errors.first?.fix == "declare .product(name: \"Extra\", package: \"far\")")
    }

    @Test func `that were never fetched make an unknown name a warning, where it may be theirs`()
        async throws
    {
        let app = manifest(
            "app",
            """
            dependencies: [.package(url: "https://example.com/gone.git", from: "1.0.0")],
            targets: [.target(name: "App", dependencies: [.product(name: "Gone", package: "gone",
              moduleAliases: ["Old": "New"])]), .target(name: "Bare")]
            """)
        let (workspace, _) = try await workspace([
            "Package.swift": app, "Sources/App/A.swift": "import Gone\nimport New\n",
            "Sources/Bare/A.swift": "import Gone\n",
        ])
        let found = Linter.lint(workspace, today: nil).findings
        #expect(found.map { "\($0.from) \($0.to)" } == ["App Gone", "Bare Gone"])
        #expect(found.map(\.severity) == [.warning, .error])
        #expect(workspace.surroundings.missing == ["gone"])
    }
}

@Suite struct `What is kept of a package` {
    @Test func `reads back as it was, and only for the same key`() async throws {
        let manifest = """
            // swift-tools-version: 6.0
            import PackageDescription
            let package = Package(
                name: "sample", products: [.library(name: "P", targets: ["A", "B"])],
                dependencies: [.package(url: "https://example.com/far.git", from: "1.0.0")],
                targets: [
                    .target(name: "A", dependencies: ["B", .product(name: "Far", package: "far",
                        moduleAliases: ["X": "Y"], condition: .when(platforms: [.macOS]))],
                        path: "Some where", exclude: ["x", "y"], sources: ["s"],
                        resources: [.copy("c")], swiftSettings: [
                            .unsafeFlags(["-a", "-b"]), .enableUpcomingFeature("ExistentialAny")]),
                    .target(name: "B"),
                ])

            """
        let package = try TemporaryPackage([
            "Package.swift": manifest, "Some where/s/A.swift": "", "Some where/c/x": "",
            "Sources/B/B.swift": "",
        ])
        let first = try await PackageReader(root: package.root).read()
        let again = try await PackageReader(root: package.root).read()
        #expect(first == again)
        #expect(again.targets[0].dependencies[1].aliases == ["Y": "X"])
        #expect(again.products == [ProductModel(name: "P", targets: ["A", "B"])])
        #expect(again.dependencies == [PackageDependency(identity: "far")])
        // A record that was cut short is no record.
        let folder = "\(package.root)/.build/lint-imports"
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder).first {
                $0.hasSuffix(".txt")
            })
        let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        try (text + "\nQ\tnonsense").write(
            toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        #expect(try await PackageReader(root: package.root).read() == first)
    }
}
