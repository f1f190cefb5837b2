internal import Events
internal import SQLite

/// Remembers the names behind numbers, which never change: most events share a few.
final class NameTable {
    private let connection: Connection
    private var streams: [Int64: StreamName] = [:]
    private var types: [Int64: EventType] = [:]

    init(_ connection: Connection) { self.connection = connection }

    /// The stream with a number; nil where the log has none or its name is malformed.
    func stream(_ id: Int64) throws(SQLiteError) -> StreamName? {
        if let known = streams[id] { return known }
        let text = try connection.first("SELECT name FROM streams WHERE id = ?", [.integer(id)]) {
            $0.text(0)
        }
        guard let stream = text.flatMap(StreamName.init(stored:)) else { return nil }
        if streams.count >= Limits.cachedHeadsMax { streams = [:] }
        streams[id] = stream
        return stream
    }

    /// The type with a number; nil where the log has none or its name is malformed.
    func type(_ id: Int64) throws(SQLiteError) -> EventType? {
        if let known = types[id] { return known }
        let text = try connection.first("SELECT text FROM names WHERE id = ?", [.integer(id)]) {
            $0.text(0)
        }
        guard let type = text.flatMap(EventType.init) else { return nil }
        if types.count >= Limits.cachedHeadsMax { types = [:] }
        types[id] = type
        return type
    }

    /// To be called after a rollback, which may have taken numbers back.
    func forget() {
        streams = [:]
        types = [:]
    }
}
