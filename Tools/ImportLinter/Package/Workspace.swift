/// A package with its files read: all that the rules look at.
package struct Workspace: Sendable {
    /// The folder of the manifest.
    package let root: String
    /// What the manifest describes.
    package let package: PackageModel
    /// What the package says about how it wants to be linted.
    package var configuration: Configuration
    /// Packages around it.
    package let surroundings: Surroundings
    /// Modules and who uses whom.
    package let graph: ModuleGraph
    /// Swift files that no target compiles.
    package let strays: [SourceFile]
    /// Packages inside it that nobody listed: their files are left out.
    package let nested: [String]
    /// Text of the manifest, to find the line of a row.
    package let manifest: String
    /// Reads a file by its path below the root.
    let bytes: @Sendable (String) -> [UInt8]?

    /// Whether the rules of `Rule.ofThisPackage` speak of it.
    package var isThisPackage: Bool { package.name == "signalbox" }

    /// Sorts files that were read to their targets.
    ///
    /// - Parameters:
    ///   - root: The folder of the manifest.
    ///   - package: What the manifest describes.
    ///   - files: Every Swift file, folder by folder.
    ///   - manifest: The text of the manifest.
    ///   - configuration: How the package wants to be linted.
    ///   - surroundings: Packages around it.
    ///   - bytes: Reads any file by its path below the root.
    package init(
        root: String, package: PackageModel, files: [SourceFile], manifest: String = "",
        configuration: Configuration = Configuration(), surroundings: Surroundings = Surroundings(),
        bytes: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
    ) {
        self.bytes = bytes
        (self.root, self.package, self.manifest) = (root, package, manifest)
        (self.configuration, self.surroundings) = (configuration, surroundings)
        let folders = Workspace.folders(of: files)
        let targets = Workspace.targets(package, surroundings, folders)
        let sorted = Workspace.sorted(files, targets)
        let manifests = files.map(\.path).filter { $0.hasSuffix("/Package.swift") }
        let inScope = surroundings.neighbours.map { $0.folder + "/Package.swift" }
        nested = manifests.filter { !inScope.contains($0) }.map { String($0.dropLast(14)) }
        strays = sorted.strays.filter { [nested] file in
            !nested.contains { file.path.hasPrefix($0 + "/") }
        }
        let modules = zip(targets, sorted.files).map { place, files in
            let target = place.target
            let owner = package.name == "signalbox" ? Ownership.of(target, path: place.path) : nil
            let mapped = files.isEmpty ? place.cModule(bytes) : nil
            var module = Module(
                name: mapped ?? target.module, target: target, path: place.path,
                owner: owner?.owner ?? place.package, part: owner?.part, package: place.package)
            module.files = files
            return module
        }
        var products: [String: [String]] = [:]
        for neighbour in surroundings.neighbours {
            for product in neighbour.model.products {
                products[product.name, default: []] += product.targets
            }
        }
        graph = ModuleGraph(modules, products: products)
    }

    /// A target and where it lies below the root.
    private struct PlacedTarget {
        let target: TargetModel
        let path: String
        let package: String

        /// Headers are described by a map, which names the module.
        func cModule(_ moduleMap: (String) -> [UInt8]?) -> String? {
            guard target.kind == .system || target.kind == .library else { return nil }
            let places = ["module.modulemap", "include/module.modulemap"]
            for place in places {
                guard let map = moduleMap("\(path)/\(place)") else { continue }
                if let name = ModuleMap.names(in: map).first { return name }
            }
            return nil
        }
    }

    private static func targets(
        _ package: PackageModel, _ surroundings: Surroundings, _ folders: Set<String>
    ) -> [PlacedTarget] {
        let own = package.targets.map {
            PlacedTarget(target: $0, path: $0.folder(folders.contains), package: package.name)
        }
        let others = surroundings.neighbours.flatMap { neighbour in
            neighbour.model.targets.map { target in
                let inside = target.folder { folders.contains("\(neighbour.folder)/\($0)") }
                let path = inside.isEmpty ? neighbour.folder : "\(neighbour.folder)/\(inside)"
                return PlacedTarget(target: target, path: path, package: neighbour.model.name)
            }
        }
        return own + others
    }

    /// For each target its files, and what is left over.
    private static func sorted(
        _ files: [SourceFile], _ targets: [PlacedTarget]
    ) -> (files: [[SourceFile]], strays: [SourceFile]) {
        var sorted = [[SourceFile]](repeating: [], count: targets.count)
        var strays: [SourceFile] = []
        let byFolder = Dictionary(grouping: targets.indices) { targets[$0].path }
        var (folder, owners): (Substring, [Int]) = ("/", [])
        for file in files where !isManifest(file.path) {
            let own = self.folder(of: file.path)
            // Files come folder by folder.
            if own != folder {
                folder = own
                // The innermost folder wins where targets lie inside each other.
                owners = parents(of: file.path).flatMap { byFolder[$0] ?? [] }
            }
            let owner = owners.first {
                targets[$0].target.compiles(file.path, in: targets[$0].path)
            }
            if let owner { sorted[owner].append(file) } else { strays.append(file) }
        }
        return (sorted, strays)
    }

    /// `Package.swift`, also of a package inside, and `Package@swift-6.0.swift`.
    private static func isManifest(_ path: String) -> Bool {
        let name = path.dropFirst(folder(of: path).utf8.count)
        return name.hasPrefix("/Package.swift") || path.hasPrefix("Package") && !path.contains("/")
    }

    private static func folders(of files: [SourceFile]) -> Set<String> {
        var found: Set<String> = []
        var last: Substring = "/"
        for file in files where folder(of: file.path) != last {
            last = folder(of: file.path)
            for folder in parents(of: file.path) where !found.insert(folder).inserted { break }
        }
        return found
    }

    /// The folder of a file, empty at the root.
    private static func folder(of path: String) -> Substring {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
    }

    /// The folders around a file, innermost first, the root as the empty path.
    private static func parents(of path: String) -> [String] {
        var found: [String] = []
        var rest = path[...]
        while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
            rest = rest[..<slash]
            found.append(String(rest))
        }
        return found + [""]
    }
}

extension TargetModel {
    /// Whether it compiles a file that lies somewhere below its folder.
    fileprivate func compiles(_ file: String, in folder: String) -> Bool {
        guard hasSources else { return false }
        if holdsAll { return true }
        let rest = folder.isEmpty ? file : String(file.dropFirst(folder.count + 1))
        let isUnder = { (folder: String) in
            let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
            return rest == folder || rest.hasPrefix(folder + "/") || folder == "."
        }
        if (excluded + copied).contains(where: isUnder) { return false }
        return sources?.contains(where: isUnder) ?? true
    }

    /// Where its files lie below its package: as declared, or by SwiftPM's convention.
    func folder(_ exists: (String) -> Bool) -> String {
        if let path {
            let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
            return trimmed == "." || trimmed == "./" ? "" : trimmed
        }
        let usual = ["Sources", "Source", "src", "srcs"]
        let places: [String]
        switch kind {
        case .test: places = ["Tests"] + usual
        case .plugin: places = ["Plugins"]
        default: places = usual
        }
        let found = places.map { "\($0)/\(name)" }.first(where: exists)
        return found ?? places.first(where: exists) ?? "\(places[0])/\(name)"
    }
}
