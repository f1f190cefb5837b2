import Foundation
package import ImportLinter

/// What the scaffold has to know of the package that it adds to.
package struct ProductTree: Sendable {
    /// The folder of the package.
    package let root: String
    /// Products that are there.
    let products: [String]
    /// Names of modules and products, and what the toolchain brings.
    let modules: Set<String>

    /// Looks at a package that was read.
    package init(_ workspace: Workspace) {
        root = workspace.root
        let present = workspace.graph.modules
        products = Set(present.filter { $0.part == .facade }.map(\.owner)).sorted()
        modules = Toolchain.modules.union(present.map(\.name)).union(present.map(\.owner))
            .union(["CSQLite"])
    }

    /// Checks a name and the products to be called.
    package func request(
        _ name: String, calls: [String], hasAdapters: Bool
    ) throws(ScaffoldError) -> ScaffoldRequest {
        if let unknown = calls.first(where: { !products.contains($0) }) {
            throw .unknownCall(unknown, known: products)
        }
        guard calls.count <= Limits.callsMax else {
            throw .name(name, "it calls more than \(Limits.callsMax) products")
        }
        var called: [CalledProduct] = []
        for call in Set(calls).sorted() {
            let sources = texts(under: "Products/\(call)/Facade")
            called.append(
                CalledProduct(
                    name: call, arguments: try FacadeDoor.arguments(of: call, in: sources)))
            try checkDoor(of: call)
        }
        let folders = ["Core"] + products.map { "Products/\($0)/Contracts" }
        let types = Set(folders.flatMap(texts).flatMap(ProductTree.types))
        return ScaffoldRequest(
            name: try ProductName(name, modules: modules, types: types), calls: called,
            hasAdapters: hasAdapters)
    }

    /// Composition hands the door of a called product to the binding of the new one.
    private func checkDoor(of call: String) throws(ScaffoldError) {
        let property = " \(call.lowerCamel): \(call)"
        let texts = texts(under: "Products/Composition/Composition/Platform")
        let isThere = texts.contains { text in
            ["public let", "public var"].contains { text.contains($0 + property) }
        }
        guard isThere else {
            throw .closedDoor(call, "Platform has no property \(call.lowerCamel)")
        }
    }

    private func texts(under folder: String) -> [String] {
        SourceFiles.swiftFiles(under: "\(root)/\(folder)").compactMap(SourceFiles.bytes)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Names behind the keywords that declare a type, at the beginning of a line.
    private static func types(_ text: String) -> [String] {
        let keywords = ["struct", "enum", "class", "actor", "protocol", "typealias"]
        return text.split(separator: "\n").compactMap { line in
            guard let first = line.first, first != " ", first != "/" else { return nil }
            let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            guard let index = words.firstIndex(where: { keywords.contains(String($0)) }) else {
                return nil
            }
            return words.dropFirst(index + 1).first.map(String.init)
        }
    }
}
