import Foundation
import ImportLinter
import Testing

/// Plain files are read without the lexer: what comes out has to be the same.
@Suite struct `Skimming a file` {
    private func isSame(_ bytes: [UInt8]) -> Bool {
        ImportScanner.scan(bytes) == ImportScanner.scanEveryPiece(bytes)
    }

    @Test(arguments: try CorpusCase.all)
    func `finds what the lexer finds, also in a file that is cut short`(entry: CorpusCase) {
        let bytes = entry.bytes
        #expect(isSame(bytes))
        guard bytes.count < 1_000 else { return }
        for end in bytes.indices where !isSame(Array(bytes[..<end])) {
            Issue.record("\(entry.id) cut at \(end)")
        }
    }

    @Test(arguments: try CorpusCase.all)
    func `finds what the lexer finds where a byte is another`(entry: CorpusCase) {
        let bytes = entry.bytes
        guard bytes.count < 120 else { return }
        for index in bytes.indices {
            for wrong: UInt8 in Array("\n\"#(@./`{;:< i".utf8) + [0xA0, 0xFF] {
                var copy = bytes
                copy[index] = wrong
                if !isSame(copy) { Issue.record("\(entry.id) with \(wrong) at \(index)") }
            }
        }
    }

    /// Pieces that a scanner trips over, in every order of three.
    private static let pieces = [
        "import A", "@testable import B", "public import struct C.D", "import E.F // why", "\n",
        "\r\n",
        " ", ";", "/* a\nb */", "// import X", "\"import Y\"", "\"\\(a(\"b\"))\"",
        "\"\"\"\n\\(q)\n\"\"\"",
        "f(x: 1)", "{ }", ")", "@objc(a)", "#expect(a)", "a / b", "a/b", "(/", "`import` X",
        ".import",
        "\u{E9}", "<#a#>", "public", "import",
    ]

    @Test func `finds what the lexer finds in any order of pieces`() {
        let pieces = Self.pieces
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let text = "\(first)\(second)\(third)\nimport Z\n"
                    if !isSame(Array(text.utf8)) { Issue.record("\(text.debugDescription)") }
                }
            }
        }
    }

    @Test func `finds what the lexer finds in every file of this package`() throws {
        for folder in ["Core", "Products", "Tests", "Tools"] {
            for path in SourceFiles.swiftFiles(under: "\(ProjectRoot.path)/\(folder)") {
                let bytes = try #require(SourceFiles.bytes(path))
                #expect(isSame(bytes), "\(path)")
            }
        }
    }
}

@Suite struct `Reading a tree of files` {
    private let package: TemporaryPackage

    init() throws {
        var files = [
            "A.swift": "import A", ".hidden/B.swift": "import B", "C.docc/D.swift": "import D",
        ]
        // More than one task reads of one folder.
        for number in 100..<250 { files["Many/F\(number).swift"] = "import M\(number)" }
        for number in 10..<40 { files["Deep/D\(number)/Deeper/F.swift"] = "import D\(number)" }
        files["Many/Large.swift"] = String(repeating: "// long\n", count: 20_000) + "import Large\n"
        package = try TemporaryPackage(files)
    }

    @Test func `gives the same files in the same order, on one thread and on many`() async {
        let atOnce = await SourceTree(root: package.root).read()
        let inTurn = await SourceTree(root: package.root, isSerial: true).read()
        #expect(atOnce.map(\.path) == inTurn.map(\.path))
        #expect(atOnce.map(\.parsed) == inTurn.map(\.parsed))
        #expect(atOnce.count == 182)
    }

    @Test func `reads files that are larger than the memory that is kept for them`() async throws {
        let files = await SourceTree(root: package.root).read()
        let large = try #require(files.first { $0.path == "Many/Large.swift" })
        #expect(large.parsed.imports.map(\.module) == ["Large"])
        #expect(large.parsed.imports.map(\.line) == [20_001])
    }

    @Test func `leaves out what is ignored, with all that lies below`() async {
        let files = await SourceTree(root: package.root, ignored: ["path:Deep", "path:Many/F1*"])
            .read()
        #expect(files.count == 52)
        #expect(!files.contains { $0.path.hasPrefix("Deep/") })
    }

    @Test func `says of a file that may not be opened that it is unreadable`() async throws {
        let link = "\(package.root)/Gone.swift"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/nowhere")
        let files = await SourceTree(root: package.root).read()
        // A link that leads nowhere is no file.
        #expect(!files.contains { $0.path == "Gone.swift" })
    }
}
