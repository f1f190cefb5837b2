import Foundation

/// A package in a folder of its own, removed when it is let go.
final class TemporaryPackage: Sendable {
    let root: String

    init(_ files: [String: String]) throws {
        let name = "package-\(UUID().uuidString)"
        root = FileManager.default.temporaryDirectory.appending(path: name).path
        for (path, text) in files { try write(path, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func write(_ path: String, _ text: String) throws {
        let url = URL(filePath: "\(root)/\(path)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: true, encoding: .utf8)
    }
}
