import Foundation
import ImportLinter

/// A file that is to be made.
package struct NewFile: Hashable, Sendable {
    /// Below the root.
    package let path: String
    /// What is in it.
    package let text: String
}

/// A file that is there and gets lines.
package struct EditedFile: Hashable, Sendable {
    /// Below the root.
    package let path: String
    let before: String
    let after: String

    /// The lines that come in, in their order.
    package var added: [String] {
        let old = before.split(separator: "\n", omittingEmptySubsequences: false)
        let new = after.split(separator: "\n", omittingEmptySubsequences: false)
        return new.difference(from: old).insertions.compactMap { change in
            guard case .insert(_, let line, _) = change else { return nil }
            return String(line)
        }
    }
}

/// Everything that making a product changes; nothing is written before all of it is known.
package struct ScaffoldPlan: Sendable {
    /// New files, by path.
    package let files: [NewFile]
    /// The two files that get lines.
    package let edits: [EditedFile]
    let request: ScaffoldRequest

    /// Plans a product for a tree.
    package init(_ request: ScaffoldRequest, for tree: ProductTree) throws(ScaffoldError) {
        self.request = request
        let rendering = Rendering(request: request)
        files = TemplateFile.all.compactMap(rendering.file).sorted { $0.path < $1.path }
        for folder in ScaffoldPlan.folders(request) {
            guard !FileManager.default.fileExists(atPath: "\(tree.root)/\(folder)") else {
                throw .inTheWay(folder)
            }
        }
        let manifest = try ScaffoldPlan.text("Package.swift", tree.root)
        let composition = try ScaffoldPlan.text(CompositionLines.file, tree.root)
        edits = [
            EditedFile(
                path: "Package.swift", before: manifest,
                after: try ManifestRow.added(request, to: manifest)),
            EditedFile(
                path: CompositionLines.file, before: composition,
                after: try CompositionLines.added(request, to: composition)),
        ]
    }

    static func folders(_ request: ScaffoldRequest) -> [String] {
        let name = request.name.product
        return ["Products/\(name)", "Tests/\(name)Tests"]
    }

    private static func text(_ path: String, _ root: String) throws(ScaffoldError) -> String {
        guard let bytes = SourceFiles.bytes("\(root)/\(path)") else {
            throw .file(path, "it cannot be read")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
