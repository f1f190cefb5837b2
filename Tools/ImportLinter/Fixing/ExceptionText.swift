/// A configuration as text, for changes that keep everything else as it is written.
struct ExceptionText {
    private var lines: [String]

    init(_ text: String) { lines = Edit.lines(text) }

    var text: String { lines.joined(separator: "\n") }

    /// Lowers the count of an exception, or removes it at 0; false where it is not one line.
    mutating func lower(_ exception: Exception, to count: Int) -> Bool {
        guard let index = ExceptionLines(text).line(of: exception.key),
            lines[index].contains("{"), lines[index].contains("}")
        else { return false }
        guard count > 0 else {
            lines.remove(at: index)
            return true
        }
        let old = "\(exception.imports)"
        for label in ["\"imports\": \(old)", "\"imports\":\(old)", "imports: \(old)"] {
            guard let range = lines[index].firstRange(of: label) else { continue }
            let lowered = label.dropLast(old.count) + "\(count)"
            lines[index].replaceSubrange(range, with: lowered)
            return true
        }
        return false
    }

    /// Adds an exception in the order of rules and edges, or puts it in the place of the old one.
    mutating func accept(_ exception: Exception) {
        let line = "    " + ExceptionText.line(exception)
        if let index = ExceptionLines(text).line(of: exception.key) {
            lines[index] = line
            return
        }
        if let start = lines.firstIndex(where: { ExceptionText.opensList($0) }) {
            if lines[start].contains("]") {
                let head = lines[start].prefix { $0 != "[" }
                lines.replaceSubrange(start...start, with: [head + "[", line, "  ],"])
            } else {
                let rest = lines[(start + 1)...]
                let end = rest.firstIndex { $0.trimmed.hasPrefix("]") } ?? lines.endIndex
                let place = rest[..<end].firstIndex {
                    $0.trimmed.hasPrefix("{") && $0.trimmed > line.trimmed
                }
                lines.insert(line, at: place ?? end)
                ExceptionText.separate(&lines, before: place ?? end)
            }
            return
        }
        guard let end = lines.lastIndex(where: { $0.trimmed.hasPrefix("}") }) else { return }
        ExceptionText.separate(&lines, before: end)
        lines.insert(contentsOf: ["  \"exceptions\": [", line, "  ],"], at: end)
    }

    /// Strict JSON between elements: a comma where the element above lacks it.
    private static func separate(_ lines: inout [String], before index: Int) {
        guard let last = lines[..<index].lastIndex(where: { !$0.trimmed.isEmpty }) else { return }
        let text = lines[last].trimmed
        guard !text.hasSuffix(","), !text.hasSuffix("["), !text.hasSuffix("{"),
            !text.hasPrefix("//")
        else { return }
        lines[last] += ","
    }

    private static func opensList(_ line: String) -> Bool {
        let text = line.trimmed
        return (text.hasPrefix("\"exceptions\"") || text.hasPrefix("exceptions"))
            && text.contains("[")
    }

    private static func line(_ exception: Exception) -> String {
        let texts = [
            ("rule", exception.rule), ("from", exception.from), ("to", exception.to),
        ].map { "\"\($0)\": \(JSONText.line($1))" }
        let rest = [
            ("because", exception.because), ("owner", exception.owner), ("until", exception.until),
        ].map { "\"\($0)\": \(JSONText.line($1))" }
        let fields = texts + ["\"imports\": \(exception.imports)"] + rest
        return "{ \(fields.joined(separator: ", ")) },"
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
