import Foundation
import ImportLinter
import Testing

@Suite struct `The manifest of this package` {
    private let lines: [String]

    init() throws {
        let text = String(decoding: try ProjectRoot.bytes("Package.swift"), as: UTF8.self)
        lines = text.split(separator: "\n").map(String.init)
    }

    @Test func `has at most five lines for each target`() async throws {
        let package = try await PackageReader(root: ProjectRoot.path).read()
        #expect(package.targets.count >= 27)
        let all = String(decoding: try ProjectRoot.bytes("Package.swift"), as: UTF8.self)
        let count = all.count { $0 == "\n" }
        #expect(count <= 5 * package.targets.count, "\(count) lines")
    }

    @Test func `begins with its two tables`() throws {
        let core = try #require(lines.firstIndex { $0.hasPrefix("let core:") })
        let products = try #require(lines.firstIndex { $0.hasPrefix("let products:") })
        let mechanism = try #require(lines.firstIndex { $0.contains("struct Part") })
        #expect(core < products && products < mechanism)
        #expect(core < 6)
    }

    @Test func `embeds the fixtures of a library and leaves those of tests where they lie`()
        async throws
    {
        let package = try await PackageReader(root: ProjectRoot.path).read()
        let tests = try #require(package.targets.first { $0.name == "CoreTests" })
        #expect(tests.excluded == ["Fixtures"])
        let library = try #require(package.targets.first { $0.name == "SignalsWorkflows" })
        #expect(library.excluded.isEmpty && library.copied.isEmpty)
    }
}
