internal import Foundation

/// A folder of one test, gone with everything in it when the last reference goes.
public final class TemporaryFolder: Sendable {
    /// Where it lies.
    public let path: String

    /// Makes a folder of its own in the system's place for temporary files.
    public init() throws {
        let template = FileManager.default.temporaryDirectory.path + "/signalbox-XXXXXX"
        var name = Array(template.utf8CString)
        guard mkdtemp(&name) != nil else { throw POSIXError(.EIO) }
        path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        // What stays behind lies in the system's place for temporary files, and is cleared there.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of an entry of the folder.
    public func path(_ name: String) -> String { path + "/" + name }
}
