import Glibc

/// Swift files on a disk, and their bytes.
package enum SourceFiles {
    /// All bytes of a file; nil where it cannot be opened.
    package static func bytes(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let size = min(Int(status.st_size), Limits.fileBytesMax + 1)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let part = read(file, buffer.baseAddress?.advanced(by: count), size - count)
                guard part > 0 else { return }
                count += part
            }
        }
    }

    /// The Swift files under a folder, sorted by path, or the file itself.
    package static func swiftFiles(under path: String) -> [String] {
        guard let kind = kind(path) else { return [] }
        return kind == S_IFDIR ? walk(path) : [path]
    }

    /// Asks whether something lies below a folder.
    static func exists(_ root: String) -> (String) -> Bool {
        { kind("\(root)/\($0)") != nil }
    }

    /// A folder that may not be listed holds nothing that could be read.
    private static func walk(_ folder: String) -> [String] {
        entries(folder).flatMap { name, kind -> [String] in
            guard !name.hasPrefix("."), !isOpaque(name) else { return [] }
            let path = "\(folder)/\(name)"
            if kind == UInt8(DT_DIR) { return walk(path) }
            // Links to files are followed; a link to a folder may lead back to where it stands.
            guard name.hasSuffix(".swift") else { return [] }
            let isFile = kind == UInt8(DT_REG) || self.kind(path) == S_IFREG
            return isFile ? [path] : []
        }
    }

    /// Names in a folder with what the folder says they are, sorted by their bytes.
    private static func entries(_ folder: String) -> [(name: String, kind: UInt8)] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var found: [(name: String, kind: UInt8)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    String(cString: $0)
                }
            }
            var kind = entry.pointee.d_type
            // Some file systems do not tell.
            if kind == UInt8(DT_UNKNOWN), self.kind("\(folder)/\(name)") == S_IFDIR {
                kind = UInt8(DT_DIR)
            }
            found.append((name, kind))
        }
        return found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The kind of what a path leads to; nil for nothing.
    private static func kind(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// Folders that SwiftPM takes for one document: what lies inside is no source.
    private static func isOpaque(_ name: String) -> Bool {
        let endings = [
            ".docc", ".xcassets", ".xcodeproj", ".playground", ".xcframework", ".bundle",
        ]
        return endings.contains { name.hasSuffix($0) }
    }
}
