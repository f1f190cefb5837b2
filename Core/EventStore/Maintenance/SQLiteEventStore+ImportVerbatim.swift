internal import Events
internal import SQLite

extension SQLiteEventStore {
    /// Brings an export into an empty log with its positions, ids, times and hashes, in one commit.
    ///
    /// The log becomes the exported one, its id included; everything is verified on the way.
    ///
    /// The directory may be there but hold no event. `next` gives the bytes of the export piece by
    /// piece, nil at the end.
    public static func importVerbatim(
        into directory: String, durability: Durability = .power,
        from next: () throws -> [UInt8]?
    ) throws(ImportError) -> ImportSummary {
        try withoutActuallyEscaping(next) { next throws(ImportError) in
            let writer: LogWriter
            let lock: WriterLock?
            do throws(OpenError) {
                let place = try LogDirectory.made(at: directory)
                let owner = ownerText(SystemTime())
                lock = try WriterLock.take(place, owner: owner)
                guard lock != nil else {
                    throw OpenError.notWriter(owner: WriterLock.owner(place))
                }
                writer = try LogWriter.open(
                    place, owner: owner, durability, time: SystemTime(), random: SystemRandom())
            } catch {
                throw .open(error)
            }
            return try withExtendedLifetime(lock) { () throws(ImportError) in
                try writer.importVerbatim(ImportLines(next))
            }
        }
    }
}

extension LogWriter {
    /// Imports in one transaction and closes the log; an error leaves it as it was.
    fileprivate func importVerbatim(_ lines: ImportLines) throws(ImportError) -> ImportSummary {
        guard end.position == .start else {
            throw .notEmpty(path: path, events: end.position)
        }
        var lines = lines
        do {
            let summary = try connection.transaction { try take(&lines) }
            try close()
            return summary
        } catch let error as ImportError {
            throw error
        } catch {
            throw .failed(String(describing: error))
        }
    }

    private func take(_ lines: inout ImportLines) throws -> ImportSummary {
        guard case .header(let header)? = try lines.next() else {
            throw ImportError.malformed(line: 1, reason: "it is not the header of an export")
        }
        guard header.after == .start else {
            throw ImportError.malformed(
                line: 1, reason: "it begins behind position \(header.after), not with the first")
        }
        end.chain = HashChain(log: header.log)
        end.recorded = Timestamp(microseconds: .min)
        try connection.run(
            "UPDATE log SET uuid = ?, generation = ?",
            [.bytes(header.log.bytes), .integer(Int64(header.generation))])
        var keys = 0
        while let line = try lines.next() {
            switch line {
            case .event(let event): try take(event, line: lines.number)
            case .key(let key):
                try take(key, line: lines.number)
                keys += 1
            case .footer(let footer):
                try check(footer, header, line: lines.number)
                return ImportSummary(
                    events: footer.count, known: 0, keys: keys, head: end.position)
            case .header:
                throw ImportError.malformed(line: lines.number, reason: "a second header")
            }
        }
        throw ImportError.malformed(line: lines.number, reason: "the export ends without a footer")
    }

    private func take(_ event: RecordedEvent, line: Int) throws {
        func damaged(_ reason: String) -> ImportError {
            .damaged(line: line, event.position, reason: reason)
        }
        guard event.position.value == end.position.value + 1 else {
            throw damaged("position \(end.position.value + 1) is missing")
        }
        guard event.recorded >= end.recorded else { throw damaged("the recorded time goes back") }
        var chain = end.chain
        let again = chain.record(
            event.event, in: event.stream, at: event.revision, event.position, event.recorded)
        guard again.hash == event.hash else {
            throw damaged("the content does not match its hash")
        }
        let head = try head(of: event.stream)
        guard event.revision.value == (head.revision?.value ?? -1) + 1 else {
            throw damaged("revision \(event.revision) does not follow")
        }
        try insert(event)
    }

    private func take(_ key: ExportKey, line: Int) throws {
        guard key.known.first > .start, key.known.first <= key.known.last,
            key.known.last <= end.position
        else {
            throw ImportError.malformed(line: line, reason: "the key points outside the log")
        }
        try insert(key.text, key.known, key.recorded)
    }

    private func check(_ footer: ExportFooter, _ header: ExportHeader, line: Int) throws {
        guard footer.count == Int(end.position.value), header.through == end.position,
            footer.hash == end.chain.hash
        else {
            throw ImportError.malformed(
                line: line,
                reason: "the footer tells of \(footer.count) events, not \(end.position)")
        }
    }
}
