import Foundation
import ImportLinter

/// What `--fix` changes: blanks at ends of lines, tabs in front, CR LF, a missing last newline.
package enum WhiteSpaceFix {
    /// The bytes of a file as they should be; text inside of multi-line strings stays as it is.
    package static func fixed(_ source: SourceText) -> [UInt8] {
        guard source.unreadable == nil else { return source.bytes }
        let lines = source.lines.enumerated().map { index, line in
            fixed(
                Array(line), isFrontText: source.endsInText(line: index),
                isEndText: source.endsInText(line: index + 1))
        }
        guard !lines.isEmpty else { return source.bytes }
        return Array(lines.joined(separator: [newline])) + [newline]
    }

    private static let newline = UInt8(ascii: "\n")

    private static func fixed(_ line: [UInt8], isFrontText: Bool, isEndText: Bool) -> [UInt8] {
        let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
        let last = line.lastIndex { !blanks.contains($0) }.map { $0 + 1 } ?? 0
        let end = isEndText ? line.count : last
        let start = line[..<end].prefix { !isFrontText && blanks.contains($0) }
        let indent = start.flatMap { byte in
            byte == UInt8(ascii: "\t") ? [UInt8](repeating: UInt8(ascii: " "), count: 4) : [byte]
        }
        return indent + line[start.endIndex..<max(end, start.endIndex)]
    }
}

extension TidyTree {
    /// Writes the files whose white space is not as it should be; answers which.
    package func fixWhiteSpace(root: String) throws -> [String] {
        try files.compactMap { file in
            let fixed = WhiteSpaceFix.fixed(file)
            guard fixed != file.bytes else { return nil }
            try Data(fixed).write(to: URL(filePath: "\(root)/\(file.path)"), options: .atomic)
            return file.path
        }
    }
}
