import Foundation
import ImportLinter
import Testing

@testable import Scaffold

@Suite struct `Writing a product` {
    private static let composition =
        "Products/Composition/Composition/Platform/Platform+Products.swift"

    /// A package with just what the scaffold looks at.
    private func package() throws -> TemporaryPackage {
        let files = try ["Package.swift", Self.composition].map { path in
            (path, String(decoding: try ProjectRoot.bytes(path), as: UTF8.self))
        }
        return try TemporaryPackage(Dictionary(uniqueKeysWithValues: files))
    }

    private func plan(_ package: TemporaryPackage) throws -> ScaffoldPlan {
        let workspace = Workspace(
            root: package.root, package: PackageModel(name: "signalbox", targets: []), files: [])
        let tree = ProductTree(workspace)
        return try ScaffoldPlan(
            tree.request("Parcels", calls: [], hasAdapters: false), for: tree)
    }

    private func entries(_ package: TemporaryPackage) throws -> [String] {
        let walk = FileManager.default.enumerator(atPath: package.root)
        return (walk?.allObjects as? [String] ?? []).sorted()
    }

    private func text(_ path: String, _ package: TemporaryPackage) throws -> String {
        try String(contentsOfFile: "\(package.root)/\(path)", encoding: .utf8)
    }

    @Test func `makes the new files and changes two others`() throws {
        let package = try package()
        let plan = try plan(package)
        try plan.write(to: package.root)
        for file in plan.files { #expect(try text(file.path, package) == file.text) }
        #expect(plan.edits.map(\.path) == ["Package.swift", Self.composition])
        #expect(try text("Package.swift", package).contains("\"Parcels\": ([], [], nil),"))
        #expect(try entries(package).allSatisfy { !$0.hasPrefix(".new-product") })
    }

    @Test func `leaves the tree as it was when it fails half-way`() throws {
        let package = try package()
        // A file where the folder of tests would be: the second move fails.
        try package.write("Tests", "in the way")
        let before = try entries(package).map { "\($0)" }
        let manifest = try text("Package.swift", package)
        let plan = try plan(package)
        #expect(throws: ScaffoldError.self) { try plan.write(to: package.root) }
        #expect(try entries(package) == before)
        #expect(try text("Package.swift", package) == manifest)
    }

    @Test func `refuses a folder that is there, and a product that is not`() throws {
        let package = try package()
        try package.write("Products/Parcels/README.md", "mine")
        #expect(throws: ScaffoldError.inTheWay("Products/Parcels")) { try plan(package) }
        let tree = ProductTree(
            Workspace(
                root: package.root, package: PackageModel(name: "signalbox", targets: []),
                files: []))
        #expect(throws: ScaffoldError.unknownCall("Trips", known: [])) {
            try tree.request("Parcels", calls: ["Trips"], hasAdapters: false)
        }
    }

    @Test func `says what it does and what comes next`() throws {
        let plan = try plan(package())
        let written = plan.summary(isWritten: true, errors: 0)
        #expect(written.first == "made \(plan.files.count) files:")
        #expect(written.contains("lint-imports: clean"))
        #expect(written.count { $0.hasPrefix("  1. ") || $0.hasPrefix("  2. ") } == 2)
        let dry = plan.summary(isWritten: false, errors: 0)
        #expect(dry.first == "would make \(plan.files.count) files:")
        let json =
            try JSONSerialization.jsonObject(
                with: Data(plan.json(isWritten: false, errors: 0).utf8)) as? [String: Any]
        #expect(json?["product"] as? String == "Parcels")
        #expect(json?["written"] as? Bool == false)
    }
}
