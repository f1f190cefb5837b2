import Foundation

/// Asks SwiftPM what a package is, and remembers the answer.
///
/// Manifests compute, so nobody but SwiftPM can tell. An answer is kept with everything it depends
/// on, word for word: a key that collides is noticed.
package struct PackageReader {
    let root: String
    let usesCache: Bool
    /// Where answers are kept.
    let folder: String
    private var files: FileManager { .default }

    /// Reads the package whose manifest lies in `root`.
    ///
    /// - Parameters:
    ///   - root: The folder of the manifest.
    ///   - usesCache: Whether an answer that was kept will do.
    ///   - home: The package below whose `.build` answers are kept; the package itself by default.
    package init(root: String, usesCache: Bool = true, home: String? = nil) {
        (self.root, self.usesCache) = (root, usesCache)
        folder = "\(home ?? root)/.build/lint-imports"
    }

    /// The package, from memory where nothing changed.
    package func read() async throws(PackageError) -> PackageModel {
        let key = cacheKey()
        let place = key.map { "\(folder)/\($0.stableHash).txt" }
        if let key, let place, let bytes = SourceFiles.bytes(place),
            let model = PackageRecord.model(in: bytes, for: key)
        {
            return model
        }
        let model = try DumpReader.read(await dump())
        if let key, let place, let record = PackageRecord.bytes(of: model, for: key) {
            keep(record, at: place)
        }
        return model
    }

    /// The nearest folder, from `start` upward, that holds a manifest.
    package static func root(from start: String) -> String? {
        var folder = URL(filePath: start).standardizedFileURL
        while true {
            let manifest = folder.appending(path: "Package.swift").path
            if FileManager.default.fileExists(atPath: manifest) { return folder.path }
            let parent = folder.deletingLastPathComponent()
            guard parent.path != folder.path else { return nil }
            folder = parent
        }
    }

}

// MARK: - Asking

extension PackageReader {
    private func dump() async throws(PackageError) -> Data {
        let place = files.temporaryDirectory.appending(path: "dump-\(UUID().uuidString)").path
        let (output, errors) = (place + ".json", place + ".txt")
        defer { for file in [output, errors] { unlink(file) } }
        let status = try await run(output: output, errors: errors)
        guard status == 0 else {
            let said = String(decoding: SourceFiles.bytes(errors) ?? [], as: UTF8.self)
            throw PackageError("\(root)/Package.swift cannot be evaluated:\n\(said)")
        }
        guard let json = files.contents(atPath: output), json.count <= Limits.descriptionBytesMax
        else { throw PackageError("the description of \(root) is longer than 64 MiB") }
        return json
    }

    /// Waits without a thread: a thread that waits is missed by those who work.
    private func run(output: String, errors: String) async throws(PackageError) -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // A scratch folder of its own: the package may be building or testing right now.
        process.arguments = [
            "swift", "package", "--package-path", root, "--scratch-path", "\(folder)/scratch",
            "dump-package",
        ]
        guard files.createFile(atPath: output, contents: nil),
            files.createFile(atPath: errors, contents: nil)
        else { throw PackageError("\(output) cannot be written: free some space in its folder") }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        do {
            return try await withCheckedThrowingContinuation { continuation in
                process.terminationHandler = {
                    continuation.resume(returning: $0.terminationStatus)
                }
                do { try process.run() } catch { continuation.resume(throwing: error) }
            }
        } catch {
            throw PackageError("swift cannot be started (\(error)): put it on the PATH")
        }
    }
}

// MARK: - Remembering

extension PackageReader {
    /// Everything the answer depends on; nil where it depends on more than can be listed.
    private func cacheKey() -> String? {
        guard usesCache, let names = try? files.contentsOfDirectory(atPath: root) else {
            return nil
        }
        var key = Toolchain.identity + "\n"
        let environment = ProcessInfo.processInfo.environment
        let manifests = names.filter { $0.hasPrefix("Package") && $0.hasSuffix(".swift") }
        for name in manifests.sorted() {
            guard let bytes = SourceFiles.bytes("\(root)/\(name)") else { return nil }
            let text = String(decoding: bytes, as: UTF8.self)
            guard !text.contains("gitInformation") else { return nil }
            key += "\(name)\n\(text)\n"
            for variable in literals(bytes).intersection(environment.keys).sorted() {
                key += "\(variable)=\(environment[variable] ?? "")\n"
            }
        }
        return key
    }

    /// String literals: each could name a variable of the environment.
    private func literals(_ bytes: [UInt8]) -> Set<String> {
        var lexer = Lexer(bytes)
        var found: Set<String> = []
        while let token = try? lexer.next(), token.kind != .end {
            guard token.kind == .string else { continue }
            found.insert(lexer.text(token).filter { $0 != "\"" })
        }
        return found
    }

    /// A cache that cannot be written costs time and nothing else, so failures are passed over.
    private func keep(_ record: [UInt8], at place: String) {
        try? files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? Data(record).write(to: URL(filePath: place), options: .atomic)
        forgetOldest()
    }

    /// What cannot be listed or removed is tried again the next time.
    private func forgetOldest() {
        let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
        let dated = names.filter { $0.hasSuffix(".txt") }.map { name -> (String, Double) in
            let attributes = try? files.attributesOfItem(atPath: "\(folder)/\(name)")
            let date = attributes?[.modificationDate] as? Date
            return (name, date?.timeIntervalSince1970 ?? 0)
        }
        let newestFirst = dated.sorted { ($0.1, $0.0) > ($1.1, $1.0) }
        for (name, _) in newestFirst.dropFirst(Limits.cachedDescriptionsMax) {
            try? files.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}

extension String {
    /// The same on every run and machine: names a file, proves nothing.
    var stableHash: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }
}
