import Foundation

/// Where this package lies, seen from its own tests.
enum ProjectRoot {
    static let path: String = {
        var folder = URL(filePath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return folder.path
    }()

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(self.path)/\(path)")))
    }
}
