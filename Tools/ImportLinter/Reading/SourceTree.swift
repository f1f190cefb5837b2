import Glibc

/// Reads every Swift file below a folder, several folders at once.
package struct SourceTree: Sendable {
    /// The folder that paths are relative to.
    let root: String
    /// Folders, by their path below the root, that are passed over.
    let ignored: [Selector]
    /// One file after the other, for whoever wants a single thread.
    let isSerial: Bool

    /// A tree below `root`, without the folders that a pattern of paths in `ignored` matches.
    package init(root: String, ignored: [String] = [], isSerial: Bool = false) {
        (self.root, self.isSerial) = (root, isSerial)
        self.ignored = ignored.map { Selector($0) }
    }

    /// All files with what they import, in the order of folders and names.
    package func read() async -> [SourceFile] { await read(folder: "") }

    private func read(folder: String) async -> [SourceFile] {
        let entries = SourceFiles.entries(folder.isEmpty ? root : "\(root)/\(folder)")
        let prefix = folder.isEmpty ? "" : folder + "/"
        var folders: [String] = []
        var files: [String] = []
        for (name, kind) in entries where !name.hasPrefix(".") && !SourceFiles.isOpaque(name) {
            let path = prefix + name
            if kind == UInt8(DT_DIR) {
                if !ignored.contains(where: { $0.matches(path) }) { folders.append(path) }
            } else if name.hasSuffix(".swift") {
                let isFile = kind == UInt8(DT_REG) || SourceFiles.isFile("\(root)/\(path)")
                // Links to files are followed; a link to a folder may lead back to here.
                if isFile, !ignored.contains(where: { $0.matches(path) }) { files.append(path) }
            }
        }
        return await isSerial ? inTurn(files, folders) : atOnce(files, folders)
    }

    private func inTurn(_ files: [String], _ folders: [String]) async -> [SourceFile] {
        var found = read(files[...])
        for folder in folders { found += await read(folder: folder) }
        return found
    }

    private func atOnce(_ files: [String], _ folders: [String]) async -> [SourceFile] {
        let own = read(files.prefix(Limits.filesAtOnceMax))
        let rest = files.dropFirst(own.count)
        guard !rest.isEmpty || !folders.isEmpty else { return own }
        return await withTaskGroup(of: (Int, [SourceFile]).self) { group in
            var jobs = 0
            for start in stride(from: rest.startIndex, to: rest.endIndex, by: Limits.filesAtOnceMax)
            {
                let slice = rest[start..<min(start + Limits.filesAtOnceMax, rest.endIndex)]
                let job = jobs
                group.addTask { @concurrent in (job, read(slice)) }
                jobs += 1
            }
            for folder in folders {
                let job = jobs
                group.addTask { @concurrent in (job, await read(folder: folder)) }
                jobs += 1
            }
            var parts = [[SourceFile]](repeating: [], count: jobs)
            for await (job, part) in group { parts[job] = part }
            return own + parts.joined()
        }
    }

    /// Reads files of one folder one after the other into the same memory: most are small.
    private func read(_ files: ArraySlice<String>) -> [SourceFile] {
        guard let first = files.first else { return [] }
        // Names are looked up in the open folder, not from the root down for each file.
        let folder = OpenFolder(SourceFiles.folder(of: "\(root)/\(first)"))
        let size = Limits.smallFileBytesMax
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { buffer in
            files.map { path in
                let name = String(path.utf8.suffix(from: SourceFiles.nameStart(path))) ?? path
                let parsed =
                    folder.read(name, into: buffer).map(ImportScanner.scan)
                    ?? SourceFiles.bytes("\(root)/\(path)").map(ImportScanner.scan)
                return SourceFile(path: path, parsed: parsed ?? ImportsReport.unopened)
            }
        }
    }
}
