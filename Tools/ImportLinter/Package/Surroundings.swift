/// The packages around one: those linted with it, and those that it only uses.
package struct Surroundings: Sendable {
    /// A package that is linted with the root package.
    package struct Neighbour: Sendable {
        /// Below the root, or beside it with `..`.
        package let folder: String
        /// As its manifest describes it.
        package let model: PackageModel
    }

    /// Packages with a folder of their own in the manifest or in the configuration.
    package var neighbours: [Neighbour] = []
    /// Modules of other packages, and the package of each.
    package var foreign: [String: String] = [:]
    /// The modules of products of other packages, by the product's name.
    package var products: [String: Set<String>] = [:]
    /// Packages that are used and lie nowhere: their modules are not known.
    package var missing: Set<String> = []

    /// No package but the root.
    package init() {}

    /// Looks for packages that the root uses, and for those that a configuration lists.
    static func read(
        of package: PackageModel, root: String, listed: [String], usesCache: Bool
    ) async throws(PackageError) -> Surroundings {
        var found = Surroundings()
        var folders = listed.flatMap { SourceFiles.folders(matching: $0, below: root) }
        for dependency in package.dependencies {
            if let path = dependency.path, SourceFiles.isFile("\(path)/Package.swift") {
                folders.append(SourceFiles.relative(path, to: root))
            }
        }
        var seen: Set<String> = []
        for folder in folders.sorted() where seen.insert(folder).inserted {
            let place = SourceFiles.joined(root, folder)
            let model = try await PackageReader(root: place, usesCache: usesCache, home: root)
                .read()
            found.neighbours.append(Neighbour(folder: folder, model: model))
        }
        try await found.addCheckouts(of: package, root: root, usesCache: usesCache)
        return found
    }

    private mutating func addCheckouts(
        of package: PackageModel, root: String, usesCache: Bool
    ) async throws(PackageError) {
        let used = ([package] + neighbours.map(\.model)).flatMap(\.dependencies)
            .filter { $0.path == nil }
        guard !used.isEmpty else { return }
        missing = Set(used.map(\.identity))
        let checkouts = "\(root)/.build/checkouts"
        for (name, _) in SourceFiles.entries(checkouts) {
            let place = "\(checkouts)/\(name)"
            guard SourceFiles.isFile("\(place)/Package.swift") else { continue }
            let reader = PackageReader(root: place, usesCache: usesCache, home: root)
            add(try await reader.read(), identity: name.lowercased())
        }
    }

    /// Takes in what a package offers.
    package mutating func add(_ model: PackageModel, identity: String) {
        missing.remove(identity)
        for target in model.targets where target.kind != .test && foreign[target.module] == nil {
            foreign[target.module] = identity
        }
        for product in model.products {
            products[product.name, default: []].formUnion(
                model.targets.filter { product.targets.contains($0.name) }.map(\.module))
        }
    }
}
