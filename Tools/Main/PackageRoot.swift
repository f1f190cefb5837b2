import CommandLine
import Foundation
import ImportLinter

/// Finds the package that a command is about.
enum PackageRoot {
    /// The nearest folder with a manifest, at or above `path` or the working folder.
    static func find(_ path: String?, _ call: Invocation) throws -> String {
        let start = path ?? FileManager.default.currentDirectoryPath
        guard let root = PackageReader.root(from: start) else {
            throw call.wrong("there is no Package.swift in \(start) or above it")
        }
        return root
    }

    /// What leads from the working folder to the package, so that a place can be clicked.
    static func prefix(_ root: String) -> String {
        let here = URL(filePath: FileManager.default.currentDirectoryPath).standardizedFileURL.path
        guard here != root else { return "" }
        guard here.hasPrefix(root + "/") else { return root + "/" }
        let depth = here.dropFirst(root.count).count { $0 == "/" }
        return String(repeating: "../", count: depth)
    }
}
