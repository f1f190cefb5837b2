import Foundation
import ImportLinter
import Testing

@Suite struct `The corpus of imports` {
    @Test(arguments: try CorpusCase.all)
    func `is read as the compiler reads it, or refused where the compiler refuses it`(
        entry: CorpusCase
    ) {
        let parsed = ImportScanner.scan(entry.bytes)
        if parsed.unreadable != nil, !entry.parses { return }
        #expect(parsed.unreadable == nil)
        #expect(parsed.imports.map(CorpusImport.init) == entry.imports, "\(entry.id)")
    }

    @Test(arguments: try CorpusCase.all)
    func `never crashes or hangs where a file is cut short`(entry: CorpusCase) {
        let bytes = entry.bytes
        guard bytes.count < 2_000 else { return }
        for end in bytes.indices {
            let parsed = ImportScanner.scan(Array(bytes[..<end]))
            #expect(parsed.imports.allSatisfy { $0.line >= 1 && $0.column >= 1 })
        }
    }

    @Test(arguments: try CorpusCase.all)
    func `never crashes or hangs where a byte is wrong`(entry: CorpusCase) {
        let bytes = entry.bytes
        guard bytes.count < 300 else { return }
        for index in bytes.indices {
            for wrong: UInt8 in [0, 10, 34, 35, 40, 41, 47, 92, 123, 125, 255] {
                var copy = bytes
                copy[index] = wrong
                let lines = copy.count { $0 == 10 || $0 == 13 } + 1
                #expect(ImportScanner.scan(copy).imports.allSatisfy { $0.line <= lines })
            }
        }
    }
}

/// One line of `cases.jsonl`.
struct CorpusCase: Decodable, CustomTestStringConvertible, Sendable {
    let id: String
    let parses: Bool
    let imports: [CorpusImport]
    private let source: String?
    private let sourceParts: [Piece]?
    private let sourceBase64: String?

    /// A text and how often it stands there.
    private struct Piece: Decodable, Sendable {
        let text: String

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            let text = try list.decode(String.self)
            self.text = String(repeating: text, count: try list.decode(Int.self))
        }
    }

    var testDescription: String { id }

    var bytes: [UInt8] {
        if let base64 = sourceBase64 { return [UInt8](Data(base64Encoded: base64) ?? Data()) }
        if let sourceParts { return sourceParts.flatMap { Array($0.text.utf8) } }
        return Array((source ?? "").utf8)
    }

    static var all: [CorpusCase] {
        get throws {
            let path = "Tests/ToolsTests/Fixtures/ImportCorpus/cases.jsonl"
            let text = String(decoding: try ProjectRoot.bytes(path), as: UTF8.self)
            return try text.split(separator: "\n").map {
                try JSONDecoder().decode(CorpusCase.self, from: Data($0.utf8))
            }
        }
    }
}

/// An import as the corpus expects it; `*` matches any condition.
struct CorpusImport: Decodable, Equatable, Sendable {
    let line, column: Int
    let path: [String]
    let kind, access: String?
    let attributes, conditionalAttributes, conditions: [String]

    private enum Key: String, CodingKey {
        case line, column, path, kind, access, attributes, conditionalAttributes, conditions
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let list = { (key: Key) in try values.decodeIfPresent([String].self, forKey: key) ?? [] }
        line = try values.decode(Int.self, forKey: .line)
        column = try values.decode(Int.self, forKey: .column)
        path = try values.decode([String].self, forKey: .path)
        kind = try values.decodeIfPresent(String.self, forKey: .kind)
        access = try values.decodeIfPresent(String.self, forKey: .access)
        attributes = try list(.attributes)
        conditionalAttributes = try list(.conditionalAttributes)
        conditions = try list(.conditions)
    }

    init(_ statement: ImportStatement) {
        (line, column, path) = (statement.line, statement.column, statement.path)
        (kind, access, attributes) = (statement.kind, statement.access, statement.attributes)
        conditionalAttributes = statement.conditionalAttributes
        conditions = statement.conditions
    }

    static func == (left: CorpusImport, right: CorpusImport) -> Bool {
        left.line == right.line && left.column == right.column && left.path == right.path
            && left.kind == right.kind && left.access == right.access
            && left.attributes == right.attributes
            && left.conditionalAttributes == right.conditionalAttributes
            && left.conditions.count == right.conditions.count
            && zip(left.conditions, right.conditions).allSatisfy {
                $0 == $1 || $0 == "*" || $1 == "*"
            }
    }
}
