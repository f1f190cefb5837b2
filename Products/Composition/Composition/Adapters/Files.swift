private import Foundation

/// A file that a command names and that cannot be used.
public struct FileProblem: Error, Hashable, CustomStringConvertible {
    /// The path as given.
    public let path: String
    /// What is wrong with it.
    public let reason: String

    /// Which file and why.
    public var description: String { "\(path): \(reason)" }
}

/// Bytes of a file, or of standard input for `-`, a piece at a time.
final class FileSource {
    private let handle: FileHandle
    private let path: String

    init(_ path: String) throws(FileProblem) {
        self.path = path
        if path == "-" {
            handle = .standardInput
        } else {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw FileProblem(path: path, reason: "there is no such file")
            }
            guard !isFolder.boolValue else {
                throw FileProblem(path: path, reason: "it is a directory; name a file in it")
            }
            guard let handle = FileHandle(forReadingAtPath: path) else {
                throw FileProblem(path: path, reason: "it cannot be read; check its permissions")
            }
            self.handle = handle
        }
    }

    func next() throws -> [UInt8]? {
        let piece = try handle.read(upToCount: Limits.filePieceBytes) ?? Data()
        return piece.isEmpty ? nil : Array(piece)
    }
}

/// The whole of a file, or of standard input for `-`.
public enum WholeFile {
    /// Reads it, up to a bound.
    public static func read(_ path: String) throws -> [UInt8] {
        let source = try FileSource(path)
        var bytes: [UInt8] = []
        while let piece = try source.next() {
            bytes += piece
            guard bytes.count <= Limits.fileBytesMax else {
                throw FileProblem(
                    path: path, reason: "it has more than \(Limits.fileBytesMax) bytes; split it")
            }
        }
        return bytes
    }

    /// The path from the root, whatever folder it was written in.
    public static func absolute(_ path: String) -> String {
        let expanded = (path as NSString).expandingTildeInPath
        return URL(fileURLWithPath: expanded).standardizedFileURL.path
    }

    /// Writes a file in one step, so that a reader sees all of it or what was there before.
    public static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw FileProblem(path: path, reason: "it cannot be written (\(error))")
        }
    }
}

/// A file that appears under its name once everything is in it; standard output for `-`.
final class FileSink: Sendable {
    private let handle: FileHandle
    private let path: String
    private var partial: String { path + ".part" }

    init(_ path: String) throws(FileProblem) {
        self.path = path
        guard path != "-" else {
            handle = .standardOutput
            return
        }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw FileProblem(path: path, reason: "it is there already; name another file")
        }
        guard FileManager.default.createFile(atPath: path + ".part", contents: nil),
            let handle = FileHandle(forWritingAtPath: path + ".part")
        else {
            throw FileProblem(
                path: path, reason: "it cannot be written; check the folder and its permissions")
        }
        self.handle = handle
    }

    func write(_ bytes: [UInt8]) throws { try handle.write(contentsOf: Data(bytes)) }

    func finish() throws {
        guard path != "-" else { return }
        try handle.synchronize()
        try handle.close()
        try FileManager.default.moveItem(atPath: partial, toPath: path)
    }

    /// Takes away what was written so far.
    func discard() {
        guard path != "-" else { return }
        // It is of no use, and whether it can be removed changes nothing about the error.
        try? handle.close()
        try? FileManager.default.removeItem(atPath: partial)
    }
}
