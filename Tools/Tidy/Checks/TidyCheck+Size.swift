import ImportLinter

extension TidyCheck {
    static let lineLength = TidyCheck("line-length") { source in
        source.lines.enumerated().compactMap { index, line in
            guard line.count > Limits.lineColumnsMax, !source.isText(line: index + 1) else {
                return nil
            }
            let text = String(decoding: line, as: UTF8.self)
            let isDocumentation = text.drop { $0 == " " }.hasPrefix("///")
            let columnsMax =
                isDocumentation ? Limits.documentationColumnsMax : Limits.lineColumnsMax
            guard text.count > columnsMax else { return nil }
            return Diagnostic(
                "line-length", at: source.place(line: index + 1, column: columnsMax + 1),
                "The line has \(text.count) columns, \(columnsMax) are allowed.",
                fix: "break it, or name a part of it")
        }
    }

    static let functionLength = TidyCheck("function-length") { source in
        source.functions.compactMap { function in
            let count = function.lastLine - function.firstLine + 1
            guard count > Limits.functionLinesMax else { return nil }
            return source.finding(
                "function-length", at: function.start,
                "\(function.name) has \(count) lines, \(Limits.functionLinesMax) are allowed.",
                fix: "keep the branches here and move the straight parts to functions of their own")
        }
    }

    static let fileLength = TidyCheck("file-length") { source in
        let count = source.lines.count
        guard count > Limits.fileLinesMax else { return [] }
        return [
            Diagnostic(
                "file-length", at: source.place(line: Limits.fileLinesMax + 1),
                "The file has \(count) lines, \(Limits.fileLinesMax) are allowed.",
                fix: "split it by topic: Type+Topic.swift")
        ]
    }

    static let whiteSpace = TidyCheck("white-space") { source in
        var found = source.lines.enumerated().flatMap { index, line -> [(Int, String)] in
            let line = Array(line)
            var problems: [(Int, String)] = []
            if line.contains(UInt8(ascii: "\t")) { problems.append((index + 1, "a tab")) }
            if line.last == UInt8(ascii: "\r") { problems.append((index + 1, "CR LF")) }
            if line.last == UInt8(ascii: " ") { problems.append((index + 1, "trailing blanks")) }
            return problems
        }
        if let last = source.bytes.last, last != UInt8(ascii: "\n") {
            found.append((source.lines.count, "no newline at its end"))
        }
        return found.map { line, problem in
            Diagnostic(
                "white-space", at: source.place(line: line), "The line has \(problem).",
                fix: "run `swift format -i` on the file")
        }
    }
}
