import Foundation
import ImportLinter
import Testing

/// Where the toolchain brings its own parser as a library, what it finds has to be found here.
///
/// `SIGNALBOX_ORACLE_FILES` says how many files of this package are compared; 0 is all.
@Suite(.enabled(if: Oracle.host != nil), .serialized)
struct `The parser of the toolchain` {
    private static let oracle = Task { try await Oracle() }

    private func compare(_ files: [String]) async throws -> [String] {
        let found = try await Self.oracle.value.imports(in: files)
        return try files.compactMap { file in
            let bytes = try #require(SourceFiles.bytes(file))
            let ours = ImportScanner.scan(bytes).imports.map { statement in
                "\(statement.line) \(statement.kind ?? "") "
                    + "\(statement.path.joined(separator: ".")) \(statement.conditions.count)"
            }
            return ours == found[file] ? nil : "\(file): \(ours) instead of \(found[file] ?? [])"
        }
    }

    @Test func `finds the same imports in every case of the corpus that parses`() async throws {
        let cases = try CorpusCase.all.filter(\.parses)
        #expect(cases.count > 80)
        let folder = try TemporaryPackage([:])
        let files = try cases.map { entry in
            let file = "\(folder.root)/\(entry.id).swift"
            try FileManager.default.createDirectory(
                atPath: folder.root, withIntermediateDirectories: true)
            try Data(entry.bytes).write(to: URL(filePath: file))
            return file
        }
        #expect(try await compare(files) == [])
    }

    @Test func `finds the same imports in the files of this package`() async throws {
        let all = ["Core", "Products", "Tests", "Tools"].flatMap {
            SourceFiles.swiftFiles(under: "\(ProjectRoot.path)/\($0)")
        }
        let wanted = Int(ProcessInfo.processInfo.environment["SIGNALBOX_ORACLE_FILES"] ?? "") ?? 60
        let step = wanted == 0 ? 1 : max(1, all.count / wanted)
        let files = stride(from: 0, to: all.count, by: step).map { all[$0] }
        #expect(files.count > 20)
        #expect(try await compare(files) == [])
    }
}

/// A program around the parser that the toolchain ships, compiled for these tests.
private struct Oracle {
    private let folder: TemporaryPackage

    /// The folder of the library; nil where this toolchain has none.
    static let host: String? = {
        let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let compilers = paths.map { URL(filePath: "\($0)/swiftc") }
        let found = compilers.first { FileManager.default.isExecutableFile(atPath: $0.path) }
        guard let bin = found?.resolvingSymlinksInPath().deletingLastPathComponent() else {
            return nil
        }
        let host = bin.deletingLastPathComponent().appending(path: "lib/swift/host").path
        return FileManager.default.fileExists(atPath: "\(host)/libSwiftParser.so") ? host : nil
    }()

    init() async throws {
        let path = "Tests/ToolsTests/Fixtures/Oracle/Oracle.swift.txt"
        let source = String(decoding: try ProjectRoot.bytes(path), as: UTF8.self)
        folder = try TemporaryPackage(["Oracle.swift": source])
        let host = try #require(Oracle.host)
        let search = [host, "\(host)/compiler"].flatMap {
            ["-L", $0, "-Xlinker", "-rpath", "-Xlinker", $0]
        }
        _ = try await run(
            ["swiftc", "\(folder.root)/Oracle.swift", "-o", "\(folder.root)/oracle", "-I", host]
                + search + ["-lSwiftSyntax", "-lSwiftParser"])
    }

    /// For each file a line an import: where, which kind, the path, and how deep in `#if`.
    func imports(in files: [String]) async throws -> [String: [String]] {
        let output = try await run(["\(folder.root)/oracle"] + files)
        var found: [String: [String]] = [:]
        for line in output.split(separator: "\n") {
            let fields = line.split(separator: "\t").map(String.init)
            found[fields[0]] = Array(fields.dropFirst())
        }
        return found
    }

    private func run(_ words: [String]) async throws -> String {
        let place = "\(folder.root)/output"
        try folder.write("output", "")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.standardOutput = FileHandle(forWritingAtPath: place)
        let code = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        #expect(code == 0)
        return try String(contentsOfFile: place, encoding: .utf8)
    }
}
