import EventStore
import Events

/// The id with this number.
func id(_ number: Int) -> EventID { EventID(UniqueID(high: 7, low: UInt64(number))) }

/// An event whose id and data say its number.
func event(_ number: Int, _ type: String = "bank.money-deposited") -> Event {
    Event(
        id: id(number), type: EventType(literal: type), data: Array("{\"amount\":\(number)}".utf8))
}

/// Events of consecutive numbers.
func events(_ numbers: ClosedRange<Int>) -> [Event] { numbers.map { event($0) } }

/// A stream of the category `bank.account`.
func account(_ text: String) -> StreamName { stream("bank.account", text) }

/// A stream of any category, a reserved one included.
func stream(_ category: String, _ text: String) -> StreamName {
    StreamName(category: Category(reserved: category), text: text)
}

extension EventStore {
    /// Appends to one stream.
    @discardableResult
    func append(
        _ events: [Event], to stream: StreamName, _ expected: ExpectedRevision = .any
    ) async throws(AppendError) -> AppendResult {
        try await append(Append([StreamAppend(stream, expected: expected, events)]))
    }

    /// All events of the log, Core's own included.
    func everything() async throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        var next: Position? = .start
        while let after = next {
            let page = try await read(
                after: after, through: nil, .everything, .forward, limit: 1_000)
            events += page.events
            next = page.next
        }
        return events
    }

    /// The data of a stream's events as text.
    func data(of stream: StreamName) async throws -> [String] {
        try await read(stream, from: nil, .forward, limit: 1_000).events.map {
            String(decoding: $0.data, as: UTF8.self)
        }
    }
}
