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
                let part = Glibc.read(file, buffer.baseAddress?.advanced(by: count), size - count)
                guard part > 0 else { return }
                count += part
            }
        }
    }

    /// Where the name of a file begins in its path.
    static func nameStart(_ path: String) -> String.Index {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
            ?? path.startIndex
    }

    /// The folder of a file, without the slash.
    static func folder(of path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? "."
    }

    /// Writes a file aside and puts it in place, with the rights that it had.
    package static func replace(_ path: String, with text: String) -> Bool {
        var status = stat()
        let mode = stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0o644
        let aside = path + ".tools-\(getpid())"
        let file = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard file >= 0 else { return false }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            bytes = bytes.dropFirst(count)
        }
        let isWhole = bytes.isEmpty && fsync(file) == 0
        close(file)
        guard isWhole, rename(aside, path) == 0 else {
            unlink(aside)
            return false
        }
        return true
    }

    /// The Swift files under a folder, sorted by path, or the file itself.
    package static func swiftFiles(under path: String) -> [String] {
        guard let kind = kind(path) else { return [] }
        return kind == S_IFDIR ? walk(path) : [path]
    }

    /// Whether a path leads to a file, over links.
    package static func isFile(_ path: String) -> Bool { kind(path) == S_IFREG }

    /// Names of the folders in a folder that may hold sources.
    package static func folders(in folder: String) -> [String] {
        entries(folder).filter { name, kind in
            kind == UInt8(DT_DIR) && !name.hasPrefix(".") && !isOpaque(name)
        }.map(\.name)
    }

    /// A path below or beside a folder, without links resolved.
    static func joined(_ root: String, _ path: String) -> String {
        path.hasPrefix("/") ? path : "\(root)/\(path)"
    }

    /// How one gets from a folder to another, with `..` where it has to be.
    static func relative(_ path: String, to root: String) -> String {
        let (from, to) = (root.split(separator: "/"), path.split(separator: "/"))
        let common = zip(from, to).prefix { $0 == $1 }.count
        let up = [Substring](repeating: "..", count: from.count - common)
        return (up + to[common...]).joined(separator: "/")
    }

    /// Folders with a manifest whose path matches a pattern such as `libs/*`.
    static func folders(matching pattern: String, below root: String) -> [String] {
        var found = [""]
        for part in pattern.split(separator: "/") {
            let selector = Selector("path:" + part)
            found = found.flatMap { folder -> [String] in
                let names = entries(folder.isEmpty ? root : "\(root)/\(folder)").map(\.name)
                return names.filter { !$0.hasPrefix(".") && selector.matches($0) }
                    .map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
            }
        }
        return found.filter { !$0.isEmpty && isFile("\(root)/\($0)/Package.swift") }
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
    static func entries(_ folder: String) -> [(name: String, kind: UInt8)] {
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
    static func isOpaque(_ name: String) -> Bool {
        let endings = [
            ".docc", ".xcassets", ".xcodeproj", ".playground", ".xcframework", ".bundle",
        ]
        return endings.contains { name.hasSuffix($0) }
    }
}
