import CommandLine
import Foundation

/// Asks git what changed.
enum ChangedFiles {
    /// Files that differ between `base` and the working tree, new ones included.
    static func since(_ base: String, root: String, _ call: Invocation) throws -> [String] {
        let tracked = try git(["diff", "--name-only", "--relative", base, "--"], root, call)
        let new = try git(["ls-files", "--others", "--exclude-standard"], root, call)
        return tracked + new
    }

    /// Files of a folder that `base` has and that are not as they were there.
    static func edited(
        since base: String, in folder: String, _ call: Invocation
    ) throws -> [String] {
        try git(
            ["diff", "--name-only", "--relative", "--diff-filter=MDRT", base, "--", "."], folder,
            call)
    }

    private static func git(
        _ arguments: [String], _ root: String, _ call: Invocation
    ) throws -> [String] {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", root] + arguments
        (process.standardOutput, process.standardError) = (output, errors)
        do {
            try process.run()
        } catch {
            throw call.wrong("git cannot be started")
        }
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let said = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw call.wrong(
                "git \(arguments[0]): \(said.split(separator: "\n").first ?? "failed")")
        }
        return text.split(separator: "\n").map(String.init)
    }
}
