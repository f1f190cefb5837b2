import Foundation

/// A folder of migrations on a disk.
package enum MigrationFolder {
    /// The files below a folder in natural order; nil where the folder cannot be listed.
    ///
    /// Files that take a migration back are read where `withDown` says so.
    package static func files(in folder: String, withDown: Bool) -> [MigrationFile]? {
        let manager = FileManager.default
        var isFolder = ObjCBool(false)
        guard manager.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
            let walk = manager.enumerator(atPath: folder)
        else { return nil }
        var paths: [String] = []
        while let path = walk.nextObject() as? String, paths.count < Limits.filesMax {
            let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
            if !isHidden { paths.append(path) }
        }
        return paths.sorted(by: SQLName.naturallyPrecedes).compactMap { path in
            file(path, in: folder, withDown: withDown)
        }
    }

    private static func file(
        _ path: String, in folder: String, withDown: Bool
    ) -> MigrationFile? {
        let full = "\(folder)/\(path)"
        guard path.lowercased().hasSuffix(".sql") else {
            let isFile = FileManager.default.contents(atPath: full) != nil
            let isRun = isFile && FileManager.default.isExecutableFile(atPath: full)
            return isRun ? MigrationFile(program: path) : nil
        }
        guard withDown || !path.lowercased().hasSuffix(".down.sql") else { return nil }
        guard let bytes = FileManager.default.contents(atPath: full),
            bytes.count <= Limits.fileBytesMax
        else { return MigrationFile(unopened: path) }
        return MigrationFile(path: path, sql: Array(bytes))
    }
}
