extension Workspace {
    /// How a package is read.
    package struct Reading: Sendable {
        /// Whether an answer of SwiftPM that was kept will do.
        package var usesCache = true
        /// One file after the other.
        package var isSerial = false
        /// Below whose `.build` answers are kept; the package itself by default.
        package var home: String?
        /// A configuration in another place than beside the manifest.
        package var configuration: String?

        /// The usual way: everything at once, from memory where nothing changed.
        package init() {}
    }

    /// Reads a package from a disk, several files at once.
    package static func read(
        root: String, usesCache: Bool = true
    ) async throws(PackageError) -> Workspace {
        var reading = Reading()
        reading.usesCache = usesCache
        return try await read(root: root, reading)
    }

    /// Reads a package from a disk; SwiftPM is asked while files are read.
    package static func read(
        root: String, _ reading: Reading
    ) async throws(PackageError) -> Workspace {
        let configuration = try Configuration.read(root: root, file: reading.configuration)
        let tree = SourceTree(
            root: root, ignored: configuration.ignored, isSerial: reading.isSerial)
        async let read = tree.read()
        async let known = Toolchain.modules.count
        let package: PackageModel
        var files: [SourceFile]
        do {
            package = try await PackageReader(
                root: root, usesCache: reading.usesCache, home: reading.home
            ).read()
            files = await read
            _ = await known
        }
        let surroundings = try await Surroundings.read(
            of: package, root: root, listed: configuration.packages, usesCache: reading.usesCache)
        for neighbour in surroundings.neighbours where neighbour.folder.hasPrefix("..") {
            files += await SourceTree(root: SourceFiles.joined(root, neighbour.folder)).read()
                .map { SourceFile(path: "\(neighbour.folder)/\($0.path)", parsed: $0.parsed) }
        }
        guard files.count <= Limits.filesMax else {
            throw PackageError("\(root) holds more than \(Limits.filesMax) Swift files")
        }
        let manifest = SourceFiles.bytes("\(root)/Package.swift") ?? []
        return Workspace(
            root: root, package: package, files: files,
            manifest: String(decoding: manifest, as: UTF8.self), configuration: configuration,
            surroundings: surroundings, bytes: { SourceFiles.bytes("\(root)/\($0)") })
    }
}
