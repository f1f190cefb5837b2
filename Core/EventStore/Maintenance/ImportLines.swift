internal import Events

/// Cuts the bytes of an export into lines and checks what the footer says about them.
struct ImportLines {
    private let source: () throws -> [UInt8]?
    private var pending: [UInt8] = []
    private var start = 0
    private var sum = SHA256()
    private var isAtEnd = false
    /// The number of the line that was given last, from 1.
    private(set) var number = 0

    init(_ source: @escaping () throws -> [UInt8]?) { self.source = source }

    /// The next line; nil behind the last.
    ///
    /// The footer is checked against all that came before it.
    mutating func next() throws(ImportError) -> ExportLine? {
        guard let bytes = try line() else { return nil }
        number += 1
        let line: ExportLine
        do {
            line = try ExportLine(bytes)
        } catch {
            throw .malformed(line: number, reason: error.reason)
        }
        if case .footer(let footer) = line {
            guard sum.finish() == footer.content else {
                throw .malformed(line: number, reason: "the SHA-256 of the lines before differs")
            }
        } else {
            sum.update(bytes)
            sum.update([10])
        }
        return line
    }

    private mutating func line() throws(ImportError) -> [UInt8]? {
        var searched = start
        while true {
            if let end = pending[searched...].firstIndex(of: 10) {
                defer { start = end + 1 }
                return Array(pending[start..<end])
            }
            searched = pending.count - start
            pending.removeFirst(start)
            start = 0
            guard pending.count <= Limits.exportLineBytesMax else {
                throw .malformed(
                    line: number + 1, reason: "it has over \(Limits.exportLineBytesMax) bytes")
            }
            guard !isAtEnd, let more = try chunk() else {
                isAtEnd = true
                defer { pending = [] }
                return pending.isEmpty ? nil : pending
            }
            pending += more
        }
    }

    private func chunk() throws(ImportError) -> [UInt8]? {
        do { return try source() } catch { throw .source(String(describing: error)) }
    }
}
