internal import Events

extension EventStore {
    /// Appends the events of an export under their ids, with new positions, times and `imported`.
    ///
    /// Events that are known are skipped, so an import that was cut off is repeated. Idempotency
    /// keys stay behind: they belong to the positions of the other log. `next` gives the bytes of
    /// the export piece by piece, nil at the end.
    public func importAppending(
        from next: @escaping () throws -> [UInt8]?
    ) async throws(ImportError) -> ImportSummary {
        var lines = ImportLines(next)
        var batch = ImportBatch()
        guard case .header(let header)? = try lines.next() else {
            throw .malformed(line: 1, reason: "it is not the header of an export")
        }
        var hasFooter = false
        while let line = try lines.next() {
            switch line {
            case .event(let event):
                if !batch.takes(event) { try await write(&batch) }
                try await take(event, of: header.log, line: lines.number, into: &batch)
            case .footer: hasFooter = true
            case .key: break
            case .header: throw .malformed(line: lines.number, reason: "a second header")
            }
        }
        try await write(&batch)
        guard hasFooter else {
            throw .malformed(line: lines.number, reason: "the export ends without a footer")
        }
        do {
            return ImportSummary(
                events: batch.written, known: batch.known, keys: 0, head: try await head().position)
        } catch {
            throw .read(error)
        }
    }

    private func take(
        _ event: RecordedEvent, of log: UniqueID, line: Int, into batch: inout ImportBatch
    ) async throws(ImportError) {
        do {
            if let known = try await self.event(event.id) {
                guard known.hasContent(of: event.event, in: event.stream) else {
                    throw ImportError.append(
                        line: line, .idReused(event.id, at: known.position))
                }
                batch.known += 1
                return
            }
            if batch.expected(of: event.stream) == nil {
                let head = try await head(of: event.stream)
                batch.expect(head.isClosed ? .closed : .any, of: event.stream)
            }
        } catch let error as ReadError {
            throw .read(error)
        } catch let error as ImportError {
            throw error
        } catch {
            throw .failed(String(describing: error))
        }
        batch.add(event, of: log, line: line)
    }

    private func write(_ batch: inout ImportBatch) async throws(ImportError) {
        guard let append = batch.append else { return }
        do {
            _ = try await self.append(append)
        } catch {
            throw .append(line: batch.firstLine, error)
        }
        batch.startAnew()
    }
}

extension StreamHead {
    fileprivate var isClosed: Bool { if case .closed = self { true } else { false } }
}

/// Events that fit into one append in the order of the export: each stream in one run.
struct ImportBatch {
    var known = 0
    private(set) var written = 0
    private(set) var firstLine = 0
    private var parts: [StreamAppend] = []
    private var bytes = 0
    private var events = 0
    private var expectations: [StreamName: ExpectedRevision] = [:]

    /// Whether an event may join: its stream is the last one or new, and no limit is passed.
    func takes(_ event: RecordedEvent) -> Bool {
        let size = event.data.count + event.metadata.encoded.count + Limits.importedBytes
        guard events < Limits.appendEventsMax, bytes + size <= Limits.appendBytesMax else {
            return false
        }
        guard let last = parts.last else { return true }
        // A closed stream goes on in an append of its own.
        if last.stream == event.stream { return last.events.last?.type != .streamClosed }
        return parts.count < Limits.appendStreamsMax
            && !parts.contains { $0.stream == event.stream }
    }

    func expected(of stream: StreamName) -> ExpectedRevision? { expectations[stream] }

    mutating func expect(_ expected: ExpectedRevision, of stream: StreamName) {
        expectations[stream] = expected
    }

    mutating func add(_ event: RecordedEvent, of log: UniqueID, line: Int) {
        if parts.isEmpty { firstLine = line }
        var copy = event.event
        copy.metadata = copy.metadata.merging(["imported": "\(log)/\(event.position)"])
        if parts.last?.stream != event.stream {
            let expected = expectations[event.stream] ?? .any
            parts.append(StreamAppend(event.stream, expected: expected, []))
        }
        parts[parts.count - 1].events.append(copy)
        bytes += copy.data.count + copy.metadata.encoded.count
        events += 1
    }

    var append: Append? { parts.isEmpty ? nil : Append(parts) }

    mutating func startAnew() {
        written += events
        (parts, bytes, events, expectations) = ([], 0, 0, [:])
    }
}
