package import Events
internal import Workflows

/// Makes the engine's events: their ids, their types and their bytes.
package struct EventMaker: Sendable {
    package let time: any TimeSource
    package let random: any RandomSource

    package init(time: any TimeSource, random: any RandomSource) {
        (self.time, self.random) = (time, random)
    }

    package func newID() -> UniqueID { UniqueID.timeOrdered(at: time.now(), AnyBits(random)) }

    package func event(_ type: EventType, _ record: some RecordCoded, id: UniqueID? = nil) -> Event
    {
        Event(id: EventID(id ?? newID()), type: type, data: record.json.bytes())
    }

    package func event(_ mail: MailRecord, to workflow: String) -> Event {
        let id = mail.requestID.map { EventMaker.requestID($0, of: workflow, "letter") }
        return Event(id: EventID(id ?? newID()), type: mail.type, data: mail.json.bytes())
    }

    /// The id of the event that answers a request; the same for every repetition.
    package static func requestID(
        _ request: String, of workflow: String, _ kind: String
    ) -> UniqueID {
        UniqueID.named("\(kind)\u{0}\(workflow)\u{0}\(request)", in: requestNamespace)
    }

    private static let requestNamespace = UniqueID(
        high: 0x5369_676E_616C_8000, low: 0x8000_7265_7175_6573)
}

/// A random source behind a type of its own, for generic callers.
private struct AnyBits: RandomSource {
    private let source: any RandomSource

    init(_ source: any RandomSource) { self.source = source }

    func next() -> UInt64 { source.next() }
}
