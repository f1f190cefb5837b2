import Foundation

/// Swift files on a disk, and their bytes.
package enum SourceFiles {
    /// All bytes of a file; nil where it cannot be opened.
    package static func bytes(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    }

    /// The Swift files under a folder, sorted by path, or the file itself.
    package static func swiftFiles(under path: String) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return []
        }
        guard isFolder.boolValue else { return [path] }
        return walk(path)
    }

    /// A folder that may not be listed holds nothing that could be read.
    private static func walk(_ folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.flatMap {
            name -> [String] in
            let path = "\(folder)/\(name)"
            guard !name.hasPrefix("."), !isOpaque(name) else { return [] }
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                return []
            }
            if isFolder.boolValue { return isLink(path) ? [] : walk(path) }
            return name.hasSuffix(".swift") ? [path] : []
        }
    }

    /// Folders that SwiftPM takes for one document: what lies inside is no source.
    private static func isOpaque(_ name: String) -> Bool {
        let endings = [
            ".docc", ".xcassets", ".xcodeproj", ".playground", ".xcframework", ".bundle",
        ]
        return endings.contains { name.hasSuffix($0) }
    }

    /// A link to a folder may lead back to where it stands; links to files are followed.
    private static func isLink(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType == .typeSymbolicLink
    }
}

extension SourceFiles {
    /// Asks whether something lies below a folder.
    static func exists(_ root: String) -> (String) -> Bool {
        { FileManager.default.fileExists(atPath: "\(root)/\($0)") }
    }
}
