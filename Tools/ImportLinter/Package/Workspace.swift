/// A package with its files read: all that the rules look at.
package struct Workspace: Sendable {
    /// The folder of the manifest.
    package let root: String
    /// What the manifest describes.
    package let package: PackageModel
    /// Modules and who uses whom.
    package let graph: ModuleGraph
    /// Swift files that no target compiles.
    package let strays: [SourceFile]
    /// Text of the manifest, to find the line of a row.
    let manifest: String

    /// Whether the rules of `Rule.ofThisPackage` speak of it.
    package var isThisPackage: Bool { package.name == "signalbox" }

    /// Reads a package from a disk, several files at once.
    package static func read(
        root: String, usesCache: Bool = true
    ) async throws(PackageError)
        -> Workspace
    {
        let package = try await PackageReader(root: root, usesCache: usesCache).read()
        let paths = SourceFiles.swiftFiles(under: root).map { String($0.dropFirst(root.count + 1)) }
        guard paths.count <= Limits.filesMax else {
            throw PackageError("\(root) holds more than \(Limits.filesMax) Swift files")
        }
        let files = await parsed(paths, root: root)
        let manifest = SourceFiles.bytes("\(root)/Package.swift") ?? []
        let maps = package.targets.compactMap { target in
            SourceFiles.bytes("\(root)/\(target.folder(SourceFiles.exists(root)))/module.modulemap")
                .map { (target.name, ModuleMap.names(in: $0).first ?? target.name) }
        }
        return Workspace(
            root: root, package: package, files: files,
            manifest: String(decoding: manifest, as: UTF8.self),
            cModules: Dictionary(maps, uniquingKeysWith: { first, _ in first }))
    }

    /// Sorts files that were read to their targets.
    package init(
        root: String, package: PackageModel, files: [SourceFile], manifest: String = "",
        cModules: [String: String] = [:]
    ) {
        (self.root, self.package, self.manifest) = (root, package, manifest)
        let folders = Workspace.folders(of: files)
        var modules = package.targets.map { target -> Module in
            let path = target.folder(folders.contains)
            let owner = package.name == "signalbox" ? Ownership.of(target, path: path) : nil
            return Module(
                name: cModules[target.name] ?? target.module, target: target, path: path,
                owner: owner?.owner ?? package.name, part: owner?.part)
        }
        let byFolder = Dictionary(grouping: modules.indices) { modules[$0].path }
        var strays: [SourceFile] = []
        for file in files where !Workspace.isManifest(file.path) {
            // The innermost folder wins where targets lie inside each other.
            let owner = Workspace.parents(of: file.path).lazy.compactMap { folder in
                byFolder[folder]?.first { modules[$0].holds(file.path) }
            }.first
            if let owner { modules[owner].files.append(file) } else { strays.append(file) }
        }
        self.strays = strays
        graph = ModuleGraph(modules)
    }

    private static func isManifest(_ path: String) -> Bool {
        path.hasPrefix("Package") && !path.contains("/")
    }

    private static func folders(of files: [SourceFile]) -> Set<String> {
        var found: Set<String> = []
        for file in files {
            for folder in parents(of: file.path) where !found.insert(folder).inserted { break }
        }
        return found
    }

    /// The folders around a file, innermost first, the root as the empty path.
    private static func parents(of path: String) -> [String] {
        var found: [String] = []
        var rest = path[...]
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            found.append(String(rest))
        }
        return found + [""]
    }

    /// Files in the order of `paths`, read by a few tasks at once.
    private static func parsed(_ paths: [String], root: String) async -> [SourceFile] {
        let size = max(1, (paths.count + Limits.readersMax - 1) / Limits.readersMax)
        let starts = Array(stride(from: 0, to: paths.count, by: size))
        return await withTaskGroup(of: (Int, [SourceFile]).self) { group in
            for start in starts {
                let slice = paths[start..<min(start + size, paths.count)]
                group.addTask { @concurrent in (start, slice.map { read($0, root: root) }) }
            }
            var parts: [(Int, [SourceFile])] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    private static func read(_ path: String, root: String) -> SourceFile {
        guard let bytes = SourceFiles.bytes("\(root)/\(path)") else {
            let unreadable = Unreadable(line: 1, reason: "the file cannot be opened")
            return SourceFile(path: path, parsed: ParsedSource(unreadable: unreadable))
        }
        return SourceFile(path: path, parsed: ImportScanner.scan(bytes))
    }
}

extension Module {
    /// Whether the target compiles the file.
    fileprivate func holds(_ file: String) -> Bool {
        guard target.hasSources, path.isEmpty || file.hasPrefix(path + "/") else { return false }
        let rest = path.isEmpty ? file : String(file.dropFirst(path.count + 1))
        let isUnder = { (folder: String) in
            let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
            return rest == folder || rest.hasPrefix(folder + "/") || folder == "."
        }
        if (target.excluded + target.copied).contains(where: isUnder) { return false }
        return target.sources?.contains(where: isUnder) ?? true
    }
}

extension TargetModel {
    /// Where its files lie below the root: as declared, or by SwiftPM's convention.
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
