public import Events
import EventStore

/// What was written to a file, or read from one.
public struct MovedEvents: Hashable, Sendable {
    /// Events that were moved.
    public let events: Int
    /// Events that the log had before.
    public let known: Int
    /// Idempotency keys that were moved.
    public let keys: Int
    /// The last position on the side of the log.
    public let head: Position
}

/// How an export comes into a log.
public enum ImportMode: Hashable, Sendable {
    /// With its positions, ids, times and hashes, into a log without events.
    case verbatim
    /// Behind what is there, under new positions and times.
    case appending
}

extension LogDesk {
    /// Writes events as JSON lines to a file that must not be there, or to standard output for `-`.
    public func export(
        to path: String, after: Position, through: Position?,
        progress: @Sendable (Int, Int) -> Void
    ) async throws -> MovedEvents {
        let sink = try FileSink(path)
        let summary: ExportSummary
        do {
            summary = try await store.export(
                after: after, through: through,
                progress: { progress($0.number, $1.number) }, to: { try sink.write($0) })
            try sink.finish()
        } catch {
            sink.discard()
            throw error
        }
        return MovedEvents(
            events: summary.events, known: 0, keys: summary.keys, head: summary.through)
    }

    /// Brings an export from a file, or from standard input for `-`, into the log of a folder.
    public static func importing(
        from path: String, into directory: DataDirectory, _ mode: ImportMode
    ) async throws -> MovedEvents {
        let source = try FileSource(path)
        let summary: ImportSummary
        switch mode {
        case .verbatim:
            summary = try SQLiteEventStore.importVerbatim(into: directory.path) {
                try source.next()
            }
        case .appending:
            let store = try await SQLiteEventStore.open(directory.path)
            do {
                summary = try await store.importAppending { try source.next() }
            } catch {
                await store.close()
                throw error
            }
            await store.close()
        }
        return MovedEvents(
            events: summary.events, known: summary.known, keys: summary.keys, head: summary.head)
    }
}
