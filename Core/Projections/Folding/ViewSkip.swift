internal import EventStore
public import Events

/// An event that a version of a projection goes on without, because somebody decided so.
public struct ViewSkip: Hashable, Sendable {
    /// The version of the projection.
    public let version: Int
    /// The event.
    public let position: Position
    /// Why, in the words of whoever decided.
    public let reason: String
    /// When it was decided.
    public let recorded: Timestamp
}

/// The decision as the log keeps it; `views.db` may be deleted, the decision may not.
struct ViewEventSkipped: EventPayload {
    static let type = EventType(literal: "log.view-event-skipped")

    let projection: String
    let version: Int
    let position: Position
    let reason: String

    static func stream(of projection: String) -> StreamName {
        StreamName(category: .views, text: projection)
    }

    var key: ViewKey { ViewKey(name: projection, version: version) }
}

/// Which events are skipped by which version.
struct Skips: Hashable, Sendable {
    private struct Place: Hashable {
        let key: ViewKey
        let position: Position
    }

    private var places: Set<Place> = []

    mutating func add(_ key: ViewKey, _ position: Position) {
        places.insert(Place(key: key, position: position))
    }

    func contains(_ key: ViewKey, _ position: Position) -> Bool {
        !places.isEmpty && places.contains(Place(key: key, position: position))
    }
}
