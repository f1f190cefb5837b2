import Foundation

/// One run of the real executable, found beside the bundle of these tests.
struct ToolsRun {
    let code: Int32
    let output, errors: String

    init(_ words: [String], in folder: String? = nil, _ more: [String: String] = [:]) async throws {
        let bundle = URL(filePath: ProcessInfo.processInfo.arguments[0])
        let place = try TemporaryPackage(["output": "", "errors": ""])
        let (output, errors) = ("\(place.root)/output", "\(place.root)/errors")
        let process = Process()
        process.executableURL = bundle.deletingLastPathComponent().appending(path: "tools")
        process.arguments = words
        process.environment = ProcessInfo.processInfo.environment.merging(more) { $1 }
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        code = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        self.output = try String(contentsOfFile: output, encoding: .utf8)
        self.errors = try String(contentsOfFile: errors, encoding: .utf8)
    }
}
