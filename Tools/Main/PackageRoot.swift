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
}
