import Events

/// A small product: parcels are taken in, sorted, delivered by a round, lost, or sent out again.
enum Parcels: LedgerRules {
    enum Outcome: String, CaseIterable { case delivered, refused, lost }
    enum Stage: String, CaseIterable { case sorting, loaded }

    static let name = "parcels"
    static let types: Set<EventType> = [
        .taken, .loaded, .delivered, .refused, .lost, .roundFailed, .roundMerged, .depotClosed,
    ]

    static func entries(of event: RecordedEvent) throws -> [LedgerEntry<Parcels>] {
        let text = String(decoding: event.data, as: UTF8.self)
        let words = text.split(separator: " ").map(String.init)
        let (id, more) = (words[0], words.count > 1 ? words[1] : nil)
        return switch event.type {
        case .taken:
            [.init(.one(id), .opened(.sorting, labels: ["depot": more ?? "north"]))]
        case .loaded: [.init(.one(id), .moved(.loaded))]
        case .delivered: [.init(.one(id), .settled(.delivered, holder: more))]
        case .refused: [.init(.one(id), .settled(.refused, because: more))]
        case .lost: [.init(.one(id), .settled(.lost))]
        case .roundFailed: [.init(.held(by: id), .reopened(.sorting))]
        case .roundMerged: [.init(.held(by: id), .passed(to: more ?? ""))]
        case .depotClosed:
            [.init(.labelled(["depot": id]), .settled(.refused, because: "closed"))]
        default: []
        }
    }

    static func permits(_ outcome: Outcome, because reason: String?) -> Bool {
        outcome != .refused || ["address", "closed"].contains(reason)
    }

    static func deadline(in stage: Stage) -> Duration? {
        stage == .sorting ? .seconds(600) : .seconds(3_600)
    }
}

extension EventType {
    static let taken = EventType(literal: "parcels.taken")
    static let loaded = EventType(literal: "parcels.loaded")
    static let delivered = EventType(literal: "parcels.delivered")
    static let refused = EventType(literal: "parcels.refused")
    static let lost = EventType(literal: "parcels.lost")
    static let roundFailed = EventType(literal: "parcels.round-failed")
    static let roundMerged = EventType(literal: "parcels.round-merged")
    static let depotClosed = EventType(literal: "parcels.depot-closed")
}

extension Parcels {
    /// A log of the given facts, one a minute.
    static func log(_ facts: [(EventType, String)]) -> [RecordedEvent] {
        facts.enumerated().map { index, fact in
            RecordedEvent(
                event: Event(
                    id: EventID(UniqueID(high: 7, low: UInt64(index + 1))), type: fact.0,
                    data: Array(fact.1.utf8)),
                stream: StreamName(category: category, text: "all"),
                revision: Revision(Int64(index)), position: Position(Int64(index + 1)),
                recorded: start + .seconds(60 * index), hash: SHA256.hash("parcels"))
        }
    }

    static let start = Timestamp(microseconds: 1_700_000_000_000_000)

    static var category: Category { Category(reserved: "parcels.parcel") }
}
