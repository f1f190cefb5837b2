import CommandLine
import Foundation
import ImportLinter

/// Asks git what a package was like.
struct Git {
    let root: String
    let call: Invocation

    /// Files that differ between `base` and the working tree, new ones included.
    func changes(since base: String) throws -> [String] {
        let tracked = try lines(["diff", "--name-only", "--relative", base, "--"])
        let new = try lines(["ls-files", "--others", "--exclude-standard"])
        return tracked + new
    }

    /// Files of the folder that `base` has and that are not as they were there.
    func edited(since base: String) throws -> [String] {
        try lines(["diff", "--name-only", "--relative", "--diff-filter=MDRT", base, "--", "."])
    }

    /// Lays the files of a revision into a folder of their own and takes it away afterwards.
    ///
    /// - Parameters:
    ///   - base: The revision.
    ///   - paths: Which files, as git matches them; all by default.
    ///   - body: What to do with the folder.
    /// - Returns: What `body` returns.
    /// - Throws: Wrong usage where git knows no such revision, and what `body` throws.
    func withTree<Result>(
        of base: String, paths: [String] = [], _ body: (String) async throws -> Result
    ) async throws -> Result {
        let files = FileManager.default
        let place = files.temporaryDirectory.appending(path: "base-\(UUID().uuidString)").path
        try files.createDirectory(atPath: place + "/tree", withIntermediateDirectories: true)
        // A folder that cannot be taken away lies where the system clears up.
        defer { try? files.removeItem(atPath: place) }
        _ = try run(
            ["git", "-C", root, "archive", "--output", "\(place)/tree.tar", base, "--"] + paths)
        _ = try run(["tar", "-xf", "\(place)/tree.tar", "-C", "\(place)/tree"])
        return try await body("\(place)/tree")
    }

    private func lines(_ arguments: [String]) throws -> [String] {
        try run(["git", "-C", root] + arguments).split(separator: "\n").map(String.init)
    }

    private func run(_ words: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        let errors = FileManager.default.temporaryDirectory
            .appending(path: "git-\(UUID().uuidString)").path
        defer { unlink(errors) }
        guard FileManager.default.createFile(atPath: errors, contents: nil) else {
            throw call.wrong("\(errors) cannot be written: free some space in its folder")
        }
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle(forWritingAtPath: errors)
        do {
            try process.run()
        } catch {
            throw call.wrong("\(words[0]) cannot be started; a comparison with a revision needs it")
        }
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let said = String(decoding: SourceFiles.bytes(errors) ?? [], as: UTF8.self)
            throw call.wrong("\(words[0]): \(said.split(separator: "\n").first ?? "failed")")
        }
        return String(decoding: text, as: UTF8.self)
    }
}
