extension Lexer {
    /// What a hash begins: a raw string, an extended regex, a directive or macro, or nothing.
    mutating func afterHash() throws(Unreadable) -> Token {
        var end = index
        while byte(at: end) == "#" { end += 1 }
        let hashes = end - index
        if byte(at: end) == "\"" { return try string(hashes: hashes) }
        if byte(at: end) == "/", let regex = try extendedRegex(hashes: hashes) { return regex }
        guard hashes == 1, byte(at: end).startsIdentifier else { return token(.mark, length: 1) }
        while byte(at: end).continuesIdentifier { end += 1 }
        return token(.hashWord, length: end - index)
    }

    /// Opens a string at its hashes or its quote and reads its first piece.
    mutating func string(hashes: Int) throws(Unreadable) -> Token {
        let quote = index + hashes
        let isMultiline = opensMultiline(at: quote, hashes: hashes)
        let delimiter = Delimiter(hashes: hashes, isMultiline: isMultiline, line: line)
        return try string(delimiter, from: quote + (isMultiline ? 3 : 1))
    }

    /// Three quotes; behind hashes only if the line does not go on with the end of a short string.
    private func opensMultiline(at quote: Int, hashes: Int) -> Bool {
        guard byte(at: quote + 1) == "\"", byte(at: quote + 2) == "\"" else { return false }
        guard hashes > 0 else { return true }
        var position = quote + 2
        while position < bytes.count, !bytes[position].endsLine {
            if bytes[position] == "\"", hashCount(at: position + 1) >= hashes { return false }
            position += 1
        }
        return true
    }

    /// Reads on from `start` to the end of the string or to its next interpolation.
    mutating func string(_ delimiter: Delimiter, from start: Int) throws(Unreadable) -> Token {
        let begin = token(.string, length: 0)
        index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == "\\", hashCount(at: index + 1) >= delimiter.hashes {
                if try escape(delimiter) { return token(.string, since: begin) }
            } else if byte == "\"", closes(delimiter) {
                index += (delimiter.isMultiline ? 3 : 1) + delimiter.hashes
                return token(.string, since: begin)
            } else if byte.endsLine {
                guard delimiter.isMultiline else { return token(.string, since: begin) }
                skipLineEnd()
            } else {
                index += 1
            }
        }
        guard !delimiter.isMultiline else {
            throw Unreadable(line: delimiter.line, reason: "a multi-line string has no end")
        }
        return token(.string, since: begin)
    }

    private func closes(_ delimiter: Delimiter) -> Bool {
        guard delimiter.isMultiline else {
            return hashCount(at: index + 1) >= delimiter.hashes
        }
        return byte(at: index + 1) == "\"" && byte(at: index + 2) == "\""
            && hashCount(at: index + 3) >= delimiter.hashes
    }

    /// Steps over an escape; true at one that opens an interpolation, which ends this piece.
    private mutating func escape(_ delimiter: Delimiter) throws(Unreadable) -> Bool {
        let escaped = index + 1 + delimiter.hashes
        if byte(at: escaped) == "(" {
            guard strings.count < Limits.interpolationDepthMax else {
                let deep = "interpolations nest deeper than \(Limits.interpolationDepthMax)"
                throw Unreadable(line: line, reason: deep)
            }
            interrupted = delimiter
            return true
        }
        index = escaped
        if index < bytes.count, !bytes[index].endsLine { index += 1 }
        return false
    }

    /// `\(`, in a raw string with its hashes.
    mutating func interpolationStart(of delimiter: Delimiter) -> Token {
        strings.append(OpenString(delimiter: delimiter))
        return token(.interpolationStart, length: 2 + delimiter.hashes)
    }

    func hashCount(at position: Int) -> Int {
        var end = position
        while byte(at: end) == "#" { end += 1 }
        return end - position
    }
}
