internal import EventStore
internal import Events

/// The contents of a log in memory, as a value.
struct MemoryLog: AppendLookup {
    let id: UniqueID
    var epoch = 1
    var isClosed = false
    private(set) var events: [RecordedEvent] = []
    private var chain: HashChain
    /// Indexes into `events`, by stream and by id.
    private var streams: [StreamName: [Int]] = [:]
    private var ids: [EventID: Int] = [:]
    private var keys: [String: KnownKey] = [:]

    init(id: UniqueID) {
        self.id = id
        chain = HashChain(log: id)
    }

    var head: LogHead {
        LogHead(
            log: id, generation: 0, epoch: epoch, position: Position(Int64(events.count)),
            hash: chain.hash)
    }

    func key(_ text: String) -> KnownKey? { keys[text] }

    func recorded(_ id: EventID) -> RecordedEvent? { ids[id].map { events[$0] } }

    func placed(from first: Position, through last: Position) -> [Placed] {
        events[Int(first.value - 1)..<Int(last.value)].map(\.placed)
    }

    func head(of stream: StreamName) -> StreamHead {
        guard let last = streams[stream]?.last.map({ events[$0] }) else { return .none }
        return last.type == .streamClosed
            ? .closed(last.revision, last.position) : .live(last.revision, last.position)
    }

    func stream(_ name: StreamName) -> [Int] { streams[name] ?? [] }

    func result(_ placed: [Placed], wasDuplicate: Bool) -> AppendResult {
        let last = placed.map(\.position).max() ?? .start
        let token = ConsistencyToken(log: id, generation: 0, position: last)
        return AppendResult(events: placed, token: token, wasDuplicate: wasDuplicate)
    }

    mutating func write(_ append: Append, at moment: Timestamp) -> [Placed] {
        let first = events.count
        // The clock may go back; what is recorded does not.
        let recorded = max(moment, events.last?.recorded ?? moment)
        for part in append.streams {
            for event in part.events { write(event, to: part.stream, at: recorded) }
        }
        if let key = append.key {
            keys[key.text] = KnownKey(
                request: key.request, first: Position(Int64(first + 1)),
                last: Position(Int64(events.count)))
        }
        return events[first...].map(\.placed)
    }

    private mutating func write(_ event: Event, to stream: StreamName, at recorded: Timestamp) {
        let revision = Revision(Int64(streams[stream]?.count ?? 0))
        let position = Position(Int64(events.count + 1))
        let placed = chain.record(event, in: stream, at: revision, position, recorded)
        streams[stream, default: []].append(events.count)
        ids[event.id] = events.count
        events.append(placed)
    }
}
